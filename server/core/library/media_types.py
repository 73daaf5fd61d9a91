"""Media types of recordings, by the ending of their names, as browsers play them."""

from collections.abc import Mapping
from typing import Final

from server.core.library.kinds import suffix_of

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".oga": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
}


def media_type_of(name: str) -> str:
    """Give the media type of a recording; of what has no known ending bytes that nobody runs."""
    return MEDIA_TYPES.get(suffix_of(name), "application/octet-stream")
