"""Each command that needs the page, on each kind of page a person meets.

The same content stands in a frame of the page's own site or of another, in a shadow tree, in a
modal dialog, and in an app that put it there after the page had come.  Plain pages are walked by
test_commands.py, those where nobody is let in by test_no_agent.py.
"""

import pytest

from tests.e2e.harness_case import Case
from tests.e2e.harness_cases import CASES
from tests.e2e.harness_kinds import EXCEPT, KINDS, arrange
from tests.e2e.harness_performer import Keys, play_case
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_words import COMMANDS

WALKED = sorted(name for name, command in COMMANDS.items() if command["page"])

ENOUGH = 600
"""Letters of what was seen that tell why it went wrong."""


def test_exceptions_are_of_commands_and_kinds_that_exist() -> None:
    """The table of exceptions names nothing that is gone."""
    assert {command for command, _ in EXCEPT} <= {*WALKED}
    assert {kind for _, kind in EXCEPT} <= {*KINDS}


@pytest.mark.usefixtures("web_midi", "voice")
@pytest.mark.parametrize("kind", KINDS)
def test_commands_on_a_kind_of_page(stage: Stage, pages: str, kind: str) -> None:
    """Every one does what it does on a plain page, and is undone as there."""
    keyboard = FakeWebMidi(stage.panel.page)
    keyboard.plug()
    stage.panel.wait_said("Web Keys")
    # How smoothly it scrolls, test_commands.py waits for.
    stage.page.emulate_media(reduced_motion="reduce")
    performer = Keys(keyboard, stage)

    wrong = []
    for command in WALKED:
        stage.scene = arrange(stage.page, kind, pages)
        stage.panel.page.evaluate("fakeSpeech.spoken.length = 0")
        try:
            case = EXCEPT.get((command, kind), CASES[command])
            play_and_undo(stage, performer, command, case)
        except AssertionError as error:
            wrong.append(f"{command}: {str(error)[:ENOUGH]}")
            performer.perform("cancel")

    assert wrong == [], "\n".join(wrong)


def play_and_undo(stage: Stage, performer: Keys, command: str, case: Case) -> None:
    """Play a case to its effect and, where it promises an undo, back to what was before."""
    was = play_case(stage, performer, command, case)
    if COMMANDS[command]["undo"] and case.undone:
        performer.perform("undo")
        stage.until_as(was)
