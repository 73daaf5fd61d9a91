"""Cases of the commands that record sessions."""

from collections.abc import Callable
from typing import Any

from tests.e2e.harness_case import Case
from tests.e2e.harness_stage import Seen

RECORDING = (("session.record", None),)
DONE = (*RECORDING, ("tab.next", None), ("session.stop", None))


def says(text: str) -> Callable[[Seen, Seen], Any]:
    """Give what tells whether this is part of what was said last."""
    return lambda now, _: text in now["said"]


SESSIONS = {
    "session.record": Case(says("Recording: Session of")),
    "session.pause": Case(says("Recording paused at 0:0"), given=RECORDING),
    "session.resume": Case(
        says("Recording goes on at 0:0"), given=(*RECORDING, ("session.pause", None))
    ),
    "session.stop": Case(says("Recorded “Session of"), given=RECORDING),
    "session.replay": Case(says("Replaying “Session of"), value="session", given=DONE),
    "session.step": Case(says("step by step"), value="session", given=DONE),
    "replay.next": Case(says("Step 1 of"), given=(*DONE, ("session.step", "session"))),
    "session.save": Case(
        lambda now, was: "Saved" in now["said"] and now["files"] > was["files"], given=RECORDING
    ),
    "session.delete": Case(says("Deleted “Session of"), given=(*RECORDING, ("session.stop", None))),
}
