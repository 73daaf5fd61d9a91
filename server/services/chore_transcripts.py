"""The task `transcripts`: what is said in new videos of the channel, into recordings and library.

A video becomes a recording of the owner's, with the takes that its description names and the topics
that its tags name; one that he made himself is filled in, and never changed.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from server.core.comment_ports import CommentStore
from server.core.comments.comment import Video
from server.core.comments.schedule import DAY
from server.core.errors import NotFoundError, RubatoError, UnavailableError
from server.core.library.topics import key_of
from server.core.library.videos import watched_at
from server.core.ports import Clock
from server.core.step.ports import Server
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step_ports import StepStore

MARK = "transcripts"
PLACE = "/v1/recordings/performances"
SEEN = frozenset({"public", "unlisted"})
MOST_TRIES = 6
"""After these a video is taken for one without subtitles: a month and a half."""
LONGEST_NAME = 200


@dataclass(slots=True)
class _Kept:
    done: list[str] = field(default_factory=list)
    """Videos of which nothing more is wanted."""
    tries: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of the others, how often it failed, and when it is tried again, ms since 1970, UTC."""


class TranscriptsTask:
    """Brings transcripts of videos to the server, which asks YouTube for them."""

    name = "transcripts"
    caption = "write down what is said in new videos"

    def __init__(
        self, server: Server, comments: CommentStore, steps: StepStore, clock: Clock
    ) -> None:
        self._server, self._comments, self._steps = server, comments, steps
        self._clock = clock

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Fetch those of videos that have none yet, the newest first."""
        kept = self._read()
        waiting = self._waiting(kept)
        if not waiting:
            return Outcome("idle")
        if dry:
            return Outcome(
                "done", [f"{one.title} ({one.id}) would be written down." for one in waiting]
            )
        lines, written = list[str](), 0
        for at, video in enumerate(waiting):
            if not bounds.left():
                return Outcome("partly", lines, {"written down": written})
            try:
                written += self._one(bounds, video, kept, lines)
            except _YouTubeAway as away:
                lines.append(str(away))
                return Outcome("partly", lines, {"written down": written})
            finally:
                self._write(kept)
            told(at + 1, len(waiting), video.title)
        return Outcome("done", lines, {"written down": written})

    def _waiting(self, kept: _Kept) -> list[Video]:
        now, done = self._clock(), set(kept.done)
        videos = [one.video for one in self._comments.videos()]
        return [
            one
            for one in videos
            if one.privacy in SEEN and one.id not in done and _is_time(kept.tries.get(one.id), now)
        ]

    def _one(self, bounds: Bounds, video: Video, kept: _Kept, lines: list[str]) -> bool:
        """Write one down; tell whether that was done now."""
        held = self._performance(bounds, video)
        why = "" if _is_written(held) else self._fetch(bounds, held)
        if not held["takes"] and video.description.strip():
            # Last, since the last take ends where the last line does.
            bounds.count()
            place = f"{PLACE}/{held['id']}/takes/find"
            self._server.send("POST", place, {"text": video.description})
        if why:
            lines.append(f"{video.title} ({video.id}): {why}")
            self._failed(kept, video.id)
            return False
        kept.done.append(video.id)
        kept.tries.pop(video.id, None)
        if not _is_written(held):
            lines.append(f"{video.title} ({video.id}) was written down.")
        return not _is_written(held)

    def _fetch(self, bounds: Bounds, held: Mapping[str, Any]) -> str:
        """Let the server fetch subtitles; tell why there are none."""
        bounds.count()
        try:
            self._server.send("POST", f"{PLACE}/{held['id']}/transcript", {"youtube": True})
        except UnavailableError as error:
            raise _YouTubeAway(str(error)) from error
        except RubatoError as error:
            return str(error)
        return ""

    def _performance(self, bounds: Bounds, video: Video) -> Mapping[str, Any]:
        """Find the recording with this video, or make it."""
        bounds.count()
        try:
            found: Mapping[str, Any] = self._server.get(f"{PLACE}/{video.id}")
        except NotFoundError:
            return self._made(bounds, video)
        return found

    def _made(self, bounds: Bounds, video: Video) -> Mapping[str, Any]:
        bounds.count()
        name = " ".join(video.title.split())[:LONGEST_NAME] or video.id
        told = {"name": name, "video": watched_at(video.id), "recorded": video.published}
        made: Mapping[str, Any] = self._server.send("POST", PLACE, told)
        topics = self._topics(bounds, video)
        if topics:
            made = self._server.send("PUT", f"{PLACE}/{made['id']}/topics", {"topics": topics})
        return made

    def _topics(self, bounds: Bounds, video: Video) -> list[str]:
        """Name the topics that there are by the video's tags."""
        if not video.tags:
            return []
        bounds.count(2)
        tags = {key_of(tag) for tag in video.tags}
        names = [str(one["name"]) for one in self._server.get("/v1/topics")["topics"]]
        return [name for name in names if key_of(name) in tags]

    def _failed(self, kept: _Kept, video: str) -> None:
        """Try again after days that double, and at last no more."""
        times = kept.tries.get(video, (0, 0))[0] + 1
        if times >= MOST_TRIES:
            kept.tries.pop(video, None)
            kept.done.append(video)
        else:
            kept.tries[video] = (times, self._clock() + 2 ** (times - 1) * DAY)

    def _read(self) -> _Kept:
        try:
            told = json.loads(self._steps.mark(MARK))
            tries = {str(one): (int(a), int(b)) for one, (a, b) in told["tries"].items()}
            return _Kept([str(one) for one in told["done"]], tries)
        except (ValueError, KeyError, TypeError, AttributeError):
            return _Kept()

    def _write(self, kept: _Kept) -> None:
        self._steps.set_mark(MARK, json.dumps(asdict(kept)), self._clock())


class _YouTubeAway(Exception):  # noqa: N818  (a signal, and no error)
    """Nothing more can be fetched now."""


def _is_written(held: Mapping[str, Any]) -> bool:
    """Tell whether there is what is said in the video itself, rather than in a file."""
    return any(line["track"] is None for line in held["transcript"])


def _is_time(tried: tuple[int, int] | None, now: int) -> bool:
    return tried is None or now >= tried[1]
