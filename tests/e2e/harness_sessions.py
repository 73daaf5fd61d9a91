"""Cases of the commands that record sessions."""

from collections.abc import Callable
from typing import Any

from tests.e2e.harness_case import Case
from tests.e2e.harness_stage import Seen

RECORDING = (("session.record", None),)
DONE = (*RECORDING, ("tab.next", None), ("session.stop", None))


PAUSED = (
    *(*RECORDING, ("zoom.in", None), ("session.pause", None), ("session.resume", None)),
    *(("zoom.out", None), ("session.stop", None), ("session.step", "session")),
)


def music(now: Seen, _was: Seen) -> bool:
    """Tell whether the notes are played, where any were."""
    return "Music of “Session of" in now["said"] or "has no notes" in now["said"]


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
    "inquiry.read": Case(says("pair with it under Settings"), undone=False),
    "inquiry.answered": Case(says("No inquiry is marked"), given=RECORDING, undone=False),
    "session.replay": Case(says("Replaying “Session of"), value="session", given=DONE),
    "session.step": Case(says("step by step"), value="session", given=DONE),
    "replay.next": Case(says("Step 1 of"), given=(*DONE, ("session.step", "session"))),
    "replay.from": Case(says("from step 1 to 1"), value=1, given=DONE),
    "replay.until": Case(says("from step 1 to 1"), value=1, given=DONE),
    "replay.pause": Case(says("from step 1 to 1"), value=0, given=DONE),
    "replay.skip": Case(says("On with step 2 of 2"), given=PAUSED),
    "replay.pace": Case(lambda now, _: now["settings"].get("replay_pace") == 150, value=150),
    "replay.music": Case(music, value="session", given=DONE),
    "session.save": Case(
        lambda now, was: "Saved" in now["said"] and now["files"] > was["files"], given=RECORDING
    ),
    "session.delete": Case(says("Deleted “Session of"), given=(*RECORDING, ("session.stop", None))),
}
