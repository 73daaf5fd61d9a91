"""A task that answers comments, on a real database and the fake channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Engine

from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.adapters.database.quota import QuotaDatabase
from server.adapters.database.steps import StepDatabase
from server.core.comment_ports import Draft
from server.core.comments.comment import Comment
from server.core.comments.conduct import Conduct
from server.core.step.task import Bounds, Outcome
from server.services.comment_task import CommentTask
from tests.server.fake_channel import FakeChannel
from tests.server.fakes import MORNING
from tests.server.made_comments import HOUR, video

DAY = 24 * HOUR
AUTO = Conduct(auto=True, a_step=1000, a_day=100_000, quota=10_000_000)
CALLS = 100_000


class FakeDrafting:
    """Answers every comment with its id, by which one tells what a reply answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Callable[[str], Draft] = lambda comment: Draft(
            f"The answer to {comment}.", "i1", "en"
        )

    def draft(self, comment: str) -> Draft:
        """Answer."""
        self.asked.append(comment)
        return self.answer(comment)


class Time:
    """What time it is, and what time our clock says."""

    def __init__(self) -> None:
        self.true, self.wrong = MORNING, 0

    def __call__(self) -> int:
        """Tell what our clock says."""
        return self.true + self.wrong

    def really(self) -> int:
        """Tell what time it is."""
        return self.true


def shown(done: int, total: int | None, what: str = "") -> None:
    """Show nothing."""
    del done, total, what


@dataclass
class World:
    """A channel, a database, and what happens between them."""

    engine: Engine
    conduct: Conduct = AUTO
    page: int = 100
    time: Time = field(default_factory=Time)
    drafting: FakeDrafting = field(default_factory=FakeDrafting)
    wrap: Callable[[Any], Any] = lambda thing: thing
    """Put around what the task works with."""

    def __post_init__(self) -> None:
        self.tube = FakeChannel(self.time.really, self.page)
        self.comments, self.outbox = CommentDatabase(self.engine), OutboxDatabase(self.engine)
        self.quota, self.steps = QuotaDatabase(self.engine), StepDatabase(self.engine)
        self.tube.known["v1"] = video(published=MORNING - 100 * DAY)

    def write(self, *comments: Comment) -> None:
        """Have viewers write."""
        for one in comments:
            self.tube.add(one)

    def task(self, conduct: Conduct | None = None) -> CommentTask:
        """Make a runner."""
        stores = (self.comments, self.outbox, self.quota, self.steps)
        wrapped = tuple(self.wrap(store) for store in stores)
        return CommentTask(
            self.wrap(self.tube),
            self.wrap(self.drafting),
            wrapped,
            conduct or self.conduct,
            self.time,
        )

    def step(self, *, dry: bool = False, requests: int = CALLS, **conduct: Any) -> Outcome:
        """Run one step."""
        bounds = Bounds(self.time, self.time() + 10 * DAY, requests)
        task = self.task(replace(self.conduct, **conduct))
        return task.run(bounds, shown, dry=dry)

    def settle(self, steps: int = 8) -> None:
        """Run steps an hour apart, with nothing that fails."""
        for _ in range(steps):
            self.time.true += HOUR
            self.step()

    def answers(self) -> list[str]:
        """List the comments that were answered on YouTube, as often as they were."""
        texts = [one.text for one in self.tube.inserted]
        return [text.removeprefix("The answer to ").removesuffix(".") for text in texts]

    def states(self) -> dict[str, str]:
        """Give the state of each reply."""
        return {one.comment: one.state for one in self._rows()}

    def _rows(self) -> Sequence[Any]:
        every = ["review", "planned", "sending", "sent", "failed", "held", "rejected", "withdrawn"]
        return self.outbox.replies(every, 1_000_000)  # type: ignore[arg-type]  # all states
