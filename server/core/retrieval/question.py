"""A question as the index is asked it: its terms by number and weight, bounded."""

from collections import Counter

import numpy as np

from server.core.retrieval.postings import Postings
from server.core.retrieval.stop_words import without
from server.core.retrieval.terms import words

LONGEST = 20_000
"""Characters of a question that are read: who pastes a book is answered by its beginning."""
MOST = 64
"""Terms of a question that are looked for; of more, those that tell most."""


def asked(postings: Postings, question: str) -> dict[int, float]:
    """Give the terms of a question, small words left out, and how often each is meant."""
    said = words(question[:LONGEST])
    parts = [postings.terms.of_word(word) for word in said]
    kept = Counter(without(said, [_share(postings, each) for each in parts]))
    terms: Counter[int] = Counter()
    for word, often in kept.items():
        for term in postings.terms.of_word(word):
            number = postings.number(term)
            if number is not None:
                terms[number] += often
    return _telling(postings, terms)


def _share(postings: Postings, terms: tuple[str, ...]) -> float:
    """Tell which part of the passages has a word."""
    number = postings.number(terms[0]) if terms else None
    if number is None:
        return 0.0
    return float(postings.holders(np.array([number], np.int32))[0]) / max(len(postings), 1)


def _telling(postings: Postings, terms: Counter[int]) -> dict[int, float]:
    if len(terms) <= MOST:
        return {term: float(often) for term, often in terms.items()}
    numbers = np.fromiter(terms, np.int32, len(terms))
    often = np.fromiter(terms.values(), np.float32, len(terms))
    best = np.argsort(-often * postings.rarity(numbers), kind="stable")[:MOST]
    return {int(numbers[i]): float(often[i]) for i in best}
