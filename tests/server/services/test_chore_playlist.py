"""The task `playlist` against a fake YouTube: only changes cost something."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from server.adapters.database import open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.quota import QuotaDatabase
from server.adapters.database.steps import StepDatabase
from server.adapters.youtube_channel import YouTubeChannel
from server.core.comment_ports import VideoKept
from server.core.comments.comment import Video
from server.core.comments.failures import QuotaSpentError
from server.core.step.task import Outcome
from server.services.chore_playlist import PLACE, PlaylistTask
from server.services.playlist_metering import MeteredPlaylists
from tests.fixtures.tube.service import TubeService, tube_service
from tests.fixtures.tube.world import TubeVideo
from tests.server.adapters.test_youtube_channel import Tokens
from tests.server.fakes import MORNING, FakeClock
from tests.server.fakes_step import FakeServer, Watcher, plenty
from tests.server.migrated import migrated


class Chore(NamedTuple):
    """The task, and what it works with."""

    task: PlaylistTask
    service: TubeService
    server: FakeServer

    def rated(self, *videos: str) -> None:
        """Let these be rated well, the latest first."""
        told = [{"id": one, "video": f"https://www.youtube.com/watch?v={one}"} for one in videos]
        self.server.answers[f"GET {PLACE}"] = {"performances": told}

    def run(self, requests: int = 100, *, dry: bool = False) -> Outcome:
        """Do it."""
        return self.task.run(plenty(requests), Watcher(), dry=dry)

    def listed(self) -> list[str]:
        """Give what the playlist has."""
        return [video for _, video in self.service.tube.playlists["PL1"]]

    def calls(self) -> int:
        """Count what was asked of YouTube."""
        return self.service.tube.ledger.calls.total()


A, B, C, HIDDEN = ("aaaaaaaaaaa", "bbbbbbbbbbb", "ccccccccccc", "ddddddddddd")


@pytest.fixture
def chore(tmp_path: Path) -> Iterator[Chore]:
    """Compose it, with three videos that can be seen and one that cannot."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    clock, server = FakeClock(), FakeServer()
    comments, quota = CommentDatabase(engine), QuotaDatabase(engine)
    with tube_service(clock) as service:
        for one in (A, B, C, HIDDEN):
            service.tube.add_video(TubeVideo(one))
            made = Video(one, one, "", MORNING, 1, "private" if one == HIDDEN else "public")
            comments.keep_videos([VideoKept(made, False, 0, 0)])
        service.tube.playlists["PL1"] = []
        playlists = MeteredPlaylists(
            YouTubeChannel(Tokens(), service.address), quota, 10_000, clock
        )
        task = PlaylistTask(
            playlists, server, comments, StepDatabase(engine), clock=clock, playlist="PL1", score=8
        )
        yield Chore(task, service, server)
        assert service.tube.ledger.wrong == []
    engine.dispose()


def test_it_follows_the_ratings(chore: Chore) -> None:
    """What can be seen and is rated well is in it, once; nothing is asked where nothing changed."""
    chore.rated(A, B, A, HIDDEN)

    assert chore.run(dry=True).lines == [f"{A} would be put in.", f"{B} would be put in."]
    assert chore.listed() == []
    assert (chore.run().ending, chore.listed()) == ("done", [A, B])
    calls = chore.calls()
    assert (chore.run().ending, chore.calls()) == ("idle", calls)
    chore.rated(B, C)
    assert chore.run().lines == [f"{C} was put in.", f"{A} was taken out."]
    assert chore.listed() == [B, C]
    assert chore.server.asked[-1][1] == {"least": 8, "limit": 200}


def test_what_its_owner_put_in_stays(chore: Chore) -> None:
    """Rated well or not, before or after."""
    chore.service.tube.put("PL1", A)
    chore.service.tube.put("PL1", C)
    chore.rated(A, B)
    chore.run()
    chore.rated()
    chore.run()

    assert chore.listed() == [A, C]


def test_what_broke_off_goes_on(chore: Chore) -> None:
    """A bound, a spent day, a video that is gone: none is put in twice."""
    chore.rated(A, B, C)
    chore.service.tube.videos[B].privacy = "gone"

    assert chore.run(3).ending == "partly"
    chore.service.tube.ledger.limit = 53
    with pytest.raises(QuotaSpentError):
        chore.run()
    chore.service.tube.ledger.limit = 10_000
    done = chore.run()

    assert (done.ending, chore.listed()) == ("done", [A, C])
    assert any(f"{B} cannot be put in" in line for line in done.lines)
