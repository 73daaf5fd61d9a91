"""What lies beside a Piper model, `NAME.onnx.json`: its rate, language and speakers, and its flaws.

Format: github.com/OHF-Voice/piper1-gpl, `piper/config.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from server.core.voices import tag

Told: TypeAlias = Mapping[str, Any]

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
PHONEMES = ("espeak", "text", "pinyin", "hebrew", "japanese", "thai")
"""How a model may want its text; another is of a version that this Piper does not know."""
LOWEST_RATE, HIGHEST_RATE = 4_000, 192_000
MOST_SPEAKERS = 10_000


@dataclass(frozen=True, slots=True)
class Description:
    """What is told of a model."""

    sample_rate: int
    language: str
    title: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a description is none, as the end of a sentence."""

    why: str


def described(told: object, stem: str) -> Description | Unfit:
    """Read a description; `stem` is the model's name, whose first part may be its language."""
    if not isinstance(told, Mapping):
        return Unfit("is no JSON object")
    missing = [name for name, kind in NEEDED.items() if not isinstance(_at(told, name), kind)]
    if missing:
        return Unfit(f"does not say {', '.join(missing)}")
    kind = told.get("phoneme_type", PHONEMES[0])
    if kind not in PHONEMES:
        return Unfit(f"wants phonemes of the kind {kind!r}: it is for another version of Piper")
    rate = told["audio"]["sample_rate"]
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        return Unfit(f"has a sample rate of {rate}, which is no sound's")
    speakers = _speakers(told)
    if isinstance(speakers, Unfit):
        return speakers
    return Description(rate, _language(told, stem), _title(told, stem), speakers)


NEEDED: Mapping[str, type] = {
    "audio.sample_rate": int,
    "espeak.voice": str,
    "num_symbols": int,
    "num_speakers": int,
    "phoneme_id_map": Mapping,
}


def _at(told: Told, name: str) -> object:
    found: object = told
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _speakers(told: Told) -> tuple[str, ...] | Unfit:
    """Name the speakers, where there are several, in the order of their numbers."""
    count = told["num_speakers"]
    if not 0 <= count <= MOST_SPEAKERS:
        return Unfit(f"has {count} speakers")
    names = {number: str(number) for number in range(count)} if count > 1 else {}
    given = told.get("speaker_id_map")
    if names and isinstance(given, Mapping):
        names |= {at: str(name) for name, at in given.items() if type(at) is int and at in names}
    return tuple(names.values())


def _language(told: Told, stem: str) -> str:
    """Give the language: as it is told, else the name's, else as espeak calls it."""
    code = _at(told, "language.code")
    named = re.match(r"[a-z]{2,3}_[A-Z]{2}(?=-)", stem)
    return tag(str(code or (named and named[0]) or told["espeak"]["voice"])[:35])


def _title(told: Told, stem: str) -> str:
    """Give a name for people: `lessac (medium)`."""
    name, quality = told.get("dataset"), _at(told, "audio.quality")
    if not isinstance(name, str) or not name.strip():
        return stem
    return f"{name.strip()[:64]} ({quality})" if isinstance(quality, str) else name.strip()[:64]
