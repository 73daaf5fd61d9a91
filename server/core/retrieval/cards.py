"""Cards: documents as wholes, found by the words of their titles, headings and summaries.

The last word of what is looked for may still be being typed: words that begin so count, too.
"""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile

import numpy as np

from server.core.retrieval.entry import Entry
from server.core.retrieval.postings import Postings
from server.core.retrieval.question import asked
from server.core.retrieval.ranking import first
from server.core.retrieval.terms import plain, words
from server.core.retrieval_ports import Stem

BEGUN = 0.5
"""What a word counts that only begins as the last one of the question does."""
SHORTEST = 2
"""Characters of a beginning that says anything."""
BEGINNINGS = 32
"""Words that begin so and are looked for, those of the most documents."""
LOOKED_AT = 2_000


class Cards:
    """A card for each document; its entry's passage is the document's own number."""

    def __init__(self, stem: Stem) -> None:
        """Begin empty."""
        self._postings = Postings(stem)
        self._names: list[tuple[str, int]] = []

    def __len__(self) -> int:
        """Tell how many there are."""
        return len(self._postings)

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or change cards."""
        self._postings.put(self._postings.prepared(entries))
        while pair := self._postings.mergeable():
            self._postings.replace(pair, self._postings.merged(pair))

    def remove(self, document: int) -> None:
        """Take one out; what is not there is none."""
        self._postings.remove([document])

    def found(self, question: str, among: frozenset[int] | None, limit: int) -> list[int]:
        """Give documents, the best first; `among` none: of all."""
        postings = self._postings
        terms = self._begun(question) | asked(postings, question)
        scores, places = postings.scores(terms), postings.places
        allowed = places.alive
        if among is not None:
            allowed = allowed & np.isin(places.documents, [*among])
        return [int(one) for one in places.documents[first(scores, allowed, limit)]]

    def _begun(self, question: str) -> dict[int, float]:
        """Give the terms that begin as the question's last word, where nothing follows it."""
        said = words(question)
        beginning = plain(said[-1]) if said and not question[-1].isspace() else ""
        if len(beginning) < SHORTEST:
            return {}
        names = self._sorted()
        at = bisect_left(names, (beginning, 0))
        fitting = takewhile(lambda one: one[0].startswith(beginning), islice(names, at, None))
        numbers = np.fromiter((number for _, number in islice(fitting, LOOKED_AT)), np.int32)
        held = self._postings.holders(numbers)
        return {int(numbers[i]): BEGUN for i in np.argsort(-held, kind="stable")[:BEGINNINGS]}

    def _sorted(self) -> list[tuple[str, int]]:
        """Give all terms in their order; sorted anew when there are new ones."""
        if len(self._names) < self._postings.vocabulary:
            known = range(self._postings.vocabulary)
            self._names = sorted((self._postings.name(number), number) for number in known)
        return self._names
