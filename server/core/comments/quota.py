"""YouTube's quota: what each call costs, and when a day of it begins.

Costs: https://developers.google.com/youtube/v3/determine_quota_cost. A day begins at midnight
Pacific Time.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

COSTS = {
    "channels.list": 1,
    "playlistItems.list": 1,
    "videos.list": 1,
    "commentThreads.list": 1,
    "comments.list": 1,
    "playlists.list": 1,
    "comments.insert": 50,
    "playlists.insert": 50,
    "playlistItems.insert": 50,
    "playlistItems.delete": 50,
}
"""Units."""
PACIFIC = ZoneInfo("America/Los_Angeles")


def day_of(now: int) -> str:
    """Give the day of the quota (`2026-11-21`) in which a moment (ms since 1970, UTC) lies."""
    return datetime.fromtimestamp(now / 1000, PACIFIC).date().isoformat()
