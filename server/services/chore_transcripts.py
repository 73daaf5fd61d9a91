"""The task `transcripts`: what is said in new videos and recordings, written down.

A video becomes a recording of the owner's, with the takes that its description names and the topics
that its tags name; one that he made himself is filled in, and never changed.
"""

from collections.abc import Mapping
from typing import Any

from server.core.comment_ports import CommentStore
from server.core.comments.comment import Video
from server.core.errors import NotFoundError, RubatoError, UnavailableError
from server.core.library.topics import key_of
from server.core.library.videos import watched_at
from server.core.ports import Clock
from server.core.step.ports import Server
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step_ports import StepStore
from server.services.chore_heard import HeardRecordings
from server.services.tried import Tried

MARK = "transcripts"
PLACE = "/v1/recordings/performances"
SEEN = frozenset({"public", "unlisted"})
LONGEST_NAME = 200


class TranscriptsTask:
    """Brings transcripts of videos to the server, which asks YouTube for them."""

    name = "transcripts"
    caption = "write down what is said in new videos and recordings"

    def __init__(
        self,
        server: Server,
        comments: CommentStore,
        steps: StepStore,
        clock: Clock,
        *,
        youtube: bool = True,
    ) -> None:
        """Without `youtube` only recordings are heard."""
        self._server, self._comments, self._youtube = server, comments, youtube
        self._tried = Tried(steps, MARK, clock)
        self._heard = HeardRecordings(server, self._tried, clock)

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Fetch those of videos that have none yet, the newest first; then hear recordings."""
        videos, recordings = self._waiting(), self._heard.waiting(bounds)
        if dry:
            lines = [f"{one.title} ({one.id}) would be written down." for one in videos]
            lines += [f"{one['name']} would be looked at, and heard." for one in recordings]
            return Outcome("done" if lines else "idle", lines)
        lines, whole = list[str](), True
        try:
            for at, video in enumerate(videos):
                told(at, len(videos), video.title)
                whole = whole and bounds.left()
                lines += self._one(bounds, video) if whole else ()
        except _YouTubeAway as away:
            lines.append(str(away))
            whole = False
        for at, one in enumerate(recordings):
            told(at, len(recordings), one["name"])
            whole = whole and bounds.left()
            line = self._heard.hear(bounds, one) if bounds.left() else ""
            lines += [line] if line else []
        return _outcome(lines, whole=whole)

    def _waiting(self) -> list[Video]:
        if not self._youtube:
            return []
        videos = [one.video for one in self._comments.videos()]
        return [one for one in videos if one.privacy in SEEN and self._tried.waits(one.id)]

    def _one(self, bounds: Bounds, video: Video) -> list[str]:
        """Write one down; tell what was done."""
        held = self._performance(bounds, video)
        there = _is_written(held)
        why = "" if there else self._fetch(bounds, held)
        if not held["takes"] and video.description.strip():
            # Last, since the last take ends where the last line does.
            bounds.count()
            place = f"{PLACE}/{held['id']}/takes/find"
            self._server.send("POST", place, {"text": video.description})
        if why:
            self._tried.failed(video.id)
            return [f"{video.title} ({video.id}): {why}"]
        self._tried.did(video.id)
        return [] if there else [f"{video.title} ({video.id}) was written down."]

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


class _YouTubeAway(Exception):  # noqa: N818  (a signal, and no error)
    """Nothing more can be fetched now."""


def _is_written(held: Mapping[str, Any]) -> bool:
    """Tell whether there is what is said in the video itself, rather than in a file."""
    return any(line["track"] is None for line in held["transcript"])


def _outcome(lines: list[str], *, whole: bool) -> Outcome:
    counts = {"written down": sum(line.endswith("written down.") for line in lines)}
    if not whole:
        return Outcome("partly", lines, counts)
    return Outcome("done" if lines else "idle", lines, counts if lines else {})
