"""Kinds of documents: the endings and media types that say which reader reads them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.errors import InvalidError
from server.core.library.feeds import ENTRY, is_feed
from server.core.library.videos import TIMED_TEXT


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name, for people, the endings of its files, its media types."""

    name: str
    caption: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sound: bool = False
    """It is heard and written down rather than read."""


PLAIN: Final = "text/plain"
TAKE: Final = "application/x-rubato-take"
"""The media type of what is said in a take of a recording that is here."""
COMMENT: Final = "comment"
"""The kind of what people write under videos: others' words, which answer nobody in public."""
COMMENTED: Final = "application/x-rubato-comment"
"""Its media type."""
HEARD: Final = ("audio/", "video/")
"""How the media types of recordings begin, of which there are many."""

KINDS: Final = (
    Kind("text", "plain text", (".txt", ".text", ".log", ".rst", ".org"), (PLAIN,)),
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
    Kind("feed", "an RSS or Atom feed", (), ("application/rss+xml", "application/atom+xml")),
    Kind("entry", "an entry of a feed", (), (ENTRY,)),
    Kind("video", "a YouTube video", (), (TIMED_TEXT,)),
    Kind("take", "a take of a recording", (), (TAKE,)),
    Kind(COMMENT, "comments on a video", (), (COMMENTED,)),
    Kind("session", "a session or MIDI file", (".mid", ".midi"), ("audio/midi", "audio/x-midi")),
    Kind(
        "sound",
        "a recording",
        (".mp3", ".m4a", ".ogg", ".opus", ".oga", ".wav", ".flac", ".mp4", ".webm", ".mkv", ".mov"),
        ("application/ogg",),
        sound=True,
    ),
)  # fmt: skip

BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
_BY_SUFFIX: Final = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_BY_MEDIA_TYPE: Final = {media: kind for kind in KINDS for media in kind.media_types}

SUFFIXES: Final = frozenset(_BY_SUFFIX)
"""What a folder is looked through for."""
SOUNDING: Final = frozenset(BY_NAME["sound"].suffixes)
"""What is heard."""


def kind_of(name: str, media_type: str = "", beginning: bytes = b"") -> Kind:
    """Tell a document's kind by its name's ending, media type, or first bytes.

    Raises `InvalidError` for what no reader reads.
    """
    found = _by_bytes(beginning) or _named(name, media_type)
    if found is None:
        raise InvalidError(f"{name or 'This'} is none of what can be read: {readable()}.")
    return found


def sounds(name: str, media_type: str) -> bool:
    """Tell whether it is to be heard, by its name and media type; nothing of it need be there."""
    found = _named(name, media_type)
    return found is not None and found.sound


def _named(name: str, media_type: str) -> Kind | None:
    """Tell a kind by media type and ending.

    A page about README.md ends like it, so what a server says of its kind counts more; but many say
    that all they do not know is plain text.
    """
    media = media_type.partition(";")[0].strip().lower()
    told = _BY_MEDIA_TYPE.get(media) or (BY_NAME["sound"] if media.startswith(HEARD) else None)
    return (told if media != PLAIN else None) or _BY_SUFFIX.get(suffix_of(name)) or told


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
    if is_feed(beginning):
        return BY_NAME["feed"]
    return None
