"""A transcript as text, subtitles or JSON: the five answers that OpenAI's transcription API has.

https://platform.openai.com/docs/api-reference/audio/createTranscription
"""

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, log
from typing import Any

from server.core.language_names import NAMES
from server.core.transcript import Segment, joined


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole recording, written down."""

    segments: Sequence[Segment]
    duration_ms: int
    temperature: float = 0.0
    granularities: frozenset[str] = frozenset({"segment"})
    """Of "segment" and "word": what verbose JSON tells the times of."""

    @property
    def text(self) -> str:
        """Give the text alone."""
        return joined(self.segments)

    @property
    def language(self) -> str:
        """Give the code of the language that most of it is in; English if nobody knows."""
        spoken: dict[str, int] = {}
        for one in self.segments:
            spoken[one.language] = spoken.get(one.language, 0) + one.end_ms - one.start_ms
        return max(spoken, key=lambda code: spoken[code], default="") or "en"


def as_text(transcript: Transcript) -> str:
    """Write it as plain text, a line."""
    return transcript.text + "\n"


def as_srt(transcript: Transcript) -> str:
    """Write it as SubRip subtitles."""
    cues = (
        f"{number}\n{_clock(one.start_ms, ',')} --> {_clock(one.end_ms, ',')}\n{_line(one)}\n"
        for number, one in enumerate(transcript.segments, 1)
    )
    return "\n".join(cues)


def as_vtt(transcript: Transcript) -> str:
    """Write it as WebVTT subtitles (https://www.w3.org/TR/webvtt1/)."""
    cues = (
        f"{_clock(one.start_ms, '.')} --> {_clock(one.end_ms, '.')}\n"
        f"{escape(_line(one), quote=False)}\n"
        for one in transcript.segments
    )
    return "\n".join(["WEBVTT\n", *cues])


def as_json(transcript: Transcript) -> str:
    """Write it as an object with the text."""
    return _dumped({"text": transcript.text, "usage": _usage(transcript)})


def as_verbose_json(transcript: Transcript) -> str:
    """Write it as an object with language, duration and the segments' or words' times."""
    told: dict[str, Any] = {
        "task": "transcribe",
        "language": NAMES.get(transcript.language, transcript.language),
        "duration": _seconds(transcript.duration_ms),
        "text": transcript.text,
    }
    if "word" in transcript.granularities:
        told["words"] = [
            {"word": word.text, "start": _seconds(word.start_ms), "end": _seconds(word.end_ms)}
            for one in transcript.segments
            for word in one.words
        ]
    if "segment" in transcript.granularities:
        told["segments"] = [
            _segment(number, one, transcript.temperature)
            for number, one in enumerate(transcript.segments)
        ]
    return _dumped(told | {"usage": _usage(transcript)})


def _segment(number: int, one: Segment, temperature: float) -> dict[str, Any]:
    data = one.text.encode()
    return {
        "id": number,
        "seek": 0,
        "start": _seconds(one.start_ms),
        "end": _seconds(one.end_ms),
        "text": one.text,
        "tokens": [],
        "temperature": temperature,
        "avg_logprob": round(log(max(one.sure, 1e-9)), 4),
        # As Whisper has it: what repeats itself shrinks to less than half.
        "compression_ratio": round(len(data) / len(zlib.compress(data)), 4),
        "no_speech_prob": 0.0,
    }


def _usage(transcript: Transcript) -> dict[str, Any]:
    return {"type": "duration", "seconds": ceil(transcript.duration_ms / 1000)}


def _dumped(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)


def _seconds(ms: int) -> float:
    return ms / 1000


def _clock(ms: int, mark: str) -> str:
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{mark}{rest:03d}"


def _line(one: Segment) -> str:
    """Give the text in one line: an empty one would end the subtitle, an arrow begin another."""
    return " ".join(one.text.split()).replace("-->", "→")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a transcript."""

    media_type: str
    write: Callable[[Transcript], str]


FORMATS = {
    "json": Format("application/json", as_json),
    "text": Format("text/plain; charset=utf-8", as_text),
    "srt": Format("application/x-subrip; charset=utf-8", as_srt),
    "vtt": Format("text/vtt; charset=utf-8", as_vtt),
    "verbose_json": Format("application/json", as_verbose_json),
}
"""By the names that `response_format` has."""
