"""The task `comments` with its topic: what it brought, the library knows at its end."""

from dataclasses import dataclass, replace
from typing import Protocol

from server.core.errors import RubatoError
from server.core.ports import Clock
from server.core.step.task import Bounds, Outcome, Progress, Task
from server.services.comment_drafted import DraftedByServer

LEFT = "comments_topic"
"""The mark that says that threads are still to be put in."""


class Marks(Protocol):
    """Keeps short texts from one step to the next."""

    def mark(self, name: str) -> str:
        """Give one; empty where there is none."""
        ...

    def set_mark(self, name: str, value: str, now: int) -> None:
        """Keep one."""
        ...


@dataclass(frozen=True, slots=True)
class WithTopic:
    """Does a task, then has the server bring the topic of comments up to date."""

    task: Task
    server: DraftedByServer
    marks: Marks
    clock: Clock

    @property
    def name(self) -> str:
        """Give the task's name."""
        return self.task.name

    @property
    def caption(self) -> str:
        """Give the task's caption."""
        return self.task.caption

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Do it; where nothing changed and nothing was left, nothing is asked of the server."""
        outcome = self.task.run(bounds, told, dry=dry)
        changed = outcome.ending in {"done", "partly"}
        if dry or not (changed or self.marks.mark(LEFT)):
            return outcome
        # Kept before: what breaks off in the middle goes on in the next step.
        self.marks.set_mark(LEFT, "yes", self.clock())
        try:
            put, left = self._put(bounds, told)
        except RubatoError as error:
            line = f"The topic of comments is not up to date. {error}"
            return replace(outcome, lines=(*outcome.lines, line))
        if not left:
            self.marks.set_mark(LEFT, "", self.clock())
        if not put:
            return outcome
        counts = {**outcome.counts, "into the topic": put}
        idle = outcome.ending == "idle"
        return replace(outcome, ending="done" if idle else outcome.ending, counts=counts)

    def _put(self, bounds: Bounds, told: Progress) -> tuple[int, bool]:
        """Put in what there is time for; tell how many threads, and whether some are left."""
        put, left = 0, True
        while left and bounds.left():
            bounds.count()
            more, waiting = self.server.keep_topic()
            put, left = put + more, waiting > 0
            told(put, put + waiting, "the topic of comments")
        return put, left
