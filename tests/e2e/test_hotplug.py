"""Keyboards pulled and plugged in again in the middle of a word, and one that is seen twice."""

import re
from collections.abc import Iterator

import pytest

from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_server import LOWEST, NOTE_ON, JackKeyboard, Server, wait_until_bridged
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

A, B = 9, 9
"""Scroll down: the same key twice, so that a stuck one would be noticed."""

PATIENCE = 5.0


@pytest.fixture
def other(jack_server: str) -> Iterator[JackKeyboard]:
    """Plug in a second keyboard; it is gone again, however the test ends."""
    keyboard = JackKeyboard("Another Keyboard")
    keyboard.plug()
    yield keyboard
    keyboard.unplug()


@pytest.mark.usefixtures("web_midi")
def test_web_midi_replugged_in_a_word(stage: Stage) -> None:
    """The word waits while the keyboard is away, and the key that was down is not stuck."""
    panel, keyboard = stage.panel, FakeWebMidi(stage.panel.page)
    keyboard.plug()
    panel.wait_link("keyboard", "ready")
    keyboard.send([NOTE_ON, LOWEST + A, 80])
    panel.wait_keys(A)
    keyboard.unplug()
    panel.wait_said("keyboard is gone")
    panel.wait_link("keyboard", "none")
    panel.wait_keys(A)
    keyboard.plug()
    until(lambda: "Keyboard: Web Keys" in panel.said, "it is back", PATIENCE)
    keyboard.send([NOTE_ON, LOWEST + B, 80])

    stage.until("the page scrolled", lambda seen: seen["y"] > 0)
    assert panel.ran() == ["scroll.down"]


def test_jack_replugged_in_a_word(
    stage: Stage, server: Server, paired: str, jack_keyboard: JackKeyboard
) -> None:
    """The same over JACK and the server's bridge."""
    panel = stage.panel
    wait_until_bridged(server, paired, jack_keyboard.name)
    panel.wait_link("keyboard", "ready")
    jack_keyboard.send([NOTE_ON, LOWEST + A, 80])
    panel.wait_keys(A)
    jack_keyboard.unplug()
    panel.wait_said("keyboard is gone")
    panel.wait_keys(A)
    jack_keyboard.plug()
    until(lambda: panel.said.startswith("Keyboard: "), "it is back", PATIENCE)
    jack_keyboard.send([NOTE_ON, LOWEST + B, 80])

    stage.until("the page scrolled", lambda seen: seen["y"] > 0)
    assert panel.ran() == ["scroll.down"]


@pytest.mark.usefixtures("web_midi")
def test_keyboard_seen_twice_counts_once(
    stage: Stage, server: Server, paired: str, jack_keyboard: JackKeyboard, other: JackKeyboard
) -> None:
    """What Web MIDI and the bridge both see is heard by Web MIDI; without it, by the bridge."""
    panel = stage.panel
    wait_until_bridged(server, paired, jack_keyboard.name)
    wait_until_bridged(server, paired, other.name)
    ports = [port["name"] for port in server.status(paired)["midi"]["ports"]]
    (name,) = [port for port in ports if jack_keyboard.name in port]
    panel.wait_said(re.escape(name))
    twin = FakeWebMidi(panel.page, name)
    twin.plug()
    panel.wait_said("Another Keyboard")
    jack_keyboard.play([5, 5])
    twin.play([7, 7])
    other.play([A, B])
    panel.wait_last("scroll.down")

    assert panel.ran() == ["where", "scroll.down"]

    other.unplug()
    twin.unplug()
    wait_without(panel, other.name)
    jack_keyboard.play([5, 5])
    panel.wait_last("tab.list")


def test_any_channel_and_only_the_chosen_keyboard(
    stage: Stage, server: Server, paired: str, jack_keyboard: JackKeyboard, other: JackKeyboard
) -> None:
    """Every MIDI channel is heard; of two keyboards only the chosen one, and it is remembered."""
    panel = stage.panel
    wait_until_bridged(server, paired, other.name)
    wait_until_bridged(server, paired, jack_keyboard.name)
    panel.wait_said("Another Keyboard")
    choose_keyboard(panel, other.name)
    jack_keyboard.play([5])
    for key in (A, B):
        other.send([NOTE_ON + 8, LOWEST + key, 80])
    panel.wait_last("scroll.down")
    panel.page.reload()
    again = Panel(panel.page)
    again.wait_until_engine()
    again.wait_said("Another Keyboard")
    jack_keyboard.play([5])
    other.play([7, 7])
    again.wait_last("where")

    assert again.ran() == ["where"]


def choose_keyboard(panel: Panel, name: str) -> None:
    """Choose a keyboard in the settings."""
    panel.page.click("#tab-settings")
    option = panel.page.locator("#setting-device option", has_text=name)
    panel.page.select_option("#setting-device", option.get_attribute("value"))
    wait_without(panel, "Rubato Test Keys")


def wait_without(panel: Panel, name: str) -> None:
    """Wait until a keyboard is not among those that play."""
    link = panel.page.locator("#link-keyboard")
    until(lambda: name not in (link.get_attribute("title") or ""), f"{name} does not play")
