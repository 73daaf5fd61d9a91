"""Cuts a document into passages of up to so many words, in one of two ways.

`blocks`: whole blocks under one heading; one that is longer is cut at the ends of sentences.
`windows`: sentences, each passage beginning with the last half of the one before, so that what
stands at an end of one stands in the middle of another.

A passage never runs over a heading, and a sentence that is longer than a passage is cut between
words. So a passage is always a piece of the document's text, and its offsets are exact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.library.blocks import Block, Text
from server.core.library.passages import Cut

Cutter: TypeAlias = Literal["blocks", "windows"]
CUTTERS: tuple[Cutter, ...] = ("blocks", "windows")
WORDS = 160
"""Words of a passage."""
FEWEST, MOST = 20, 2000
"""Words that a setting may say."""
HEADINGS_BETWEEN = " › "
CJK = r"\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{CJK}]{{1,2}}|[^\s{CJK}]{{1,80}}")
"""Chinese and Japanese have no blanks: two characters are a word; and no word is endless."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|[。！？](?=\S)|\n")

ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of one block that is not parted any more; `at` is the block's number."""

    at: int
    start: int
    end: int
    words: int


def cut(blocks: Sequence[Block], words: int = WORDS, cutter: Cutter = "blocks") -> tuple[Cut, ...]:
    """Cut a document into passages of about `words` words."""
    return tuple(_cuts(Text(blocks), words, cutter))


def _cuts(text: Text, words: int, cutter: Cutter) -> Iterator[Cut]:
    whole, repeated = (words, 0) if cutter == "blocks" else (1, words // 2)
    gathered: list[_Piece] = []
    new = False  # whether more is gathered than was in the passage before
    for at, block in enumerate(text.blocks):
        if block.level and any(not text.blocks[piece.at].level for piece in gathered):
            if new:
                yield _made(text, gathered)
            gathered, new = [], False
        # Subtitles end anywhere, so their sentences are told apart.
        for piece in _pieces(text, at, words, whole if block.from_ms is None else 1):
            if gathered and _words(gathered) + piece.words > words:
                done, begun = _sentences_said(text, gathered, words - piece.words)
                if new:
                    yield _made(text, done)
                gathered = begun or _last(gathered, min(repeated, words - piece.words))
            gathered.append(piece)
            new = True
    if new:
        yield _made(text, gathered)


def _words(pieces: Sequence[_Piece]) -> int:
    return sum(piece.words for piece in pieces)


def _sentences_said(
    text: Text, pieces: list[_Piece], most: int
) -> tuple[list[_Piece], list[_Piece]]:
    """Part subtitles where the last sentence ends; what follows, up to `most` words, is begun.

    Nothing is begun where nobody wrote marks, or in what has no times.
    """
    for at in range(len(pieces), len(pieces) // 2, -1):
        if text.blocks[pieces[at - 1].at].from_ms is None or _words(pieces[at:]) > most:
            break
        if ENDED.search(text.whole[pieces[at - 1].start : pieces[at - 1].end]):
            return pieces[:at], pieces[at:]
    return pieces, []


def _last(pieces: Sequence[_Piece], words: int) -> list[_Piece]:
    """Give the last pieces, of so many words at most."""
    kept: list[_Piece] = []
    for piece in reversed(pieces):
        if _words(kept) + piece.words > words:
            break
        kept.insert(0, piece)
    return kept


def _made(text: Text, pieces: Sequence[_Piece]) -> Cut:
    first, last = pieces[0], pieces[-1]
    said = next((one for one in pieces if not text.blocks[one.at].level), first)
    place = text.place(first.start)
    end = text.place(last.end - 1)
    return Cut(
        text.whole[first.start : last.end],
        first.start,
        last.end,
        HEADINGS_BETWEEN.join(text.headings(said.at)),
        place.line,
        place.page,
        place.at_ms,
        end.at_ms if text.blocks[last.at].to_ms is None else _end(text, last),
    )


def _end(text: Text, piece: _Piece) -> int | None:
    block = text.blocks[piece.at]
    if piece.end == text.starts[piece.at] + len(block.text):
        return block.to_ms
    return text.place(piece.end).at_ms


def _pieces(text: Text, at: int, words: int, most: int) -> Iterator[_Piece]:
    """Part a block: it stays one piece up to `most` words, else its sentences are."""
    whole, start = text.blocks[at].text, text.starts[at]
    count = count_words(whole)
    if count <= most:
        yield _Piece(at, start, start + len(whole), count)
        return
    for begin, end in _sentences(whole):
        yield from _bounded(whole, at, start, (begin, end), words)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the ends of each sentence, without the blanks around it."""
    begin = 0
    for end in [*(found.end() for found in SENTENCE_END.finditer(text)), len(text)]:
        stripped = text[begin:end].strip()
        if stripped:
            first = text.index(stripped[0], begin, end)
            yield first, first + len(stripped)
        begin = end


def _bounded(text: str, at: int, start: int, span: tuple[int, int], words: int) -> Iterator[_Piece]:
    """Part a sentence between words where it is longer than a passage may be."""
    begin, count = span[0], 0
    last = begin
    for word in WORD.finditer(text, *span):
        if count == words:
            yield _Piece(at, start + begin, start + last, count)
            begin, count = word.start(), 0
        count += 1
        last = word.end()
    if count:
        yield _Piece(at, start + begin, start + last, count)


def count_words(text: str) -> int:
    """Count words, as `cut` does."""
    return sum(1 for _ in WORD.finditer(text))
