"""What is said of each part of a running server follows from what was seen of it."""

from typing import Any

import pytest

from server.core.checkup import Finding, Level
from server.core.checkup_live import (
    ear_finding,
    index_finding,
    jobs_finding,
    late,
    midi_finding,
    shown,
    step_finding,
    voices_finding,
    write_finding,
)
from server.core.step.task import Outcome
from server.core.step_ports import StepDone, TaskDone

HOUR = 3_600_000
IN_STEP: dict[str, Any] = {"problem": "", "passages": 9, "waiting": 0}
OPEN, SHUT = ({"name": "Keyboard", "open": is_open} for is_open in (True, False))


def step(ending: Any = "done", ended: int | None = 5) -> StepDone:
    """Give a step of one task."""
    done = TaskDone("feed", 1, 2, Outcome(ending, error="why" if ending == "failed" else ""))
    return StepDone(7, 0, ended, False, 0, (done,))


def stepped(
    last: StepDone | None, way: str = "cron", hours: int = 1, running: bool = False
) -> Finding:
    """Judge it."""
    return step_finding(last, way, hours * HOUR, running=running)


@pytest.mark.parametrize(
    ("finding", "level"),
    [
        (late("Models", 3), "wrong"),
        (write_finding("sqlite", 3), "fine"),
        (write_finding("sqlite", 3_000), "note"),
        (index_finding(0, None), "fine"),
        (index_finding(9, None), "note"),
        (index_finding(9, IN_STEP), "fine"),
        (index_finding(9, IN_STEP | {"waiting": 2}), "note"),
        (index_finding(12, IN_STEP), "note"),
        (index_finding(9, IN_STEP | {"problem": "The embedder is gone."}), "wrong"),
        (voices_finding([], []), "note"),
        (voices_finding(["anna"], []), "fine"),
        (voices_finding(["anna"], ["The voice anna broke."]), "wrong"),
        (midi_finding("There is no MIDI here.", []), "note"),
        (midi_finding(None, []), "note"),
        (midi_finding(None, [OPEN]), "fine"),
        (midi_finding(None, [OPEN, SHUT]), "wrong"),
        (jobs_finding(0, 8, []), "fine"),
        (jobs_finding(3, 8, ["no model"]), "note"),
        (jobs_finding(8, 8, []), "wrong"),
        (ear_finding(there=True, heard=False), "fine"),
        (ear_finding(there=True, heard=True), "fine"),
        (ear_finding(there=False, heard=False), "note"),
        (stepped(None), "note"),
        (stepped(step()), "fine"),
        (stepped(step(), way=""), "note"),
        (stepped(step(), hours=72), "wrong"),
        (stepped(step("failed")), "wrong"),
        (stepped(step(ended=None)), "wrong"),
        (stepped(step(ended=None), running=True), "fine"),
    ],
)
def test_levels(finding: Finding, level: Level) -> None:
    """Each state has its level, and whatever is not fine says what mends it."""
    assert finding.level == level
    assert bool(finding.mend) == (level != "fine")


def test_programs_are_told() -> None:
    """By a word for each level, with the sentence that mends it."""
    assert shown(stepped(step("failed"))) == {
        "part": "Steps",
        "state": "failed",
        "said": "the last began 1 hour ago; failed: feed",
        "mend": "rubato timestep log 7",
    }
