"""Makes a set of clips to train a voice from, of recordings with reviewed transcripts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from server.core.clip_checks import fault, finished, measure
from server.core.clip_cutting import Clip, Quiet, cut
from server.core.envelope import STEP_MS, envelope, noise_floor, quiet
from server.core.noise import Samples
from server.core.transcript_reading import Line, text_problem
from server.core.voice_set import RATE, Row, ids, key_of, unquoted

_NOISE = 1000
"""Steps of silence, ten seconds, that the noise of a room is learnt from."""

Reduce = Callable[[Samples, Samples], Samples]
"""Takes the noise (second) out of speech (first), at `RATE`."""
Say = Callable[[str], str]
"""Gives a text as it is said: numbers as words."""


class Recording(Protocol):
    """One recording at `RATE`, and its transcript."""

    @property
    def name(self) -> str:
        """Say which."""
        ...

    @property
    def lines(self) -> Sequence[Line]:
        """Give what is said in it."""
        ...

    @property
    def length_ms(self) -> int:
        """Say how long it is."""
        ...

    def blocks(self) -> Iterator[Samples]:
        """Give its sound block by block."""
        ...

    def part(self, start_ms: int, end_ms: int) -> Samples:
        """Give a part of its sound."""
        ...


class ClipFolder(Protocol):
    """Where clips go."""

    def add(self, clip_id: str, samples: Samples) -> None:
        """Write one, at `RATE`."""
        ...


def missing(recordings: Sequence[Recording]) -> list[str]:
    """Name the lines that begin after the end of their recording."""
    return [
        f"{each.name}: line {line.number}: begins at {line.start_ms / 1000:.1f} s, and the "
        f"recording ends at {each.length_ms / 1000:.1f} s"
        for each in recordings
        for line in each.lines
        if line.start_ms >= each.length_ms
    ]


def make(
    recordings: Sequence[Recording], folder: ClipFolder, say: Say, reduce: Reduce | None
) -> Iterator[Row]:
    """Write the clips that are good, and give a row for each, as it is done."""
    seen: dict[str, Row] = {}
    begins = ids(each.name for each in recordings)
    for recording in recordings:
        levels = envelope(recording.blocks(), RATE)
        silent, floor = quiet(levels), noise_floor(levels)
        noise = _noise(recording, silent)
        count = 0
        for clip in cut(recording.lines, silent):
            samples = recording.part(clip.start_ms, clip.end_ms)
            row = _judged(recording.name, clip, samples, floor, say)
            first = seen.get(key_of(row.said))
            if not row.dropped and first is not None:
                row = replace(row, dropped=f"said before: {first.id}")
            if not row.dropped:
                count += 1
                row = replace(row, id=f"{begins[recording.name]}-{count:04d}")
                clean = samples if reduce is None or noise is None else reduce(samples, noise)
                folder.add(row.id, finished(clean, RATE))
                seen[key_of(row.said)] = row
            yield row


def _judged(name: str, clip: Clip, samples: Samples, floor: float, say: Say) -> Row:
    text = unquoted(clip.text)
    said = " ".join(say(text).split()).replace('"', "")
    measures = None if clip.dropped else measure(samples, RATE, said, floor)
    problem = text_problem(said)
    why = clip.dropped or (f"as it is said {problem}" if problem else "")
    if not why and measures is not None:
        why = fault(measures)
    return Row(name, clip.number, clip.start_ms, clip.end_ms, text, said, "", why, measures)


def _noise(recording: Recording, silent: Quiet) -> Samples | None:
    """Give some of the recording where nobody speaks; nothing where that is too little."""
    # Not at the edges of speech, where it fades.
    inside = silent & np.roll(silent, 10) & np.roll(silent, -10)
    steps = np.flatnonzero(inside)[:_NOISE]
    if steps.size < 20:
        return None
    runs = np.split(steps, np.flatnonzero(np.diff(steps) > 1) + 1)
    parts = [recording.part(int(run[0]) * STEP_MS, (int(run[-1]) + 1) * STEP_MS) for run in runs]
    return np.concatenate(parts)
