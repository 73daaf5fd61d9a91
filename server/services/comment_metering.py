"""The channel with its meter: what a call costs is in the ledger before the call is made."""

from collections.abc import Sequence

from server.core.comment_ports import QuotaStore, VideoChannel
from server.core.comments.comment import Channel, Comment, Moderation, Page, Thread, Video
from server.core.comments.failures import QuotaSpentError
from server.core.comments.quota import COSTS, day_of
from server.core.ports import Clock
from server.core.step.task import Bounds


class MeteredChannel:
    """A `VideoChannel` that makes no call which the day's units do not pay for.

    A call that fails has cost its units all the same, as with YouTube.
    """

    def __init__(self, channel: VideoChannel, quota: QuotaStore, limit: int, clock: Clock) -> None:
        self._channel, self._quota, self._limit, self._clock = channel, quota, limit, clock
        self._bounds: Bounds | None = None

    def bound(self, bounds: Bounds) -> None:
        """Count requests against the bounds of a task."""
        self._bounds = bounds

    def left(self) -> int:
        """Give the units of today that are left."""
        return max(0, self._limit - self._quota.spent(day_of(self._clock())))

    def channel(self) -> Channel:
        """Give the channel of who is signed in."""
        self._pay("channels.list")
        return self._channel.channel()

    def uploads(self, playlist: str, page: str | None = None) -> Page[str]:
        """List ids of videos."""
        self._pay("playlistItems.list")
        return self._channel.uploads(playlist, page)

    def videos(self, ids: Sequence[str]) -> Sequence[Video]:
        """Give up to 50 videos."""
        self._pay("videos.list")
        return self._channel.videos(ids)

    def threads(
        self, channel: str, page: str | None = None, moderation: Moderation = "published"
    ) -> Page[Thread]:
        """List threads."""
        self._pay("commentThreads.list")
        return self._channel.threads(channel, page, moderation)

    def threads_by_id(self, ids: Sequence[str]) -> Sequence[Thread]:
        """Give up to 50 threads."""
        self._pay("commentThreads.list")
        return self._channel.threads_by_id(ids)

    def replies(self, thread: str, page: str | None = None) -> Page[Comment]:
        """List replies of a thread."""
        self._pay("comments.list")
        return self._channel.replies(thread, page)

    def all_replies(self, thread: str) -> list[Comment]:
        """List all replies of a thread, page by page."""
        found: list[Comment] = []
        page: str | None = None
        while True:
            got = self.replies(thread, page)
            found += got.items
            if got.next is None or got.next == page:
                return found
            page = got.next

    def reply(self, thread: str, text: str) -> Comment:
        """Send a reply."""
        self._pay("comments.insert")
        return self._channel.reply(thread, text)

    def _pay(self, call: str) -> None:
        now = self._clock()
        if self._bounds is not None:
            self._bounds.count()
        if not self._quota.spend(day_of(now), call, COSTS[call], self._limit, now):
            raise QuotaSpentError(
                "The day's units of YouTube are spent (youtube_quota); it begins anew at midnight "
                "Pacific time."
            )
