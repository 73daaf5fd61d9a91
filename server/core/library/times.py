"""Times in recordings and videos, as people write them and as addresses take them."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

VIDEO_HOSTS = ("youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be")


def clock_time(ms: int) -> str:
    """Write a time: 12:31, or 1:02:03 from an hour on."""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def address_at(address: str, ms: int | None) -> str:
    """Give an address that opens a video at a time, where its site knows how."""
    parts = urlsplit(address)
    if ms is None or (parts.hostname or "") not in VIDEO_HOSTS:
        return address
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "t"]
    query = urlencode([*kept, ("t", f"{ms // 1000}s")])
    return urlunsplit(parts._replace(query=query))
