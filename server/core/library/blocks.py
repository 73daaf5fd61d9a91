"""What a reader found in a document: blocks in their order, each knowing where it came from.

A document's text is its blocks with an empty line between them, so that an offset into the text
leads back to a heading, a line, a page and a time.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from server.core.errors import InvalidError

BETWEEN = "\n\n"
UNSEEN = re.compile(
    "[\x00\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
"""What nobody sees but a model reads: Unicode's tags, blanks of no width, turns of the writing's
direction. Joiners stay: Persian is written with them, and families of emoji."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a row, a subtitle."""

    text: str
    level: int = 0
    """1..6 for a heading, 0 for what stands under one."""
    line: int = 0
    """The line of the source where it begins, from 1; 0 where sources have none."""
    page: int | None = None
    """The page, from 1."""
    from_ms: int | None = None
    to_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found."""

    title: str
    """Empty where the document says none."""
    blocks: tuple[Block, ...]
    language: str = ""
    """Two letters, as the document says; empty where it does not."""
    notes: tuple[str, ...] = ()
    """What could not be read, in sentences."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document."""

    headings: tuple[str, ...]
    line: int
    page: int | None
    at_ms: int | None


class Text:
    """A document's text over its blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self.whole = BETWEEN.join(block.text for block in blocks)
        lengths = [len(block.text) + len(BETWEEN) for block in blocks]
        self.starts = [0, *accumulate(lengths)][: len(blocks)]

    def place(self, offset: int) -> Place:
        """Tell where the character at `offset` stands; raises `IndexError` outside the text."""
        if not 0 <= offset < max(len(self.whole), 1) or not self.blocks:
            raise IndexError(offset)
        at = bisect_right(self.starts, offset) - 1
        block = self.blocks[at]
        inside = offset - self.starts[at]
        line = block.line and block.line + block.text.count("\n", 0, inside)
        return Place(self.headings(at), line, block.page, _time(block, inside))

    def headings(self, at: int) -> tuple[str, ...]:
        """Give the headings above block `at`, the outermost first."""
        found: list[Block] = []
        for block in self.blocks[: at + 1]:
            if block.level:
                found = [*(one for one in found if one.level < block.level), block]
        return tuple(block.text for block in found)


def _time(block: Block, inside: int) -> int | None:
    """Give the ms when a character of what was said was said, as if all took equally long."""
    if block.from_ms is None:
        return None
    length = (block.to_ms or block.from_ms) - block.from_ms
    return block.from_ms + round(length * inside / max(len(block.text), 1))


def tidied(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Take out what cannot be kept (NUL, half surrogates), what is unseen, and empty blocks."""
    cleaned = (replace(block, text=_clean(block.text)) for block in blocks)
    return tuple(block for block in cleaned if block.text)


def _clean(text: str) -> str:
    whole = UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return whole.encode("utf-8", "replace").decode("utf-8").strip()


def blocks_json(blocks: Sequence[Block]) -> str:
    """Write blocks as JSON; what a block has not is left out."""
    return json.dumps([_fields(block) for block in blocks], ensure_ascii=False)


def _fields(block: Block) -> dict[str, Any]:
    known = {name: getattr(block, name) for name in ("line", "level") if getattr(block, name)}
    times = ("page", "from_ms", "to_ms")
    known |= {name: getattr(block, name) for name in times if getattr(block, name) is not None}
    return {"text": block.text, **known}


def blocks_of(text: str) -> tuple[Block, ...]:
    """Read blocks as they were written; raises `InvalidError` for anything else."""
    try:
        return tuple(Block(**fields) for fields in json.loads(text))
    except (ValueError, TypeError) as error:
        raise InvalidError("The stored document cannot be read; load it again.") from error
