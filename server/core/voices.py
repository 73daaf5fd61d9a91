"""Voices, how they are to speak, and which of them speaks a text."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Engine: TypeAlias = Literal["piper", "espeak"]

OPENAI_NAMES = frozenset(
    {
        "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx",
        "sage", "shimmer", "verse",
    }
)  # fmt: skip
"""What programs made for OpenAI ask for; here they all mean: the voice that fits."""

SPEEDS = (0.25, 4.0)
PITCHES = (0.5, 2.0)
VOLUMES = (0.0, 2.0)

USUAL = {"en": "en-us", "fr": "fr-fr", "pt": "pt-br", "es": "es-es", "zh": "cmn"}
"""The land that is meant where only a language is named, if there is a voice for it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice, as it lies on this machine."""

    id: str
    name: str
    language: str
    """As in BCP 47, `de-DE`."""
    engine: Engine
    sample_rate: int
    source: str
    """What its engine loads: the path of a model, or the name espeak knows it by."""
    version: str = ""
    """Changes with the files."""
    speakers: tuple[str, ...] = ()
    """Names of its speakers, where there are several; the first speaks unless told."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak, 1 being as the voice was made: the pace, the pitch, the loudness."""

    speed: float = 1.0
    pitch: float = 1.0
    volume: float = 1.0


AS_MADE = Manner()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, who speaks it and how, as the engine gets it."""

    voice: Voice
    text: str
    manner: Manner = AS_MADE
    rate: int | None = None
    """Samples a second to give; none: the voice's own."""
    speaker: int | None = None
    language: str = ""
    """Whose words its numbers and signs are said in."""


@dataclass(frozen=True, slots=True)
class Sound:
    """16-bit little-endian mono samples."""

    pcm: bytes
    rate: int
    engine_ms: float = 0.0
    """What the engine alone took of the time."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """A sound whose first part is there, while the rest is on its way."""

    first: bytes
    size: int
    """Bytes of all of it."""
    rate: int
    engine_ms: float
    rest: Callable[[], Awaitable[bytes]]
    """Give what comes after the first part; raises `UnavailableError` where the voice breaks."""


def listed(voice: Voice, *, default: bool) -> dict[str, object]:
    """Give a voice as the API tells it."""
    told: dict[str, object] = {
        "id": voice.id,
        "name": voice.name,
        "language": voice.language,
        "engine": voice.engine,
        "sample_rate": voice.sample_rate,
        "default": default,
    }
    return told | ({"speakers": list(voice.speakers)} if voice.speakers else {})


def tag(language: str) -> str:
    """Write a language as BCP 47 does: `en_us` → `en-US`."""
    first, *rest = language.replace("_", "-").split("-")
    parts = [part.upper() if len(part) == 2 else part for part in rest]
    return "-".join([first.lower(), *parts])


@lru_cache(maxsize=500)
def primary(language: str) -> str:
    """Give the language without land or script: `de-AT` → `de`."""
    return language.replace("_", "-").partition("-")[0].lower()


def for_language(voices: Iterable[Voice], language: str) -> Voice | None:
    """Find who speaks a language best: Piper before espeak, the land asked for before another."""
    wanted = language.replace("_", "-").lower()
    usual = USUAL.get(wanted, wanted)
    fitting = [voice for voice in voices if primary(voice.language) == primary(wanted)]
    return min(
        fitting,
        key=lambda voice: (
            voice.engine != "piper",
            voice.language.lower() != wanted,
            voice.language.lower() != usual,
        ),
        default=None,
    )


def by_id(voices: Sequence[Voice], name: str) -> Voice | None:
    """Find a voice by its id."""
    return next((voice for voice in voices if voice.id == name), None)
