"""Reranking: the few best passages are judged once more, by their text.

One judge is here that needs no model: words of the question that stand near each other, after
Büttcher, Clarke and Lushman, Term Proximity Scoring for Ad-hoc Retrieval on Very Large Text
Collections (2006). A model that reads question and passage together fits the same port.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from server.core.retrieval.entry import Hit
from server.core.retrieval.stop_words import without
from server.core.retrieval.terms import Terms, words
from server.core.retrieval_ports import Reranker, Stem

FAR = 10
"""Words further from each other than this are not near."""


class Proximity:
    """Judges how near the question's words stand to each other in a text."""

    def __init__(self, stem: Stem) -> None:
        """Take the stemmer of the index."""
        self._terms = Terms(stem)

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Give each text's score: the sum over neighbouring words of 1 / distance²."""
        said = words(question)
        asked = {
            term for word in without(said, [0.0] * len(said)) for term in self._terms.of_word(word)
        }
        return [_nearness(self._terms.of(text), asked) for text in texts]


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
    hits: Sequence[Hit],
    question: str,
    texts: Sequence[str],
    reranker: Reranker,
    weight: float = 0.2,
) -> tuple[Hit, ...]:
    """Order hits anew, by their score and, with `weight` of 1, by the reranker's.

    `texts` are those of the hits. The reranker's scores are taken from 0, for its worst, to 1.
    """
    if not hits:
        return ()
    judged = reranker.scores(question, texts)
    low, high = min(judged), max(judged)
    spread = (high - low) or 1.0
    mixed = [
        replace(hit, score=(1 - weight) * hit.score + weight * (score - low) / spread)
        for hit, score in zip(hits, judged, strict=True)
    ]
    return tuple(sorted(mixed, key=lambda hit: -hit.score))
