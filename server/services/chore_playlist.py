"""The task `playlist`: a playlist on YouTube that gathers the videos of well rated recordings.

What its owner put in himself stays: only what this task put in is ever taken out.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from server.core.comment_ports import CommentStore
from server.core.comments.failures import GoneError
from server.core.library.videos import video_of
from server.core.ports import Clock
from server.core.step.ports import Server
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step_ports import StepStore
from server.core.youtube_ports import Entry
from server.services.playlist_metering import MeteredPlaylists

MARK = "playlist"
PLACE = "/v1/recordings/performances"
AT_ONCE = 200
"""Recordings of one answer of the server."""
SEEN = frozenset({"public", "unlisted"})


class PlaylistTask:
    """Keeps one playlist in step with ratings."""

    name = "playlist"
    caption = "gather well rated videos in your playlist on YouTube"

    def __init__(
        self,
        playlists: MeteredPlaylists,
        server: Server,
        comments: CommentStore,
        steps: StepStore,
        *,
        clock: Clock,
        playlist: str,
        score: int,
    ) -> None:
        self._playlists, self._server, self._comments = playlists, server, comments
        self._steps, self._clock, self._playlist, self._score = steps, clock, playlist, score

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Put in what is rated well, take out what is no more; asks YouTube only for changes."""
        wanted, kept = self._wanted(bounds), self._read()
        if set(wanted) == set(kept.settled):
            return Outcome("idle")
        entries = self._playlists.entries(bounds, self._playlist)
        there = {one.video for one in entries}
        acts: list[_Put | _TakeOut] = [
            *(_Put(video) for video in wanted if video not in there),
            *(_TakeOut(one) for one in entries if one.video in kept.ours - set(wanted)),
        ]
        if dry:
            return Outcome("done" if acts else "idle", [act.would for act in acts])
        lines = list[str]()
        for at, act in enumerate(acts):
            if not bounds.left():
                return Outcome("partly", lines, {"changes": at})
            lines.append(act.do(self._playlists, bounds, self._playlist, kept.ours))
            self._write(kept)
            told(at + 1, len(acts), "videos")
        kept.settled = wanted
        self._write(kept)
        return Outcome("done" if acts else "idle", lines, {"changes": len(acts)} if acts else {})

    def _wanted(self, bounds: Bounds) -> list[str]:
        """Give the ids of videos that are rated well and can be seen."""
        found: list[str] = []
        asked: dict[str, Any] = {"least": self._score, "limit": AT_ONCE}
        while bounds.left():
            bounds.count()
            listed = self._server.get(PLACE, asked)["performances"]
            found += [video for one in listed if (video := video_of(str(one.get("video") or "")))]
            if len(listed) < AT_ONCE:
                break
            asked["before"] = listed[-1]["id"]
        return [video for video in dict.fromkeys(found) if self._seen(video)]

    def _seen(self, video: str) -> bool:
        kept = self._comments.video(video)
        return kept is not None and kept.video.privacy in SEEN

    def _read(self) -> "_Kept":
        try:
            told = json.loads(self._steps.mark(MARK))
            if told["playlist"] == self._playlist:
                return _Kept(set(map(str, told["ours"])), list(map(str, told["settled"])))
        except (ValueError, KeyError, TypeError):
            pass
        return _Kept()

    def _write(self, kept: "_Kept") -> None:
        told = {"playlist": self._playlist, "ours": sorted(kept.ours), "settled": kept.settled}
        self._steps.set_mark(MARK, json.dumps(told), self._clock())


@dataclass(slots=True)
class _Kept:
    """What this task remembers of the playlist."""

    ours: set[str] = field(default_factory=set)
    """The videos that it put in."""
    settled: list[str] = field(default_factory=list)
    """The videos that were wanted when all was done."""


@dataclass(frozen=True, slots=True)
class _Put:
    video: str

    @property
    def would(self) -> str:
        return f"{self.video} would be put in."

    def do(self, playlists: MeteredPlaylists, bounds: Bounds, playlist: str, ours: set[str]) -> str:
        try:
            playlists.put(bounds, playlist, self.video)
        except GoneError as error:
            return f"{self.video} cannot be put in: {error}"
        ours.add(self.video)
        return f"{self.video} was put in."


@dataclass(frozen=True, slots=True)
class _TakeOut:
    entry: Entry

    @property
    def would(self) -> str:
        return f"{self.entry.video} would be taken out."

    def do(self, playlists: MeteredPlaylists, bounds: Bounds, _: str, ours: set[str]) -> str:
        with suppress(GoneError):  # its owner took it out meanwhile
            playlists.take_out(bounds, self.entry.id)
        ours.discard(self.entry.video)
        return f"{self.entry.video} was taken out."
