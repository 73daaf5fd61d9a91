"""The task `comments` with its topic: what it brought, the library knows at its end."""

from dataclasses import dataclass, replace

from server.core.errors import RubatoError
from server.core.step.task import Bounds, Outcome, Progress, Task
from server.services.comment_drafted import DraftedByServer


@dataclass(frozen=True, slots=True)
class WithTopic:
    """Does a task, then has the server bring the topic of comments up to date."""

    task: Task
    server: DraftedByServer

    @property
    def name(self) -> str:
        """Give the task's name."""
        return self.task.name

    @property
    def caption(self) -> str:
        """Give the task's caption."""
        return self.task.caption

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Do it; where nothing changed, nothing is asked of the server."""
        outcome = self.task.run(bounds, told, dry=dry)
        if dry or outcome.ending not in {"done", "partly"} or not bounds.left():
            return outcome
        bounds.count()
        try:
            put = self.server.keep_topic()
        except RubatoError as error:
            # The comments are safe; the next step that does something makes up for it.
            line = f"The topic of comments is not up to date. {error}"
            return replace(outcome, lines=(*outcome.lines, line))
        return replace(outcome, counts={**outcome.counts, "into the topic": put})
