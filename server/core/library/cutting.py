"""Cuts a document into passages: whole blocks under one heading, up to so many words.

A passage never runs over a heading. A block that is longer is cut at the ends of sentences, and one
sentence that is longer still, between words. So a passage is always a piece of the document's text,
and its offsets are exact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.core.library.blocks import Block, Text
from server.core.library.passages import Cut

WORDS = 160
"""Words of a passage."""
FEWEST, MOST = 20, 2000
"""Words that a setting may say."""
HEADINGS_BETWEEN = " › "
CJK = r"\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{CJK}]{{1,2}}|[^\s{CJK}]{{1,80}}")
"""Chinese and Japanese have no blanks: two characters are a word; and no word is endless."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|[。！？](?=\S)|\n")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of one block that is not parted any more; `at` is the block's number."""

    at: int
    start: int
    end: int
    words: int


def cut(blocks: Sequence[Block], words: int = WORDS) -> tuple[Cut, ...]:
    """Cut a document into passages of about `words` words."""
    text = Text(blocks)
    return tuple(_cuts(text, words))


def _cuts(text: Text, words: int) -> Iterator[Cut]:
    gathered: list[_Piece] = []
    count = 0
    for at, block in enumerate(text.blocks):
        if block.level and any(not text.blocks[piece.at].level for piece in gathered):
            yield _made(text, gathered)
            gathered, count = [], 0
        for piece in _pieces(text, at, words):
            if gathered and count + piece.words > words:
                yield _made(text, gathered)
                gathered, count = [], 0
            gathered.append(piece)
            count += piece.words
    if gathered:
        yield _made(text, gathered)


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


def _pieces(text: Text, at: int, words: int) -> Iterator[_Piece]:
    """Part a block into what may stand alone in a passage: itself, or sentences of it."""
    whole, start = text.blocks[at].text, text.starts[at]
    count = count_words(whole)
    if count <= words:
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
