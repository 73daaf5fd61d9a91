"""A long recording is cut at its silences; no speech is lost, and no piece is too long."""

from itertools import pairwise

import numpy as np
import pytest

from server.core.endpoint import Windows
from server.core.noise import RATE, Samples
from server.core.pieces import LONGEST, Cutter, Piece

RNG = np.random.default_rng(3)
SHORT = Windows(opens=80, closes=800, preroll=500, longest=4000)


def sound(*parts: tuple[float, float]) -> Samples:
    """Give noise of these seconds and loudnesses; what is loud trembles as speech does."""
    return np.concatenate([loud(seconds, level) for seconds, level in parts])


def loud(seconds: float, level: float) -> Samples:
    """Give one part."""
    count = int(seconds * RATE)
    noise = RNG.normal(0, level, count)
    return noise if level < 100 else noise * (1.2 + np.sin(np.arange(count) * 2 * np.pi * 4 / RATE))


def cut(samples: Samples, windows: Windows | None = None, block: int = RATE) -> list[Piece]:
    """Cut a recording that comes in blocks."""
    cutter = Cutter(windows) if windows else Cutter()
    pieces = [
        piece
        for at in range(0, samples.size, block)
        for piece in cutter.feed(samples[at : at + block])
    ]
    return [*pieces, *cutter.end()]


def test_silence_parts_pieces() -> None:
    """Each utterance is a piece, with a little around it, at its place."""
    recording = sound((2, 10), (1.5, 3000), (2, 10), (1, 3000), (2, 10))
    pieces = cut(recording)

    assert len(pieces) == 2
    for piece, (begin, end) in zip(pieces, [(2, 3.5), (5.5, 6.5)], strict=True):
        assert begin - 0.6 < piece.start / RATE < begin
        assert end < piece.end / RATE < end + 1
        assert np.array_equal(piece.samples, recording[piece.start : piece.end])
        assert piece.start_ms == piece.start * 1000 // RATE


@pytest.mark.parametrize("block", [1, 160, 333, 100_000])
def test_blocks_do_not_matter(block: int) -> None:
    """However a recording comes, it is cut alike."""
    recording = sound((0.2, 10), (0.4, 3000), (1, 10), (0.3, 3000))[: 2 * RATE]
    alike = [(piece.start, piece.end) for piece in cut(recording, block=block)]

    assert alike == [(piece.start, piece.end) for piece in cut(recording)]


def test_speech_without_a_pause_is_cut_where_it_is_quietest() -> None:
    """Who never pauses is cut all the same, between words, and nothing is lost between pieces."""
    words = [(0.25, 3000.0), (0.08, 150.0)] * 40
    recording = sound((0.5, 10), *words, (1, 10))
    pieces = cut(recording, SHORT)

    assert len(pieces) >= 4
    assert all(piece.samples.size < 4 * RATE for piece in pieces)
    assert all(first.end == second.start for first, second in pairwise(pieces))
    for piece in pieces[1:]:
        around = recording[piece.start - 400 : piece.start + 400]
        assert np.abs(around).mean() < 500
    assert pieces[0].start / RATE < 0.5
    assert pieces[-1].end / RATE > 0.5 + 40 * 0.33


def test_speech_from_the_first_sample_to_the_last() -> None:
    """A recording without a quiet edge is all there."""
    recording = sound((3, 3000))
    pieces = cut(recording)

    assert (pieces[0].start, pieces[-1].end) == (0, recording.size)


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(5), np.zeros(5 * RATE)])
def test_no_speech_is_no_piece(samples: Samples) -> None:
    """Nothing, hardly anything, and silence."""
    assert cut(samples) == []


@pytest.mark.long
def test_an_hour_takes_no_more_memory_than_a_minute() -> None:
    """A piece under way is all that is kept: half a minute, however long noise holds on."""
    cutter = Cutter(SHORT)
    minute = sound((60, 3000))
    sizes = [piece.samples.size for _ in range(3) for piece in cutter.feed(minute)]

    assert max(sizes) <= 4 * RATE < LONGEST
    assert sum(sizes) > 170 * RATE
