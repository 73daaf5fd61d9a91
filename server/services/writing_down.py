"""Writes a long recording down: piece by piece, with progress, in the memory of one piece."""

from collections.abc import Iterable, Iterator

from server.core.noise import RATE, Samples
from server.core.pieces import Cutter, Piece
from server.core.transcript import PLAINLY, Asked, Progress, Segment, Transcriber

SILENCE = 60 * RATE
"""Samples without a piece, after which progress is told all the same."""


def write_down(
    blocks: Iterable[Samples],
    count: int,
    transcriber: Transcriber,
    language: str | None = None,
    asked: Asked = PLAINLY,
) -> Iterator[Segment | Progress]:
    """Give segments and progress as they come, of `count` samples in blocks of any length.

    A language that is not given is that of the first piece, for all of it: a word or two are too
    few to guess by.
    """
    total = count * 1000 // RATE
    yield Progress(0, total)
    for piece in _pieces(blocks):
        if isinstance(piece, int):
            yield Progress(piece * 1000 // RATE, total)
            continue
        for segment in transcriber.transcribe(piece.samples, language, asked):
            language = language or segment.language or None
            yield segment.later(piece.start_ms)
        yield Progress(piece.end * 1000 // RATE, total)
    yield Progress(total, total)


def _pieces(blocks: Iterable[Samples]) -> Iterator[Piece | int]:
    """Give the pieces, and in long silence now and then how many samples were looked through."""
    cutter, looked, told = Cutter(), 0, 0
    for block in blocks:
        looked += block.size
        for piece in cutter.feed(block):
            told = looked
            yield piece
        if looked - told >= SILENCE:
            told = looked
            yield looked
    yield from cutter.end()
