"""What is said in each take of a performance, and outside of all: as documents of the library."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.library.blocks import Block, blocks_json, tidied
from server.core.performances.performance import SaidLine, Whole

BEGINS: Final = "recording:"
ADDRESS: Final = re.compile(rf"{BEGINS}([0-9a-f]{{16}})(?::([0-9]{{1,9}}))?")


@dataclass(frozen=True, slots=True)
class Chapter:
    """The text of a take, or (`take` none) what is said outside of all takes."""

    take: int | None
    address: str
    title: str
    blocks: tuple[Block, ...]
    topics: frozenset[int]

    @property
    def content(self) -> bytes:
        """Give the bytes by which a change is told."""
        return f"{self.title}\n{blocks_json(self.blocks)}".encode()


def address_of(performance: str, take: int | None = None) -> str:
    """Give the address under which the library has a take."""
    return f"{BEGINS}{performance}" + ("" if take is None else f":{take}")


def taken_apart(address: str) -> tuple[str, int | None] | None:
    """Give the performance and take that an address names; nothing where it is no such one."""
    found = ADDRESS.fullmatch(address)
    if found is None:
        return None
    return found[1], None if found[2] is None else int(found[2])


def chapters(whole: Whole, played: Sequence[SaidLine] = ()) -> list[Chapter]:
    """Give a chapter for each take and one for the rest, also such as hold no text.

    `played`: words that were played in it, which stand among what is said, by their times.

    A line belongs to every take in which its middle lies; what others say in their feedback is no
    part of it, since a library is its owner's.
    """
    held = whole.performance
    mine = {one.id for one in whole.tracks if one.user_id == held.user_id}
    every = sorted([*whole.lines, *played], key=lambda one: one.from_ms)
    lines = [one for one in every if one.track is None or one.track in mine]
    inside: set[int] = set()
    found: list[Chapter] = []
    for take in whole.takes:
        own = [one for one in lines if take.from_ms <= _middle(one) < take.to_ms]
        inside |= {one.id for one in own}
        found.append(_chapter(whole, take.id, f"{held.name}: {take.title}", own))
    rest = [one for one in lines if one.id not in inside]
    return [*found, _chapter(whole, None, held.name, rest)]


def _chapter(whole: Whole, take: int | None, title: str, lines: Sequence[SaidLine]) -> Chapter:
    blocks = tidied(
        [Block(one.text, from_ms=max(one.from_ms, 0), to_ms=max(one.to_ms, 0)) for one in lines]
    )
    topics = frozenset(topic.id for topic in whole.topics(take))
    return Chapter(take, address_of(whole.performance.id, take), title, blocks, topics)


def _middle(line: SaidLine) -> float:
    return (line.from_ms + line.to_ms) / 2
