"""An analysis as JSON on a performance's clock, cut to what a page shows and a database keeps."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from server.core.recorded_words import PlayedWord
from server.core.smf import MidiFile
from server.services.analysing import Analysis, Compared, Part, Repeat

MOST_PARTS = 100
MOST_WORDS = 2_000
MOST_REPEATS = 60
MOST_TIMES = 50
MOST_DIFFERENCES = 100
"""Of each comparison."""


def told(recording: MidiFile, found: Analysis, offset_ms: int) -> dict[str, Any]:
    """Write an analysis of a file that begins at `offset_ms`; all times are ms of the clock.

    Of words the first are told, of phrases those that fill most of it, and how many there are.
    """
    often = sorted(found.repeats, key=lambda each: -each.phrase.count * each.phrase.notes)
    return {
        "offset_ms": offset_ms,
        "notes": len(recording.notes),
        "length_ms": round(recording.length),
        "parts": [_part(one) for one in found.parts[:MOST_PARTS]],
        "words": [_word(one, offset_ms) for one in found.words[:MOST_WORDS]],
        "word_count": len(found.words),
        "repeats": [_repeat(one, offset_ms) for one in often[:MOST_REPEATS]],
        "repeat_count": len(often),
        "compared": [_compared(one, offset_ms) for one in found.compared],
    }


def _part(one: Part) -> dict[str, Any]:
    figures = {name: _rounded(value) for name, value in asdict(one.figures).items()}
    return {"name": one.name, **figures}


def _word(one: PlayedWord, offset_ms: int) -> dict[str, Any]:
    return {
        "word": one.word,
        "language": one.language,
        "keys": list(one.keys),
        "voice": one.voice,
        "from_ms": round(one.start_ms) + offset_ms,
        "to_ms": round(one.end_ms) + offset_ms,
    }


def _repeat(one: Repeat, offset_ms: int) -> dict[str, Any]:
    return {
        "voice": one.voice,
        "by": one.phrase.by,
        "notes": one.phrase.notes,
        "count": one.phrase.count,
        "times": [round(at) + offset_ms for at in one.times[:MOST_TIMES]],
    }


def _compared(one: Compared, offset_ms: int) -> dict[str, Any]:
    found = one.comparison
    begins = one.second.start_ms + offset_ms
    return {
        "first": one.first.number,
        "second": one.second.number,
        "same": found.same,
        "tempo": _rounded(found.tempo),
        "counts": _counts(found.differences),
        "differences": [
            {"kind": each.kind, "ms": round(each.ms + begins), "off": round(each.off)}
            for each in found.differences[:MOST_DIFFERENCES]
        ],
    }


def _counts(differences: Any) -> Mapping[str, int]:
    return dict(Counter(one.kind for one in differences))


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value
