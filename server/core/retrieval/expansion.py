"""Expansion: a hit in a small passage brings its section, or its whole document, if there is room.

First every hit has its own passage, then each in turn what stands about it under the same heading,
then the rest of its document; what was found last is what goes without.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Part(Protocol):
    """A passage as a document was cut into."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def document(self) -> int:
        """Whose part it is."""
        ...

    @property
    def position(self) -> int:
        """Its place in the document."""
        ...

    @property
    def heading(self) -> str:
        """The heading that it stands under."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages of one document that follow each other."""

    document: int
    passages: tuple[int, ...]


def expanded(
    hits: Sequence[int],
    documents: Mapping[int, Sequence[Part]],
    size: Callable[[int], int],
    budget: int,
) -> tuple[Stretch, ...]:
    """Give what to read for hits, best first, in their order; at most `budget` in all.

    `documents` has the passages of each hit's document, in order; `size` tells what a passage
    costs, in the budget's measure. A hit that alone is over the budget is left out.
    """
    parts = {part.id: part for of in documents.values() for part in of}
    found = [parts[hit] for hit in dict.fromkeys(hits) if hit in parts]
    taken: dict[int, None] = {}
    left = budget
    for choose in (_itself, _section, _document):
        for hit in found:
            if choose is not _itself and hit.id not in taken:
                continue
            more = [each for each in choose(hit, documents[hit.document]) if each not in taken]
            cost = sum(map(size, more))
            if cost <= left:
                left -= cost
                taken.update(dict.fromkeys(more))
    return tuple(_stretches(found, documents, taken.keys()))


def _itself(hit: Part, _: Sequence[Part]) -> list[int]:
    return [hit.id]


def _document(_: Part, document: Sequence[Part]) -> list[int]:
    return [part.id for part in document]


def _section(hit: Part, document: Sequence[Part]) -> list[int]:
    """Give the passages about a hit that stand under the same heading, without a gap."""
    places = [part.id for part in document]
    at = places.index(hit.id)
    first = last = at
    while first and document[first - 1].heading == hit.heading:
        first -= 1
    while last + 1 < len(document) and document[last + 1].heading == hit.heading:
        last += 1
    return places[first : last + 1]


def _stretches(
    hits: Sequence[Part], documents: Mapping[int, Sequence[Part]], taken: Iterable[int]
) -> Iterable[Stretch]:
    """Put what was taken together, in the order of the first hit in each stretch."""
    wanted, told = set(taken), set[int]()
    for hit in hits:
        if hit.id not in wanted or hit.id in told:
            continue
        document = documents[hit.document]
        places = [part.id for part in document]
        first = last = places.index(hit.id)
        while first and places[first - 1] in wanted:
            first -= 1
        while last + 1 < len(places) and places[last + 1] in wanted:
            last += 1
        told.update(places[first : last + 1])
        yield Stretch(hit.document, tuple(places[first : last + 1]))
