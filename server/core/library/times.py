"""Times in recordings and videos, as people write them and as addresses take them."""

from urllib.parse import urlsplit, urlunsplit

from server.core.library.kinds import SOUNDING, suffix_of
from server.core.library.videos import video_of, watched_at


def clock_time(ms: int) -> str:
    """Write a time: 12:31, or 1:02:03 from an hour on."""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def address_at(address: str, ms: int | None) -> str:
    """Give an address that opens a video or a recording at a time, where its kind knows how."""
    seconds = (ms or 0) // 1000
    video = video_of(address)
    if ms is None:
        return address
    if video is not None:
        return f"{watched_at(video)}&t={seconds}s"
    parts = urlsplit(address)
    # https://www.w3.org/TR/media-frags/ is what browsers follow.
    sounds = parts.scheme in {"http", "https"} and suffix_of(parts.path) in SOUNDING
    return urlunsplit(parts._replace(fragment=f"t={seconds}")) if sounds else address
