"""Every command, played by keys over Web MIDI: its effect in the browser, and its undo."""

import pytest

from tests.e2e.harness_cases import CASES
from tests.e2e.harness_performer import Keys, play_case
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_reviewing import REVIEWING
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_words import COMMANDS


def test_every_command_has_a_case() -> None:
    """The table of cases leaves out no command, and has none that does not exist."""
    assert set(CASES) == set(COMMANDS)


@pytest.mark.usefixtures("web_midi", "voice")
@pytest.mark.parametrize("command", [name for name in CASES if name not in REVIEWING])
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


@pytest.mark.usefixtures("web_midi", "voice")
def test_commands_of_our_pages(stage: Stage) -> None:
    """On a page that is not ours each changes nothing, and says where it is done."""
    keyboard = FakeWebMidi(stage.panel.page)
    keyboard.plug()
    stage.panel.wait_said("Web Keys")
    performer = Keys(keyboard, stage)
    wrong = []
    for command, case in REVIEWING.items():
        performer.perform("cancel")
        play_case(stage, performer, command, case)
        if stage.panel.role != "failed":
            wrong.append(command)
    assert wrong == []
