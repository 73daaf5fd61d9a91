"""Videos on YouTube: which one an address leads to, in all the forms that people copy."""

import re
from urllib.parse import parse_qs, urlsplit

HOSTS = ("youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com")
EMBEDDING = "www.youtube-nocookie.com"
SHORT = "youtu.be"
FOLDERS = ("embed", "live", "shorts", "v")
ID = re.compile(r"[A-Za-z0-9_-]{11}")
TIMED_TEXT = "application/x-youtube-timedtext"
"""The media type of a transcript as it came from there."""


def video_of(address: str) -> str | None:
    """Give the id of the video that a web address leads to; nothing where it leads to none."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"}:
        return None
    path = parts.path.strip("/").split("/")
    found = ""
    if host == SHORT:
        found = path[0]
    elif host in HOSTS and path == ["watch"]:
        found = parse_qs(parts.query).get("v", [""])[0]
    elif host in (*HOSTS, EMBEDDING) and len(path) == 2 and path[0] in FOLDERS:
        found = path[1]
    return found if ID.fullmatch(found) else None


def watched_at(video: str) -> str:
    """Give the one address under which a video is kept, however it was named."""
    return f"https://www.youtube.com/watch?v={video}"
