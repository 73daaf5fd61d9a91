"""Recordings: what was played, said or filmed, as a file that its owner sends in pieces.

What is sent is announced first, with its size and SHA-256. So an upload that broke off goes on
where it was, the same file is never kept twice for one person, and what arrived is what was sent.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.errors import InvalidError
from server.core.media_kinds import MEDIA_KINDS, SOUNDS, MediaKind

GivenKind: TypeAlias = Literal["midi", "audio", "video", "transcript"]
"""Files from elsewhere, of whatever format: what they are, their first bytes say."""
Kind: TypeAlias = Literal["session"] | MediaKind | GivenKind


@dataclass(frozen=True, slots=True)
class Form:
    """How recordings of a kind are kept."""

    suffix: str
    media_type: str
    most_bytes: int


SOUND = Form(".webm", "audio/webm", 1_000_000_000)
PICTURE = Form(".webm", "video/webm", 8_000_000_000)
MEDIA: Mapping[Kind, Form] = {kind: SOUND if kind in SOUNDS else PICTURE for kind in MEDIA_KINDS}
GIVEN: Mapping[Kind, Form] = {
    "midi": Form(".mid", "audio/midi", 64_000_000),
    "audio": Form(".sound", "application/octet-stream", 4_000_000_000),
    "video": Form(".pictures", "application/octet-stream", 64_000_000_000),
    "transcript": Form(".txt", "text/plain", 16_000_000),
}
KINDS: Mapping[Kind, Form] = {
    "session": Form(".mid", "audio/midi", 64_000_000),
    **MEDIA,
    **GIVEN,
}
"""A session of two hours is under 2 MB, its sound 90 MB, its pictures under 2 GB."""
READ_WHOLE: frozenset[Kind] = frozenset({"midi", "transcript"})
"""Kinds that are looked through when they are whole."""

LONGEST_PIECE = 16_000_000
"""Bytes of one request: as much as is sent again, at most, when a connection breaks."""
LONGEST_NAME = 200
MOST_LISTED = 200
SHA256 = re.compile(r"[0-9a-f]{64}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what stands around a name."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What somebody is going to send."""

    kind: Kind
    name: str
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal, lower case."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording, whole or on its way."""

    id: str
    """16 hexadecimal digits."""
    user_id: int
    announced: Announced
    offset: int
    """Bytes that have arrived."""
    created: int
    """Milliseconds since 1970, UTC."""
    completed: int | None

    @property
    def complete(self) -> bool:
        """Whether all of it is here, and is what was announced."""
        return self.completed is not None


def announced(kind: str, name: str, size: int, sha256: str) -> Announced:
    """Check what somebody says that he will send; raises `InvalidError`."""
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        raise InvalidError(f"kind is one of {', '.join(KINDS)}, not “{kind[:40]}”.")
    most = KINDS[known].most_bytes
    if not 0 < size <= most:
        raise InvalidError(f"size is 1 to {most} bytes for a {known}; this is {size}.")
    if not SHA256.fullmatch(sha256):
        raise InvalidError("sha256 is the SHA-256 of the file as 64 digits 0-9 and a-f.")
    return Announced(known, clean_name(name), size, sha256)


def clean_name(name: str) -> str:
    """Bring a name to one line without control characters; raises `InvalidError`."""
    cleaned = " ".join(CONTROL.sub(" ", name).split())
    if not cleaned:
        raise InvalidError("A recording needs a name, e.g. “Trial 3”.")
    if len(cleaned) > LONGEST_NAME:
        raise InvalidError(f"A recording's name has at most {LONGEST_NAME} characters.")
    return cleaned


def checked_offset(recording: Recording, offset: int, length: int | None) -> int:
    """Tell how many bytes a piece that begins at `offset` may have; raises `InvalidError`.

    A piece may begin earlier than what has arrived ends, never later.
    """
    if not 0 <= offset <= recording.offset:
        raise InvalidError(
            f"Upload-Offset is where the piece begins; {recording.offset} bytes have arrived, "
            "go on from there."
        )
    room = min(recording.announced.size - offset, LONGEST_PIECE)
    if length is not None and length > room:
        raise InvalidError(
            f"A piece that begins at {offset} has at most {room} bytes; this has {length}."
        )
    return room
