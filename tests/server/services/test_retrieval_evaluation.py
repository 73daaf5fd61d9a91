"""Retrieval is measured, by leg and together; and the bars over Cranfield, where it is."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from server.adapters.snowball_stemmer import SnowballStemmer
from server.core.retrieval.collection import CRANFIELD, Collection, Document, cranfield
from server.core.retrieval.exact_vectors import ExactVectors
from server.core.retrieval.ranking import Ways
from server.services.retrieval import Retrieval
from server.services.retrieval_evaluation import evaluated
from tests.server.services.retrieved import Meaning, unstemmed

SMALL = Collection(
    {
        "a": Document("cars", "a car on a road. it is fast"),
        "b": Document("trees", "a tree by the road. it is tall"),
        "c": Document("ships", "the ocean. it is wide"),
    },
    {"1": "auto", "2": "tall tree"},
    {"1": {"a": 1.0}, "2": {"b": 3.0}},
)


def by_sentence(document: Document) -> Iterator[tuple[str, str]]:
    """Cut at each stop."""
    for sentence in document.text.split(". "):
        yield "", sentence


def test_by_leg_and_together() -> None:
    """An embedder knows what an auto is; words do not."""
    ticks = count()
    retrieval = Retrieval(unstemmed, Meaning(), lambda _name, _size: ExactVectors())
    report = evaluated(retrieval, SMALL, lambda: next(ticks) / 1000)
    retrieval.close()

    means = {leg.leg: leg.mean("nDCG@10") for leg in report.legs}
    assert list(means) == ["words", "meaning", "fused"]
    assert (means["words"], means["meaning"], means["fused"]) == (0.5, 1, 1)
    assert (report.documents, report.passages, report.questions) == (3, 3, 2)
    assert report.milliseconds == pytest.approx(1)


def test_documents_are_found_by_their_passages() -> None:
    """However they are cut, a document stands once, where its best passage does."""
    retrieval = Retrieval(unstemmed)
    report = evaluated(retrieval, SMALL, lambda: 0.0, by_sentence)
    retrieval.close()

    assert (report.documents, report.passages) == (3, 6)
    assert report.fused.values["MRR"] == [0, 1]


@pytest.mark.long
def test_cranfield_without_a_model(shared: Callable[[str], Path]) -> None:
    """The bar of the issue, and never below the better leg."""
    folder = shared("ir/cranfield")
    texts = [(folder / name).read_text() for name in CRANFIELD]
    collection = cranfield(texts[0], texts[1], texts[2])
    retrieval = Retrieval(SnowballStemmer(), ways=Ways(doubles=True))
    report = evaluated(retrieval, collection, lambda: 0.0)
    retrieval.close()

    assert (report.documents, report.questions) == (1400, 225)
    assert report.fused.mean("nDCG@10") >= 0.57
    for leg in report.legs:
        assert report.fused.mean("nDCG@10") >= leg.mean("nDCG@10")
