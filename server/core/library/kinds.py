"""Kinds of documents: the endings and media types that say which reader reads them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.errors import InvalidError


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name, for people, the endings of its files, its media types."""

    name: str
    caption: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sound: bool = False
    """It is heard and written down rather than read."""


KINDS: Final = (
    Kind("text", "plain text", (".txt", ".text", ".log", ".rst", ".org"), ("text/plain",)),
    Kind("markdown", "Markdown", (".md", ".markdown"), ("text/markdown", "text/x-markdown")),
    Kind("html", "a web page", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml")),
    Kind("pdf", "PDF", (".pdf",), ("application/pdf",)),
    Kind(
        "docx",
        "Word",
        (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    Kind("epub", "an e-book", (".epub",), ("application/epub+zip",)),
    Kind("subtitles", "subtitles", (".srt", ".vtt"), ("text/vtt", "application/x-subrip")),
    Kind("session", "a session or MIDI file", (".mid", ".midi"), ("audio/midi", "audio/x-midi")),
    Kind(
        "sound",
        "a recording",
        (".mp3", ".m4a", ".ogg", ".opus", ".oga", ".wav", ".flac", ".mp4", ".webm", ".mkv", ".mov"),
        ("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/x-wav", "audio/flac",
         "audio/webm", "video/mp4", "video/webm"),
        sound=True,
    ),
)  # fmt: skip

BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
_BY_SUFFIX: Final = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_BY_MEDIA_TYPE: Final = {media: kind for kind in KINDS for media in kind.media_types}

SUFFIXES: Final = frozenset(_BY_SUFFIX)
"""What a folder is looked through for."""


def kind_of(name: str, media_type: str = "", beginning: bytes = b"") -> Kind:
    """Tell a document's kind by its name's ending, media type, or first bytes.

    Raises `InvalidError` for what no reader reads.
    """
    media = media_type.partition(";")[0].strip().lower()
    found = _by_bytes(beginning) or _BY_SUFFIX.get(suffix_of(name)) or _BY_MEDIA_TYPE.get(media)
    if found is None:
        raise InvalidError(f"{name or 'This'} is none of what can be read: {readable()}.")
    return found


def suffix_of(name: str) -> str:
    """Give the ending of a file's name, in lower case with its dot; empty where it has none."""
    found = re.search(r"\.[^./\\]{1,16}$", name)
    return found.group(0).lower() if found else ""


def readable() -> str:
    """Name what can be read, for messages."""
    return ", ".join(kind.caption for kind in KINDS)


def _by_bytes(beginning: bytes) -> Kind | None:
    """Tell what its bytes say beyond doubt, whatever its name is."""
    if beginning.startswith(b"%PDF-"):
        return BY_NAME["pdf"]
    if beginning.startswith(b"MThd"):
        return BY_NAME["session"]
    if beginning.startswith(b"PK\x03\x04") and b"application/epub+zip" in beginning[:100]:
        return BY_NAME["epub"]
    return None
