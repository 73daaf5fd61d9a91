"""Ten thousand comments listed over HTTP, sorted and kept; then a step where nothing is new.

The fake YouTube answers from the same process, so that its own time is among ours.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.comment_soak_http import PATIENCE
from benchmarks.comment_soak_parts import Clock, Token
from server.adapters.database import migrate, open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.adapters.database.quota import QuotaDatabase
from server.adapters.database.steps import StepDatabase
from server.adapters.youtube_channel import YouTubeChannel
from server.core.comment_ports import Draft
from server.core.comments.conduct import Conduct
from server.core.comments.quota import day_of
from server.core.comments.schedule import due
from server.core.step.task import Bounds, Outcome
from server.services.chore_videos import VideosTask
from server.services.comment_metering import MeteredChannel
from server.services.comment_task import CommentTask
from tests.fixtures.tube.service import TubeService, tube_service
from tests.fixtures.tube.world import DAY, TubeVideo

COMMENTS = 10_000
VIDEOS = 200
CONDUCT = Conduct(a_step=0)
"""Nothing is answered: only what is read is measured."""


class Silent:
    """Is never asked."""

    def draft(self, comment: str) -> Draft:
        """Answer nothing."""
        raise AssertionError(comment)


class Job:
    """The tasks of a step that read."""

    def __init__(self, service: TubeService, folder: Path, clock: Clock) -> None:
        engine = open_engine(f"sqlite:///{folder / 'listing.db'}")
        migrate(engine)
        self.comments, quota, steps = (
            CommentDatabase(engine),
            QuotaDatabase(engine),
            StepDatabase(engine),
        )
        self._clock, self._service = clock, service
        channel = YouTubeChannel(Token(), service.address, 100 * PATIENCE)
        self._tasks = (
            VideosTask(
                MeteredChannel(channel, quota, CONDUCT.quota, clock),
                self.comments,
                steps,
                lambda video, me: due(video, 7, 0, me.id),
                clock,
            ),
            CommentTask(
                channel,
                Silent(),
                (self.comments, OutboxDatabase(engine), quota, steps),
                CONDUCT,
                clock,
            ),
        )

    def step(self) -> tuple[list[Outcome], float, int]:
        """Do one; give how it ended, its seconds and its units."""
        before, began = self._spent(), time.perf_counter()
        bounds = Bounds(self._clock, self._clock.now + DAY, 100_000)
        ended = [task.run(bounds, lambda *_: None, dry=False) for task in self._tasks]
        return ended, time.perf_counter() - began, self._spent() - before

    def _spent(self) -> int:
        return self._service.tube.ledger.spent[day_of(self._clock.now)]


def fill(service: TubeService, clock: Clock) -> None:
    """Let viewers write: two of three begin a thread, the third replies in one."""
    for at in range(VIDEOS):
        service.tube.add_video(TubeVideo(f"video{at:06}", published=clock.now - (30 + at) * DAY))
    threads: list[str] = []
    for at in range(COMMENTS):
        written = clock.now - (COMMENTS - at) * 7_200_000
        if at % 3 == 2:
            service.tube.say(f"And {at}?", thread=threads[at // 7], published=written)
        else:
            made = service.tube.say(f"Why {at}?", f"video{at % VIDEOS:06}", published=written)
            threads.append(made.id)


def main() -> int:
    """Print how long it takes."""
    clock = Clock()
    with tube_service(clock) as service, tempfile.TemporaryDirectory() as folder:
        fill(service, clock)
        job = Job(service, Path(folder), clock)
        _, seconds, units = job.step()
        kept = job.comments.counts()["comments"]
        print(f"{kept:,} comments listed, sorted and kept   {seconds:.1f} s   {units} units")
        while True:
            clock.now += 3_600_000
            ended, seconds, units = job.step()
            if all(one.ending == "idle" for one in ended):
                break
        print(f"a step where nothing is new   {seconds:.2f} s   {units} units")
    return 0 if kept == COMMENTS else 1


if __name__ == "__main__":
    sys.exit(main())
