"""The task `videos`: what there is on the channel, and how it is called by now.

A step spends one unit of quota where nothing is new: it looks either at the newest uploads, or, in
turn, at fifty videos that are known.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace

from server.core.comment_ports import CommentStore, VideoKept
from server.core.comments.comment import Channel, Video
from server.core.comments.schedule import DAY, HOUR
from server.core.ports import Clock
from server.core.step.task import Bounds, Ending, Outcome, Progress
from server.core.step_ports import StepStore
from server.services.comment_metering import MeteredChannel
from server.services.own_channel import own_channel

MARK = "videos"
AT_ONCE = 50
SHOWN = 20
"""Lines, at most."""


@dataclass(slots=True)
class _Way:
    """What the next step needs to know."""

    whole: bool = False
    """Whether the list of uploads was read to its end once."""
    refreshed: int = 0
    """When some that are known were looked at; ms since 1970, UTC."""
    after: str = ""
    """The last of them."""
    turn: bool = False
    """Whether the step before looked at some that are known: never two in a row."""


@dataclass(slots=True)
class _Found:
    new: int = 0
    changed: int = 0
    gone: int = 0
    whole: bool = True
    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        if len(self.lines) < SHOWN:
            self.lines.append(line)


class VideosTask:
    """Keeps what is known of videos; `due` says from when on comments on one are answered."""

    name = "videos"
    caption = "learn what is new on your channel on YouTube"

    def __init__(
        self,
        channel: MeteredChannel,
        comments: CommentStore,
        steps: StepStore,
        due: Callable[[Video, Channel], int],
        clock: Clock,
    ) -> None:
        self._channel, self._comments, self._steps = channel, comments, steps
        self._due, self._clock = due, clock

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Look at the uploads, or at some videos that are known."""
        self._channel.bound(bounds)
        me = own_channel(self._channel, self._steps, self._clock, keep=not dry)
        way, found = self._way(), _Found()
        known = self._comments.videos()
        if self._is_turn(way, len(known)):
            self._refresh(me, way, known, found, dry=dry)
        else:
            self._walk(me, way, found, bounds, told, dry=dry)
        if not dry:
            self._steps.set_mark(MARK, json.dumps(asdict(way)), self._clock())
        return _outcome(found)

    def _is_turn(self, way: _Way, known: int) -> bool:
        """Tell whether some that are known are looked at: all of them about once a day."""
        if not way.whole or way.turn or not known:
            return False
        every = max(HOUR, DAY // -(-known // AT_ONCE))
        # Where the clock was put back, that it is not yet time says nothing.
        return not 0 <= self._clock() - way.refreshed < every

    def _walk(
        self, me: Channel, way: _Way, found: _Found, bounds: Bounds, told: Progress, *, dry: bool
    ) -> None:
        """Read the uploads, the newest first, down to one that is known."""
        page: str | None = None
        way.turn, found.whole = False, False
        while bounds.left():
            listed = self._channel.uploads(me.uploads, page)
            new = [one for one in listed.items if self._comments.video(one) is None]
            self._add(me, new, found, dry=dry)
            told(found.new, None, "videos")
            page = listed.next
            # What broke off before its end has a gap below what is known.
            if page is None or (way.whole and len(new) < len(listed.items)):
                way.whole = found.whole = True
                return

    def _add(self, me: Channel, ids: Sequence[str], found: _Found, *, dry: bool) -> None:
        videos = self._channel.videos(ids) if ids else ()
        found.new += len(videos)
        for video in videos:
            found.say(f"New: {video.title} ({video.id}, {video.privacy})")
        if videos and not dry:
            self._comments.keep_videos(
                [VideoKept(video, False, self._due(video, me), 0) for video in videos]
            )

    def _refresh(
        self, me: Channel, way: _Way, known: Sequence[VideoKept], found: _Found, *, dry: bool
    ) -> None:
        """Look again at fifty, after those of the last time."""
        ids = sorted(one.video.id for one in known)
        chosen = [one for one in ids if one > way.after][:AT_ONCE] or ids[:AT_ONCE]
        there = {video.id: video for video in self._channel.videos(chosen)}
        changed = []
        for kept in known:
            if kept.video.id in chosen:
                now = there.get(kept.video.id) or replace(kept.video, privacy="gone")
                if now != replace(kept.video, comments_open=now.comments_open):
                    _tell(kept.video, now, found)
                    changed.append(replace(kept, video=now, due=self._due(now, me)))
        if changed and not dry:
            self._comments.keep_videos(changed)
        way.turn, way.refreshed, way.after = True, self._clock(), chosen[-1]

    def _way(self) -> _Way:
        try:
            return _Way(**json.loads(self._steps.mark(MARK) or "{}"))
        except (ValueError, TypeError):
            return _Way()


def _tell(before: Video, now: Video, found: _Found) -> None:
    if now.privacy == "gone":
        found.gone += before.privacy != "gone"
        found.say(f"Gone: {before.title} ({before.id})")
        return
    found.changed += 1
    was = f", was {before.privacy}" if before.privacy != now.privacy else ""
    found.say(f"Changed: {now.title} ({now.id}, {now.privacy}{was})")


def _outcome(found: _Found) -> Outcome:
    counts = {"new": found.new, "changed": found.changed, "gone": found.gone}
    idle = not any(counts.values())
    ending: Ending = "partly" if not found.whole else "idle" if idle else "done"
    return Outcome(ending, found.lines, {name: count for name, count in counts.items() if count})
