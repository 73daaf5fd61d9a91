"""Measures retrieval over a judged collection: each leg, and what the two come to together."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from server.core.library.blocks import Block
from server.core.library.cutting import Cutter, cut
from server.core.retrieval.collection import Collection, Document
from server.core.retrieval.entry import Entry
from server.core.retrieval.measures import MEASURES
from server.services.retrieval import WORDS, Retrieval

FUSED = "fused"
DEEP = 100
"""Documents of each order that are looked at."""
SPARE = 4
"""So many times the passages are asked for where a document has several."""

Cut: TypeAlias = Callable[[Document], Iterable[tuple[str, str]]]
"""Cuts a document into passages: heading and text of each."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One leg's measures: for each, a value for each question, in one order."""

    leg: str
    values: Mapping[str, Sequence[float]]

    def mean(self, measure: str) -> float:
        """Give the mean over the questions."""
        return statistics.fmean(self.values[measure])


@dataclass(frozen=True, slots=True)
class Report:
    """What a configuration came to."""

    documents: int
    passages: int
    questions: int
    second: str
    """The leg beside the words'."""
    weight: float
    legs: tuple[Measured, ...]
    """The last one is fused."""
    milliseconds: float
    """The median of a search."""

    @property
    def fused(self) -> Measured:
        """Give the legs together."""
        return self.legs[-1]

    @property
    def values(self) -> Mapping[str, Sequence[float]]:
        """Give the measures of the legs together."""
        return self.fused.values

    def mean(self, measure: str) -> float:
        """Give their mean over the questions."""
        return self.fused.mean(measure)


def whole(document: Document) -> Iterator[tuple[str, str]]:
    """Cut nothing: a document is one passage."""
    yield "", document.text


def cut_by(words: int, cutter: Cutter) -> Cut:
    """Cut as documents of one's own are: paragraphs are parted by empty lines."""

    def parted(document: Document) -> Iterator[tuple[str, str]]:
        paragraphs = filter(None, map(str.strip, document.text.split("\n\n")))
        cuts = cut([Block(each) for each in paragraphs], words, cutter)
        yield from [(each.heading, each.text) for each in cuts] or whole(document)

    return parted


def evaluated(
    retrieval: Retrieval, collection: Collection, watch: Callable[[], float], cut: Cut = whole
) -> Report:
    """Measure an empty retrieval over a collection; `watch` gives seconds that only grow.

    A document stands where the first of its passages does.  Raises `UnavailableError` where the
    embedder cannot.
    """
    names = list(collection.documents)
    entries = list(_entries(collection.documents.values(), cut))
    held = {entry.passage: entry.whole for entry in entries}
    retrieval.read_from(lambda wanted: {each: held[each] for each in wanted})
    retrieval.rebuild(entries)
    retrieval.settle()
    several = SPARE if len(retrieval) > len(names) else 1
    asked: list[dict[str, list[str]]] = []
    took: list[float] = []
    for question in collection.questions.values():
        begun = watch()
        hits = retrieval.search(question, limit=DEEP * several)
        took.append(watch() - begun)
        legs = retrieval.by_leg(question, limit=DEEP * several)
        legs[FUSED] = [hit.document for hit in hits]
        asked.append(
            {leg: [names[i] for i in dict.fromkeys(found)][:DEEP] for leg, found in legs.items()}
        )
    standing = retrieval.standing()
    return Report(
        documents=len(names),
        passages=len(retrieval),
        questions=len(took),
        second=standing.second,
        weight=standing.weight,
        legs=tuple(
            _measured(leg, [orders.get(leg, []) for orders in asked], collection)
            for leg in filter(None, dict.fromkeys((WORDS, standing.second, FUSED)))
        ),
        milliseconds=1000 * statistics.median(took),
    )


def _entries(documents: Iterable[Document], cut: Cut) -> Iterator[Entry]:
    number = 0
    for place, document in enumerate(documents):
        for heading, text in cut(document):
            yield Entry(number, place, document.title, heading, text)
            number += 1


def _measured(leg: str, orders: Sequence[Sequence[str]], collection: Collection) -> Measured:
    judged = collection.judged.values()
    return Measured(
        leg,
        {
            name: [measure(found, gains) for found, gains in zip(orders, judged, strict=True)]
            for name, measure in MEASURES.items()
        },
    )
