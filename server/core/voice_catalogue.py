"""The catalogue of Piper's voices, `voices.json`: what can be installed, and what its files are.

Format: huggingface.co/rhasspy/piper-voices. What it says is not trusted: names and paths are of
plain letters, and sizes within reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from server.core.errors import InvalidError, NotFoundError
from server.core.voice_description import NAME
from server.core.voices import primary

_STEP = r"[A-Za-z0-9_+-][A-Za-z0-9_.+-]{0,80}"
PATH = re.compile(f"(?:{_STEP}/){{1,8}}{_STEP}")
LARGEST = 2_000_000_000
"""Bytes of a model that is no mistake."""
KINDS = {".onnx.json": ".onnx.json", ".onnx": ".onnx", "/MODEL_CARD": ".MODEL_CARD"}
"""What a path ends in, and what the file is called here behind the voice's name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a voice: where it is, how it is called here, and what it must be."""

    path: str
    suffix: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that can be installed."""

    name: str
    language: str
    quality: str
    speakers: int
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Give the bytes of all its files."""
        return sum(part.size for part in self.parts)


def offers(catalogue: object) -> tuple[Offer, ...]:
    """Read a catalogue; entries that are none are passed over.

    Raises `InvalidError` where nothing in it is a voice.
    """
    entries = catalogue.items() if isinstance(catalogue, Mapping) else ()
    found = tuple(offer for name, told in entries if (offer := _offer(name, told)))
    if not found:
        raise InvalidError("What came is no catalogue of voices; look at the setting voices_url.")
    return found


def offered(found: Sequence[Offer], name: str) -> Offer:
    """Find a voice by its name; raises `NotFoundError`, with what comes near."""
    offer = next((each for each in found if each.name == name), None)
    if offer is not None:
        return offer
    of_language = [each.name for each in found if primary(each.language) == primary(name)]
    near = of_language[:8] or get_close_matches(name, [each.name for each in found], 5, 0.4)
    hint = f"there are {', '.join(near)}" if near else "`rubato voices list --available` has them"
    raise NotFoundError(f"There is no voice {name!r} to install; {hint}.")


def _offer(name: object, told: object) -> Offer | None:
    if not (isinstance(name, str) and NAME.fullmatch(name) and isinstance(told, Mapping)):
        return None
    parts = tuple(_parts(told.get("files")))
    if {part.suffix for part in parts} < {".onnx", ".onnx.json"}:
        return None
    language = told.get("language")
    code = language.get("code") if isinstance(language, Mapping) else None
    speakers = told.get("num_speakers")
    return Offer(
        name,
        str(code or name.partition("-")[0])[:20],
        str(told.get("quality", ""))[:20],
        speakers if isinstance(speakers, int) else 1,
        parts,
    )


def _parts(files: object) -> Iterator[Part]:
    for path, told in files.items() if isinstance(files, Mapping) else ():
        suffix = next((ours for end, ours in KINDS.items() if str(path).endswith(end)), None)
        if suffix and PATH.fullmatch(path) and isinstance(told, Mapping) and _whole(told):
            yield Part(path, suffix, told["size_bytes"], told["md5_digest"])


def _whole(told: Mapping[str, Any]) -> bool:
    size, digest = told.get("size_bytes"), told.get("md5_digest")
    return (
        type(size) is int
        and 0 < size < LARGEST
        and isinstance(digest, str)
        and re.fullmatch("[0-9a-f]{32}", digest) is not None
    )
