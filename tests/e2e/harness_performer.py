"""A performer: plays a command with its value on any player, or says it in the text box."""

from collections.abc import Callable, Sequence
from typing import Protocol

from tests.e2e.harness_case import Case
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import Player
from tests.e2e.harness_stage import Seen, Stage
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import BASE, COMMANDS, SHORTEST, Value, number, value_keys

Ask = Callable[[str], str]
"""Types a command; gives what is said of it."""

ON_AGAIN = (0, 3, 7, 0) * 2
"""While the piano is off, its word is heard only when it is played twice in a row."""

OFFERED = {
    "address.open",
    "tab.find",
    "element.find",
    "element.nearest",
    "field.choose",
    "bookmark.open",
    "history.find",
    "language.on",
    "language.off",
    "help.command",
    "name.call",
}
"""Commands whose text can be had by its number among what is offered."""


class Performer(Protocol):
    """Whoever makes the engine do a command."""

    def perform(self, command: str, value: Value = None, *, framed: bool = False) -> None:
        """Play or say a command with its value; the effect is still to come."""


class Keys:
    """Plays words by their keys."""

    def __init__(self, player: Player, stage: Stage) -> None:
        self.player = player
        self.stage = stage

    def perform(self, command: str, value: Value = None, *, framed: bool = False) -> None:
        """Play the word, and its value: a text by the number of what is offered, else typed."""
        self.player.play(self._word(command, framed=framed))
        if COMMANDS[command]["value"] == "label":
            self.player.play(self._label(str(value)))
        elif isinstance(value, (int, tuple)):
            self.player.play(value_keys(command, value))
        elif value is not None:
            self._text(command, value)

    def _word(self, command: str, *, framed: bool) -> Sequence[int]:
        return ON_AGAIN if command == "piano.on" else (BASE if framed else SHORTEST)[command]

    def _label(self, title: str) -> Sequence[int]:
        """Find the label that the list gives a title."""
        seen = self.stage.until(f"{title} has a label", lambda seen: title in seen["labels"])
        return [int(key) for key in seen["labels"][title].split()]

    def _text(self, command: str, value: str) -> None:
        if command not in OFFERED:
            until(lambda: self.stage.panel.now["waiting"], f"{command} waits for its text")
            type_text(self.stage.panel, value)
            return
        seen = self.stage.until(f"{value} is offered", lambda seen: value in seen["offer"])
        self.player.play(number(seen["offer"].index(value) + 1))


class Words:
    """Types commands as words into the panel's text box."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def perform(self, command: str, value: Value = None, *, framed: bool = False) -> None:
        """Type the command's first phrase and its value."""
        words = " ".join(map(str, value)) if isinstance(value, tuple) else value
        said = "" if value is None else f" {words}"
        type_text(self.stage.panel, COMMANDS[command]["phrases"][0] + said)


def type_text(panel: Panel, text: str) -> None:
    """Type into the text box, send it, and leave the box, so that letters are keys again."""
    panel.page.fill("#text", text)
    panel.page.press("#text", "Enter")
    panel.page.locator("#text").blur()


def play_case(stage: Stage, performer: Performer, command: str, case: Case) -> Seen:
    """Play a command's case to its effect; gives what was seen before it."""
    if case.page:
        stage.play_in_page(case.page)
    for before, value in case.given:
        performer.perform(before, value)
        stage.panel.wait_last(before)
    if case.ready:
        stage.until(f"{command} can be played", case.ready)
    was = stage.look()
    performer.perform(command, case.value, framed=case.framed)
    if case.then:
        stage.panel.wait_last(command)
        performer.perform(case.then)
    stage.until(f"the effect of {command}", lambda now: case.seen(now, was))
    stage.panel.wait_last(case.then or command)
    return was
