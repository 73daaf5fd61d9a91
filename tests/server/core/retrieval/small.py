"""Small collections that tests look things up in."""

from collections.abc import Iterable

from server.core.retrieval.entry import Entry
from server.core.retrieval.postings import Postings


def unstemmed(words: list[str]) -> list[str]:
    """Leave words as they are."""
    return words


def entry(passage: int, text: str, topics: Iterable[int] = (), title: str = "") -> Entry:
    """Give a passage of a document of its own."""
    return Entry(passage, passage, title, "", text, frozenset(topics))


def index(*entries: Entry) -> Postings:
    """Index passages."""
    postings = Postings(unstemmed)
    put(postings, *entries)
    return postings


def put(postings: Postings, *entries: Entry) -> None:
    """Put passages into an index, and merge what should be one."""
    postings.put(postings.prepared(entries))
    while pair := postings.mergeable():
        postings.replace(pair, postings.merged(pair))


def numbers(postings: Postings, *terms: str) -> dict[int, float]:
    """Give terms as the index knows them."""
    known = [(postings.number(term), 1.0) for term in terms]
    return {number: weight for number, weight in known if number is not None}


def found(postings: Postings, *terms: str) -> dict[int, float]:
    """Give what each passage scores for terms."""
    scores = postings.scores(numbers(postings, *terms))
    passages = postings.places.passages
    return {int(passages[i]): float(score) for i, score in enumerate(scores) if score > 0}
