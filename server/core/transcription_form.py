"""What a client may ask with a recording: the fields of OpenAI's form, checked.

Fields that nobody here knows are passed over: clients send what is new there before it is here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.core.errors import InvalidError
from server.core.language_names import language_code
from server.core.transcript import PLAINLY, Asked
from server.core.transcript_formats import FORMATS

GRANULARITIES = ("segment", "word")
LONGEST_PROMPT = 4000
"""Characters; Whisper heeds the last two hundred words."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    model: str = ""
    language: str | None = None
    asked: Asked = PLAINLY
    format: str = "json"
    granularities: frozenset[str] = frozenset({"segment"})
    stream: bool = False


def wish_of(fields: Mapping[str, Sequence[str]]) -> Wish:
    """Read the fields; raises `InvalidError` with the field and what it may be."""
    told: dict[str, Any] = {
        name: _READERS[name](values[-1]) for name, values in fields.items() if name in _READERS
    }
    granularities = [
        _granularity(value) for name in _MANY for value in fields.get(name, ()) if value
    ]
    return Wish(
        model=told.get("model", ""),
        language=told.get("language"),
        asked=Asked(told.get("prompt", ""), told.get("temperature", 0.0)),
        format=told.get("response_format", "json"),
        granularities=frozenset(granularities or ["segment"]),
        stream=told.get("stream", False),
    )


def _language(text: str) -> str | None:
    if not text.strip():
        return None
    code = language_code(text)
    if code is None:
        raise InvalidError(f"language is two letters, such as en or de, not {text[:40]!r}.")
    return code


def _temperature(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InvalidError(f"temperature is a number from 0 to 1, not {text[:40]!r}.")
    return value


def _format(text: str) -> str:
    if text not in FORMATS:
        raise InvalidError(f"response_format is one of {', '.join(FORMATS)}, not {text[:40]!r}.")
    return text


def _granularity(text: str) -> str:
    if text not in GRANULARITIES:
        raise InvalidError(
            f"timestamp_granularities[] is {' or '.join(GRANULARITIES)}, not {text[:40]!r}."
        )
    return text


def _switch(text: str) -> bool:
    if text.lower() not in {"true", "false", "1", "0", ""}:
        raise InvalidError(f"stream is true or false, not {text[:40]!r}.")
    return text.lower() in {"true", "1"}


_READERS: Mapping[str, Callable[[str], object]] = {
    "model": str.strip,
    "language": _language,
    "prompt": lambda text: text[-LONGEST_PROMPT:],
    "response_format": _format,
    "temperature": _temperature,
    "stream": _switch,
}
_MANY = ("timestamp_granularities[]", "timestamp_granularities")
