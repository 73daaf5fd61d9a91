"""What the bytes of a recording are, whatever its name says: its media type, or why it is refused.

By the first bytes that each format begins with: RFC 9639 (FLAC), RFC 3533 (Ogg), ISO/IEC 14496-12
(`ftyp`), RFC 8794 (EBML, which Matroska and WebM are written in), Microsoft's RIFF, Apple's AIFF,
ISO/IEC 11172-3 and 13818-7 (the synchronisation bits of MP3 and AAC).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.errors import InvalidError
from server.core.smf_chunks import TRACK
from server.core.smf_flaws import Flaws
from server.core.smf_wrappers import refusal, unwrap
from server.core.transcript_reading import READERS, Line

BEGINNING: Final = 64
"""Bytes by which a format is told."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of sound or pictures."""

    suffix: str
    media_types: Mapping[str, str]
    """By the kinds of recordings that it may hold."""


def _both(name: str, suffix: str) -> Format:
    return Format(suffix, {"audio": f"audio/{name}", "video": f"video/{name}"})


def _sound(name: str, suffix: str) -> Format:
    return Format(suffix, {"audio": f"audio/{name}"})


FORMATS: Final[tuple[tuple[re.Pattern[bytes], Format], ...]] = tuple(
    (re.compile(begins, re.DOTALL), one)
    for begins, one in (
        (rb"RIFF....WAVE", _sound("wav", ".wav")),
        (rb"FORM....AIF[FC]", _sound("aiff", ".aiff")),
        (rb"fLaC", _sound("flac", ".flac")),
        (rb"OggS", _both("ogg", ".ogg")),
        (rb"....ftypM4A", _sound("mp4", ".m4a")),
        (rb"....ftypqt  ", Format(".mov", {"audio": "audio/mp4", "video": "video/quicktime"})),
        (rb"....ftyp", _both("mp4", ".mp4")),
        (rb"\x1a\x45\xdf\xa3.{,50}matroska", _both("x-matroska", ".mkv")),
        (rb"\x1a\x45\xdf\xa3", _both("webm", ".webm")),
        (rb"\xff[\xf1\xf9]", _sound("aac", ".aac")),
        (rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]", _sound("mpeg", ".mp3")),
    )
)
"""The first that fits; what holds sound and pictures may hold sound alone."""
SOUND_ALONE: Final = frozenset({".ogg", ".oga", ".opus", ".m4a", ".weba", ".mka"})
WRITTEN: Final = frozenset({".srt", ".vtt", ".txt", ".json"})
"""Endings of transcripts, which begin with nothing of their own."""
WORDS: Final = {"audio": "sound", "video": "video"}
"""What kinds are called in messages."""


def format_of(kind: str, beginning: bytes) -> Format | None:
    """Tell the format of sound or pictures by its first bytes; nothing where it is no such kind."""
    found = next((one for begins, one in FORMATS if begins.match(beginning)), None)
    return found if found is not None and kind in found.media_types else None


def kind_of(name: str, beginning: bytes) -> str:
    """Tell the kind of a file from elsewhere; raises `InvalidError` for what is of none.

    What may hold sound alone or pictures too is sound where its name says so.
    """
    if re.match(rb"MThd|RIFF....RMID", beginning, re.DOTALL):
        return "midi"
    kinds = [kind for kind in WORDS if format_of(kind, beginning)]
    suffix = name[name.rfind(".") :].lower()
    if kinds:
        return "audio" if suffix in SOUND_ALONE and "audio" in kinds else kinds[-1]
    if suffix in WRITTEN:
        return "transcript"
    raise InvalidError(f"{name} is neither MIDI, nor sound, video, or a transcript.")


def refused_at_once(kind: str, beginning: bytes) -> None:
    """Raise `InvalidError` where the first bytes show already that it is not of its kind."""
    if kind in WORDS and format_of(kind, beginning) is None:
        raise InvalidError(
            f"This is no {WORDS[kind]} that can be played, whatever its name says: it begins as "
            f"none of {', '.join(one.suffix[1:] for _, one in FORMATS if kind in one.media_types)}."
        )


def checked_content(kind: str, content: bytes) -> None:
    """Raise `InvalidError` where a whole MIDI file or transcript is none."""
    if kind == "midi" and (unwrap(content, Flaws()) is None or TRACK not in content):
        raise InvalidError(refusal(content).message)
    if kind == "transcript":
        lines_of(content)


def lines_of(content: bytes) -> tuple[Line, ...]:
    """Read a transcript, its form told by what it holds; raises `InvalidError`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidError("This is no text in UTF-8, so no transcript.") from error
    read = READERS[transcript_form(text)](text)
    found = [line for line in read if isinstance(line, Line) and line.text.strip()]
    if not found:
        raise InvalidError("This is no transcript: there is no text with a time in it.")
    return tuple(sorted(found, key=lambda line: line.start_ms))


def transcript_form(text: str) -> str:
    """Tell subtitles, verbose JSON and text with times apart."""
    if text.lstrip().startswith("{"):
        return "json"
    return "srt" if "-->" in text else "txt"
