"""Playlists with their meter: what a call costs is in the ledger before the call is made."""

from server.core.comment_ports import QuotaStore
from server.core.comments.failures import QuotaSpentError
from server.core.comments.quota import COSTS, day_of
from server.core.ports import Clock
from server.core.step.task import Bounds
from server.core.youtube_ports import Entry, Playlists


class MeteredPlaylists:
    """`Playlists` that make no call which the day's units do not pay for."""

    def __init__(self, playlists: Playlists, quota: QuotaStore, limit: int, clock: Clock) -> None:
        self._playlists, self._quota, self._limit, self._clock = playlists, quota, limit, clock

    def entries(self, bounds: Bounds, playlist: str) -> list[Entry]:
        """List everything in a playlist, page by page."""
        found: list[Entry] = []
        page: str | None = None
        while True:
            self._pay(bounds, "playlistItems.list")
            got = self._playlists.entries(playlist, page)
            found += got.items
            if got.next is None or got.next == page:
                return found
            page = got.next

    def put(self, bounds: Bounds, playlist: str, video: str) -> None:
        """Put a video at the end of a playlist."""
        self._pay(bounds, "playlistItems.insert")
        self._playlists.put(playlist, video)

    def take_out(self, bounds: Bounds, entry: str) -> None:
        """Take an entry out."""
        self._pay(bounds, "playlistItems.delete")
        self._playlists.take_out(entry)

    def _pay(self, bounds: Bounds, call: str) -> None:
        bounds.count()
        now = self._clock()
        if not self._quota.spend(day_of(now), call, COSTS[call], self._limit, now):
            raise QuotaSpentError(
                "The day's units of YouTube are spent (youtube_quota); it begins anew at midnight "
                "Pacific time."
            )
