"""Every command, played by keys over Web MIDI: its effect in the browser, and its undo."""

import pytest

from tests.e2e.harness_cases import CASES
from tests.e2e.harness_performer import Keys, play_case
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_words import COMMANDS


def test_every_command_has_a_case() -> None:
    """The table of cases leaves out no command, and has none that does not exist."""
    assert set(CASES) == set(COMMANDS)


@pytest.mark.usefixtures("web_midi", "voice")
@pytest.mark.parametrize("command", CASES)
def test_command(stage: Stage, command: str) -> None:
    """Its keys have the effect, and undo, where the table promises one, takes it back."""
    case, keyboard = CASES[command], FakeWebMidi(stage.panel.page)
    keyboard.plug()
    stage.panel.wait_said("Web Keys")
    performer = Keys(keyboard, stage)

    was = play_case(stage, performer, command, case)

    if COMMANDS[command]["undo"] and case.undone:
        performer.perform("undo", framed=case.framed)
        stage.until_as(was)
