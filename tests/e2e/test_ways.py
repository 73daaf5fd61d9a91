"""Each way of playing, on one command or more of each family: its effect in the browser."""

import pytest

from tests.e2e.harness_cases import CASES, FAMILIES
from tests.e2e.harness_hearing import SET
from tests.e2e.harness_performer import Keys, Performer, Words, play_case
from tests.e2e.harness_players import ComputerKeys, ScreenPiano
from tests.e2e.harness_server import JackKeyboard, Server, wait_until_bridged
from tests.e2e.harness_stage import HAVE_A_VOICE, Stage
from tests.e2e.harness_words import COMMANDS

PERFORMANCE = (
    "scroll.page-down",
    "scroll.by",
    "element.click",
    "read.start",
    "where",
    "tab.number",
    "tab.find",
    "channel.new",
    "history.back",
    "search.web",
    "zoom.percent",
    "bookmark.add",
    "history.most-visited",
    "find.text",
    "item.choose",
    "media.volume",
    "help.command",
    "sound.louder",
    "layout.sweep",
    "voice.faster",
    "undo.list",
    "name.tab",
    "session.record",
    "session.stop",
    "chat.sources",
    "undo.list",
    "name.tab",
    "again",
    "piano.off",
    "piano.on",
)


def test_performance_has_every_family() -> None:
    """What each way plays leaves out no family of commands."""
    played = {
        family for family, cases in FAMILIES.items() if any(name in cases for name in PERFORMANCE)
    }

    assert played == set(FAMILIES)


def perform(stage: Stage, performer: Performer) -> None:
    """Play all, each undone where it can be, so that the next finds the stage as it was."""
    for command in PERFORMANCE:
        was = play_case(stage, performer, command, CASES[command])
        if command.startswith("piano"):
            continue
        if COMMANDS[command]["undo"]:
            performer.perform("undo")
            stage.until_as(was)
        stage.page.evaluate("scrollTo(0, 0)")


@pytest.mark.usefixtures("voice")
def test_on_screen_piano(stage: Stage) -> None:
    """The mouse on the on-screen piano plays every family."""
    perform(stage, Keys(ScreenPiano(stage.panel.page), stage))


@pytest.mark.usefixtures("voice")
def test_computer_keyboard(stage: Stage) -> None:
    """The computer's letters play every family while the panel has the focus."""
    perform(stage, Keys(ComputerKeys(stage.panel.page), stage))


@pytest.mark.usefixtures("voice")
def test_text_box(stage: Stage) -> None:
    """Words in the text box do every family."""
    perform(stage, Words(stage))


@pytest.mark.usefixtures("voice")
def test_bridge(stage: Stage, server: Server, paired: str, jack_keyboard: JackKeyboard) -> None:
    """A keyboard on JACK plays every family through the server's bridge."""
    wait_until_bridged(server, paired, jack_keyboard.name)
    stage.panel.wait_link("keyboard", "ready")
    # Once paired the server would read; what is looked at here is the browser's voice.
    stage.panel.page.evaluate(HAVE_A_VOICE)
    stage.panel.page.evaluate(SET, {"reading_voice": "browser"})
    perform(stage, Keys(jack_keyboard, stage))
