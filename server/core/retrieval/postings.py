"""Postings: the lexical index, in memory and kept in step; ranks by BM25.

BM25 after Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009),
with the fields weighted into the count of a term before it saturates (their section 3.6), and the
rarity as Lucene has it, log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from server.core.retrieval.entry import Entry
from server.core.retrieval.places import Places
from server.core.retrieval.segment import MOST, Bytes, Ints, Segment, merged, segment
from server.core.retrieval.terms import Terms
from server.core.retrieval_ports import Stem

K1 = 1.2
B = 0.75
TITLE = 1
"""How often a word of the title counts as if it stood in the text."""
HEADING = 1
MERGED = 1 << 16
"""Segments of more passages together are left as they are: it would take seconds."""
HOLES = 4096
"""Removed passages that leave a hole before all is moved together, if half of all are such."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry with its terms, and how often each counts."""

    entry: Entry
    counts: Counter[str]


class Postings:
    """Which passage holds which term, and how often."""

    def __init__(self, stem: Stem) -> None:
        """Begin empty."""
        self.terms = Terms(stem)
        self.places = Places()
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._holders = np.zeros(1024, np.int32)
        self._segments: tuple[Segment, ...] = ()
        self._whole = 0.0
        self._norms: Scores | None = None

    def __len__(self) -> int:
        """Tell how many passages there are."""
        return len(self.places)

    @property
    def vocabulary(self) -> int:
        """Tell how many terms were ever seen; their numbers stay below."""
        return len(self._names)

    def prepared(self, entries: Iterable[Entry]) -> list[Prepared]:
        """Find the terms of passages: most of the work, and it changes nothing of the index."""
        return [Prepared(entry, self._counted(entry)) for entry in entries]

    def _counted(self, entry: Entry) -> Counter[str]:
        counts: Counter[str] = Counter()
        for text, weight in ((entry.title, TITLE), (entry.heading, HEADING), (entry.text, 1)):
            for term, often in Counter(self.terms.of(text)).items():
                counts[term] += weight * often
        return counts

    def put(self, prepared: Iterable[Prepared]) -> None:
        """Add passages; what was there of the same passages goes."""
        if not (latest := list({each.entry.passage: each for each in prepared}.values())):
            return
        self.remove(each.entry.passage for each in latest)
        numbered = [self._numbered(each.counts) for each in latest]
        lengths = [float(each.counts.total()) for each in latest]
        start = self.places.add([each.entry for each in latest], lengths)
        self._segments = (*self._segments, segment(start, numbered))
        self._whole += sum(lengths)
        for terms, _ in numbered:
            self._holders[terms] += 1
        self._norms = None

    def _numbered(self, counts: Counter[str]) -> tuple[Ints, Bytes]:
        """Give the terms by number, rising, and how often each counts."""
        numbers = np.fromiter(map(self._number, counts), np.int32, len(counts))
        often = np.minimum(np.fromiter(counts.values(), np.int64, len(counts)), MOST)
        order = np.argsort(numbers)
        return numbers[order], often[order].astype(np.uint8)

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self._names))
        if number == len(self._names):
            self._names.append(term)
            if number == len(self._holders):
                self._holders = np.concatenate([self._holders, np.zeros_like(self._holders)])
        return number

    def remove(self, passages: Iterable[int]) -> None:
        """Remove passages; those that are not there are none."""
        for passage in passages:
            place = self.places.place(passage)
            if place is None:
                continue
            terms, _ = self.passage(place)
            self._holders[terms] -= 1
            self._whole -= self.places.lengths[place]
            self.places.remove(passage)
            self._norms = None
        if self.places.holes > max(HOLES, len(self)):
            self._move_together()

    def passage(self, place: int) -> tuple[Ints, Bytes]:
        """Give the terms of a passage by its place, rising, and how often each stands there."""
        for each in reversed(self._segments):
            if each.start <= place:
                return each.passage(place - each.start)
        raise IndexError(place)

    def number(self, term: str) -> int | None:
        """Give a term's number; None where no passage ever had it."""
        return self._numbers.get(term)

    def name(self, number: int) -> str:
        """Give the term of a number."""
        return self._names[number]

    def holders(self, numbers: Ints) -> Ints:
        """Tell in how many passages each term stands."""
        return self._holders[numbers]

    def rarity(self, numbers: Ints) -> Scores:
        """Give each term's weight: 0 for one in every passage, more the rarer it is."""
        held = self._holders[numbers].astype(np.float32)
        found: Scores = np.log1p((len(self) - held + 0.5) / (held + 0.5))
        return found

    def scores(self, weights: Mapping[int, float]) -> Scores:
        """Rank by BM25: give each place's score for weighted terms; 0: it has none of them."""
        scores: Scores = np.zeros(self.places.size, np.float32)
        if not weights or not len(self):
            return scores
        numbers = np.fromiter(weights, np.int32, len(weights))
        rarity = self.rarity(numbers)
        norms = self.norms()
        for (number, weight), rare in zip(weights.items(), rarity, strict=True):
            factor = np.float32(weight * rare * (K1 + 1))
            for each, places, counts in self._postings(number):
                at = slice(each.start, each.start + each.count)
                often = counts.astype(np.float32)
                scores[at][places] += factor * often / (often + norms[at][places])
        scores[~self.places.alive] = 0
        return scores

    def _postings(self, number: int) -> Iterator[tuple[Segment, Ints, Bytes]]:
        for each in self._segments:
            if found := each.postings(number):
                yield each, *found

    def norms(self) -> Scores:
        """Give what each place adds to the count of a term: more the longer it is."""
        if self._norms is None:
            mean = self._whole / len(self) if len(self) else 1.0
            self._norms = (K1 * (1 - B + B * self.places.lengths / max(mean, 1.0))).astype("f4")
        return self._norms

    def mergeable(self) -> tuple[Segment, Segment] | None:
        """Give two neighbours that should be one; None where there are none.

        Merging takes long and changes nothing: who searches need not wait for it, but `replace`.
        """
        for first, second in reversed([*pairwise(self._segments)]):
            if first.count <= 2 * second.count and first.count + second.count <= MERGED:
                return first, second
        return None

    def merged(self, pair: tuple[Segment, Segment]) -> Segment:
        """Make one of two neighbours."""
        at = slice(pair[0].start, pair[1].start + pair[1].count)
        return merged(*pair, self.places.alive[at].copy())

    def replace(self, pair: tuple[Segment, Segment], whole: Segment) -> None:
        """Put the merged one in their place, if they are still there."""
        ids = [id(each) for each in self._segments]
        if id(pair[0]) in ids and id(pair[1]) in ids:
            at = ids.index(id(pair[0]))
            self._segments = (*self._segments[:at], whole, *self._segments[at + 2 :])

    def _move_together(self) -> None:
        """Build one segment of what is left, without holes."""
        kept = np.flatnonzero(self.places.alive)
        whole = segment(0, [self.passage(int(place)) for place in kept])
        self.places.keep(kept)
        self._segments = (whole,)
        self._norms = None
