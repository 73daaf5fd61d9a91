"""The task `videos` against a fake YouTube, and a real database."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from server.adapters.database import open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.quota import QuotaDatabase
from server.adapters.database.steps import StepDatabase
from server.adapters.youtube_channel import YouTubeChannel
from server.core.comments.failures import QuotaSpentError
from server.core.comments.quota import day_of
from server.core.comments.schedule import due
from server.core.step.task import Bounds, Outcome
from server.services.chore_videos import VideosTask
from server.services.comment_metering import MeteredChannel
from tests.fixtures.tube.service import TubeService, tube_service
from tests.fixtures.tube.world import DAY, OURS, TubeVideo
from tests.server.adapters.test_youtube_channel import Tokens
from tests.server.fakes import MORNING, FakeClock
from tests.server.fakes_step import Watcher
from tests.server.migrated import migrated


class Chore(NamedTuple):
    """The task, and what it works with."""

    task: VideosTask
    service: TubeService
    comments: CommentDatabase
    quota: QuotaDatabase
    clock: FakeClock

    def run(self, requests: int = 100, *, dry: bool = False) -> Outcome:
        """Do it."""
        bounds = Bounds(self.clock, self.clock.now + 60_000, requests)
        return self.task.run(bounds, Watcher(), dry=dry)

    def spent(self) -> int:
        """Give the units that both agree on."""
        day = day_of(self.clock.now)
        assert self.quota.spent(day) == self.service.tube.ledger.spent[day]
        return self.quota.spent(day)

    def upload(self, count: int) -> None:
        """Upload videos, the first the newest."""
        for at in range(count):
            self.service.tube.add_video(TubeVideo(f"v{at:03}", f"V {at}", published=MORNING - at))


@pytest.fixture
def chore(tmp_path: Path) -> Iterator[Chore]:
    """Compose it."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    clock = FakeClock()
    comments, quota = CommentDatabase(engine), QuotaDatabase(engine)
    with tube_service(clock) as service:
        channel = MeteredChannel(YouTubeChannel(Tokens(), service.address), quota, 10_000, clock)
        task = VideosTask(
            channel, comments, StepDatabase(engine), lambda one, me: due(one, 7, 3, me.id), clock
        )
        yield Chore(task, service, comments, quota, clock)
        assert service.tube.ledger.wrong == []
    engine.dispose()


def test_everything_that_is_there_is_learnt(chore: Chore) -> None:
    """All pages at first; then one unit where nothing is new."""
    chore.upload(120)

    first, cost = chore.run(), chore.spent()
    second = chore.run()

    assert (first.ending, first.counts, len(first.lines)) == ("done", {"new": 120}, 20)
    assert (second.ending, chore.spent() - cost) == ("idle", 1)
    kept = chore.comments.video("v007")
    assert kept is not None
    assert (kept.video.title, kept.video.duration, kept.done) == ("V 7", 253_000, False)
    assert kept.due == due(kept.video, 7, 3, OURS)


def test_what_broke_off_goes_on(chore: Chore) -> None:
    """A bound, or a spent quota, leaves no gap below what is known."""
    chore.upload(120)

    assert chore.run(3).ending == "partly"
    chore.service.fault = lambda asked: "quota" if asked.call == "videos.list" else ""
    with pytest.raises(QuotaSpentError):
        chore.run()
    chore.service.fault = lambda _asked: ""

    assert chore.run().ending == "done"
    assert len(chore.comments.videos()) == 120


def test_new_ones_are_found_and_old_ones_looked_at_in_turn(chore: Chore) -> None:
    """One that got another title, went private or is gone is noticed within a day or two."""
    chore.upload(60)
    chore.run()
    held = chore.service.tube.videos
    held["v001"].title, held["v002"].privacy, held["v059"].privacy = "W", "private", "gone"
    found: list[str] = []

    for _ in range(8):
        chore.clock.now += DAY // 2
        before = chore.spent()
        found += chore.run().lines
        assert chore.spent() - before == 1

    assert sorted(found) == [
        "Changed: V 2 (v002, private, was public)",
        "Changed: W (v001, public)",
        "Gone: V 59 (v059)",
    ]
    chore.service.tube.add_video(TubeVideo("new", "N", published=chore.clock.now))
    assert [*chore.run().lines, *chore.run().lines] == ["New: N (new, public)"]


def test_a_dry_run_changes_nothing(chore: Chore) -> None:
    """It says what would be."""
    chore.upload(1)

    dry = chore.run(dry=True)

    assert (dry.lines, len(chore.comments.videos())) == (["New: V 0 (v000, public)"], 0)
    assert chore.run().lines == dry.lines
