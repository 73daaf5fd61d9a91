"""Thousands of keys at random, and of words with slips: nothing breaks, nothing is destroyed."""

import random
from collections.abc import Iterator, Sequence

import pytest

from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_server import LOWEST, NOTE_OFF, NOTE_ON
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import COMMANDS, SHORTEST, VALUES

EVENTS = 2000
BATCH = 40
"""Keys that are struck in one turn of the page, faster than anybody plays."""

TOP = 24
DESTRUCTIVE = {name for name, command in COMMANDS.items() if command["destructive"]}

# Kept by the engine's own view, so that no command passes between two looks.
COUNT = """() => {
  window.ran = [];
  window.ear.addEventListener('message', ({data}) => {
    if (data.type === 'view') ran.push(...data.view.now.busy, data.view.now.last?.command);
  });
}"""

BUSY = "() => views.at(-1)?.now.busy.length > 0"

FEWER = """async () => {
  const all = await chrome.windows.getAll({populate: true, windowTypes: ['normal']});
  for (const {id} of all.slice(1)) await chrome.windows.remove(id);
  const [{tabs}] = all;
  await chrome.tabs.remove(tabs.slice(4).map(({id}) => id));
}"""


def anything(chance: random.Random) -> Iterator[int]:
    """Strike any key, whatever went before."""
    while True:
        yield chance.randint(0, TOP)


def words_with_slips(chance: random.Random) -> Iterator[int]:
    """Play the commands that destroy nothing, used as often as people do, each word with a slip."""
    names = [name for name in COMMANDS if name not in DESTRUCTIVE]
    weights = [1 / rank for rank in range(1, len(names) + 1)]
    while True:
        (name,) = chance.choices(names, weights)
        yield from slipped([*SHORTEST[name], *value_of(name, chance)], chance)


def value_of(command: str, chance: random.Random) -> Sequence[int]:
    """Give the keys of some value that fits."""
    kind = COMMANDS[command]["value"]
    if kind == "place":
        return VALUES[kind]((chance.randint(-5, 5), chance.randint(-5, 5)))
    if kind in ("grid", "name"):
        keys = chance.choices(range(1, 12), k=3)
        return keys if kind == "grid" else VALUES[kind](keys)
    return VALUES[kind](chance.randint(1, 9)) if kind in VALUES else ()


def slipped(keys: list[int], chance: random.Random) -> list[int]:
    """Make one slip: a neighbour struck, a key left out, doubled, or two swapped."""
    at = chance.randrange(len(keys))
    slip = chance.choice(("neighbour", "left out", "doubled", "swapped"))
    if slip == "neighbour":
        keys[at] = min(TOP, max(0, keys[at] + chance.choice((-2, -1, 1, 2))))
    elif slip == "left out":
        del keys[at]
    elif slip == "doubled":
        keys.insert(at, keys[at])
    else:
        keys[at - 1], keys[at] = keys[at], keys[at - 1]
    return keys


@pytest.mark.usefixtures("web_midi", "voice")
@pytest.mark.parametrize("stream", [anything, words_with_slips])
def test_random_keys(stage: Stage, stream: object) -> None:
    """Nothing throws (the browser fixture looks), no destructive command runs, keys are heard."""
    panel, keyboard = stage.panel, FakeWebMidi(stage.panel.page)
    stage.browser.forgive("net::ERR_", "speechSynthesis")
    keyboard.plug()
    panel.wait_link("keyboard", "ready")
    panel.page.evaluate(COUNT)
    keys = stream(random.Random(2))  # type: ignore[operator]
    for _ in range(EVENTS // BATCH):
        keyboard.send(*(message for _ in range(BATCH) for message in strike(next(keys))))
        until(lambda: not panel.page.evaluate(BUSY), "what was played has run", 30)
        panel.page.evaluate(FEWER)
    ran = {command for command in panel.page.evaluate("() => ran") if command}

    assert len(ran) > 20
    assert not ran & DESTRUCTIVE
    keyboard.send(*(message for key in (0, 3, 7, 0, 0, 3, 7, 0) for message in strike(key)))
    keyboard.play([0])
    until(lambda: panel.now["keys"] in ([], [0]), "it still listens")


def strike(key: int) -> Sequence[Sequence[int]]:
    """Give the messages of one key."""
    return ([NOTE_ON, LOWEST + key, 80], [NOTE_OFF, LOWEST + key, 0])
