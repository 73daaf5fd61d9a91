"""Reranking: the few best passages are judged once more, by their text.

One judge is here that needs no model: words of the question that stand near each other, after
Büttcher, Clarke and Lushman, Term Proximity Scoring for Ad-hoc Retrieval on Very Large Text
Collections (2006). A model that reads question and passage together fits the same port.
"""

from collections.abc import Sequence
from itertools import pairwise

from server.core.retrieval.entry import Hit
from server.core.retrieval.stop_words import without
from server.core.retrieval.terms import Terms, words
from server.core.retrieval_ports import Reranker

FAR = 10
"""Words further from each other than this are not near."""
DEPTH = 20
"""Passages that are judged."""
READ = 4000
"""Characters of each that are read."""


class Proximity:
    """Judges how near the question's words stand to each other in a text."""

    def __init__(self, terms: Terms) -> None:
        """Take what makes terms of words, the index's own: it knows most of them."""
        self._terms = terms

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Give each text's score: 1 where all of the question's words follow each other.

        It is the sum over pairs of neighbouring words of 1 / distance², of as many as there can be.
        """
        said = words(question)
        asked = {
            term for word in without(said, [0.0] * len(said)) for term in self._terms.of_word(word)
        }
        most = max(len(asked) - 1, 1)
        return [min(1.0, _nearness(self._terms.of(text[:READ]), asked) / most) for text in texts]


def _nearness(terms: Sequence[str], asked: set[str]) -> float:
    """Add up how near each asked term stands to another one before it."""
    found = [(place, term) for place, term in enumerate(terms) if term in asked]
    near: dict[frozenset[str], float] = {}
    for (before, one), (after, other) in pairwise(found):
        if one != other and after - before <= FAR:
            pair = frozenset((one, other))
            near[pair] = max(near.get(pair, 0.0), 1 / (after - before) ** 2)
    return sum(near.values())


def reranked(
    hits: Sequence[Hit], question: str, texts: Sequence[str], reranker: Reranker, weight: float
) -> tuple[Hit, ...]:
    """Order hits anew, by their score and, with `weight` of 1, by the reranker's.

    `texts` are those of the first hits; what comes after them keeps its place.
    """
    judged = reranker.scores(question, texts) if texts else ()
    mixed = [
        _scored(hit, (1 - weight) * hit.score + weight * score)
        for hit, score in zip(hits, judged, strict=False)
    ]
    least = min((hit.score for hit in mixed), default=1.0)
    rest = [_scored(hit, min(hit.score, least)) for hit in hits[len(mixed) :]]
    return (*sorted(mixed, key=lambda hit: -hit.score), *rest)


def _scored(hit: Hit, score: float) -> Hit:
    """Give a hit another score; `replace` takes longer than judging its text."""
    return Hit(hit.passage, hit.document, score, hit.lexical_rank, hit.vector_rank)
