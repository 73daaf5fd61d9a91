"""Cuts a recording with a reviewed transcript into clips of 1 to 12 s, at silences.

Lines are joined until a sentence ends; a line that is too long is parted at the ends of its
sentences, where there is a silence near the place that its letters suggest.  A clip begins and ends
in silence, with a tenth of a second of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from server.core.envelope import STEP_MS
from server.core.transcript_reading import Line

SHORTEST, LONGEST = 1000, 12_000
"""Ms of a clip."""
_GAP = 1500
"""Ms of silence over which lines are no longer joined."""
_NEAR = 400
"""Ms that a reviewed time may be off the silence that is meant."""
_FAR = 1500
"""Ms that the end of a sentence may be off the place that its letters suggest."""
_EDGE = 50
"""Ms of silence that part two clips."""
_PAUSE = 150
"""Ms of silence that part two sentences of a line."""
_MARGIN = 100
"""Ms of silence that are kept around a clip."""
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+")
_ENDED = re.compile(r".*[.!?…][\"'”’»)]*")

TOO_LONG = "too long, without a silence at a sentence's end"
TOO_SHORT = "too short"
NO_EDGE = "no silence where it begins or ends"
SILENT = "nobody speaks there"
OUTSIDE = "after the end of the recording"

Quiet = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of a recording and what is said in it, or why it is none."""

    number: int
    """The first line of the transcript that is in it."""
    start_ms: int
    end_ms: int
    text: str
    dropped: str = ""


def cut(lines: Sequence[Line], silent: Quiet) -> Iterator[Clip]:
    """Give the clips of a recording; `silent` tells of each 10 ms whether nobody speaks."""
    total = silent.size * STEP_MS
    parts = (part for whole in _ended(lines, total) for part in _parted(whole, silent))
    for clip in _joined(parts):
        yield clip if clip.dropped else _trimmed(clip, silent)


def _ended(lines: Sequence[Line], total: int) -> Iterator[Clip]:
    """Give each line an end: its own, or where the next begins."""
    nexts = [*(line.start_ms for line in lines), total][1:]
    for line, following in zip(lines, nexts, strict=True):
        end = min(line.end_ms or following, total)
        clip = Clip(line.number, line.start_ms, end, " ".join(line.text.split()))
        yield clip if end > line.start_ms else replace(clip, dropped=OUTSIDE)


def _parted(clip: Clip, silent: Quiet) -> Iterator[Clip]:
    """Part what is too long at the ends of its sentences."""
    rest = clip
    while not rest.dropped and rest.end_ms - rest.start_ms > LONGEST:
        found = _first_part(rest, silent)
        if found is None:
            rest = replace(rest, dropped=TOO_LONG)
            break
        first, rest = found
        yield first
    yield rest


def _first_part(clip: Clip, silent: Quiet) -> tuple[Clip, Clip] | None:
    """Give the longest beginning that is a clip, and the rest."""
    length = clip.end_ms - clip.start_ms
    for end in reversed(list(_SENTENCE.finditer(clip.text))):
        place = clip.start_ms + length * end.start() // len(clip.text)
        at = _silence(place, _FAR, _PAUSE, silent)
        if at is not None and SHORTEST <= at - clip.start_ms <= LONGEST and at < clip.end_ms:
            first = replace(clip, end_ms=at, text=clip.text[: end.end()].rstrip())
            return first, replace(clip, start_ms=at, text=clip.text[end.end() :])
    return None


def _joined(clips: Iterator[Clip]) -> Iterator[Clip]:
    """Join what ends within a sentence, or is too short, with what comes next."""
    open_: Clip | None = None
    for clip in clips:
        if open_ is not None and _belong(open_, clip):
            open_ = replace(open_, end_ms=clip.end_ms, text=f"{open_.text} {clip.text}")
            continue
        if open_ is not None:
            yield open_
        open_ = clip
    if open_ is not None:
        yield open_


def _belong(first: Clip, second: Clip) -> bool:
    whole = _ENDED.fullmatch(first.text) and first.end_ms - first.start_ms >= SHORTEST
    return (
        not whole
        and not first.dropped
        and not second.dropped
        and second.start_ms - first.end_ms <= _GAP
        and second.end_ms - first.start_ms <= LONGEST
    )


def _trimmed(clip: Clip, silent: Quiet) -> Clip:
    """Let a clip begin and end in the nearest silence, with a little of it."""
    start = _silence(clip.start_ms, _NEAR, _EDGE, silent)
    end = _silence(clip.end_ms, _NEAR, _EDGE, silent)
    if start is None or end is None:
        return replace(clip, dropped=NO_EDGE)
    speaks = np.flatnonzero(~silent[start // STEP_MS : end // STEP_MS]) + start // STEP_MS
    if not speaks.size:
        return replace(clip, dropped=SILENT)
    first, last = int(speaks[0]), int(speaks[-1]) + 1
    clip = replace(
        clip,
        start_ms=(first - _run(silent[:first][::-1])) * STEP_MS,
        end_ms=(last + _run(silent[last:])) * STEP_MS,
    )
    length = clip.end_ms - clip.start_ms
    if SHORTEST <= length <= LONGEST:
        return clip
    return replace(clip, dropped=TOO_SHORT if length < SHORTEST else TOO_LONG)


def _run(silent: Quiet) -> int:
    """Count the steps of silence that this begins with, as far as they are kept."""
    kept = silent[: _MARGIN // STEP_MS]
    return int(kept.size if kept.all() else np.argmin(kept))


def _silence(place: int, near: int, least: int, silent: Quiet) -> int | None:
    """Give the middle of the silence, at least so long, that is nearest to a place, in ms."""
    width, at, reach = least // STEP_MS, place // STEP_MS, near // STEP_MS
    # Nobody speaks before the beginning and after the end.
    padded = np.pad(silent, width, constant_values=True)
    low = min(max(at - reach, 0), silent.size)
    window = padded[low : at + reach + 2 * width + 1]
    if window.size < width:
        return None
    runs = np.lib.stride_tricks.sliding_window_view(window, width).all(axis=1)
    middles = np.clip(np.flatnonzero(runs) + low - width + width // 2, 0, silent.size)
    if not middles.size:
        return None
    return int(middles[np.argmin(np.abs(middles - at))]) * STEP_MS
