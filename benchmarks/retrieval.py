"""How well passages are found: SQLite's FTS5, BM25, MiniLM, plain rank fusion, and ours.

All over Cranfield in ../shared/ir, 1,400 abstracts and 225 questions that people judged, each
document a passage with its title (skipped with a word where it is not there; so is what needs the
model in ../shared/models).  `p` is the chance that what ours has over the better leg is an accident
(paired randomisation); the halves are the questions of even and odd places.

    python -m benchmarks retrieval
"""

import json
import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.figures import print_head, print_row
from server.adapters.minilm_embedder import MiniLmEmbedder, problem
from server.adapters.snowball_stemmer import SnowballStemmer
from server.core.retrieval.collection import CRANFIELD, Collection, cranfield
from server.core.retrieval.entry import Entry
from server.core.retrieval.exact_vectors import ExactVectors
from server.core.retrieval.measures import MEASURES, significance
from server.core.retrieval.ranking import Ways
from server.core.retrieval_ports import Embedder
from server.services.retrieval import Retrieval
from server.services.retrieval_evaluation import Measured, Report, evaluated

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "ir/cranfield"
MODEL = SHARED / "models/all-MiniLM-L6-v2/onnx"
RRF = 60
"""The constant of Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (2009)."""
DEEP = 100

Orders = Sequence[Sequence[str]]


def main() -> None:
    """Print the table."""
    files = [DATA / name for name in CRANFIELD]
    if not all(file.is_file() for file in files):
        print("retrieval: skipped, there is no ../shared/ir/cranfield on this machine")
        return
    collection = cranfield(*(file.read_text(encoding="utf-8") for file in files))
    print_head("Cranfield, title and text", *MEASURES, "even", "odd", "p", "ms")
    by_fts5 = fts5(collection)
    row("FTS5, porter", measured(by_fts5, collection))
    plain = ours(collection, None)
    row("BM25, stemmed", plain.legs[0].values)
    row("latent topics", plain.legs[1].values)
    row("ours without a model", plain.fused.values, plain, better(plain))
    if why := problem(MODEL):
        print(f"MiniLM: skipped: {why}")
        return
    embedder = Remembering(MiniLmEmbedder(MODEL))
    by_vectors = nearest(collection, embedder)
    row("MiniLM", measured(by_vectors, collection))
    row("FTS5 + MiniLM by rank", measured(by_rank(by_fts5, by_vectors), collection))
    whole = ours(collection, embedder)
    row("ours with MiniLM", whole.fused.values, whole, better(whole))


def ours(collection: Collection, embedder: Embedder | None) -> Report:
    """Measure ours, as it is set for every collection."""
    retrieval = Retrieval(
        SnowballStemmer(), embedder, lambda _name, _size: ExactVectors(), Ways(doubles=True)
    )
    report = evaluated(retrieval, collection, time.perf_counter)
    retrieval.close()
    return report


def better(report: Report) -> Measured:
    """Give the better of the legs."""
    return max(report.legs[:-1], key=lambda leg: leg.mean("nDCG@10"))


def row(
    name: str,
    values: Mapping[str, Sequence[float]],
    report: Report | None = None,
    leg: Measured | None = None,
) -> None:
    """Print a line of means, of halves, and of what ours has over the better leg."""
    ndcg = values["nDCG@10"]
    means = [four(values[measure]) for measure in MEASURES]
    likely: float | str = ""
    if leg is not None:
        chance = np.random.default_rng(1)
        signs = chance.choice(np.array([-1, 1], np.int8), (10_000, len(ndcg)))
        likely = f"{significance(leg.values['nDCG@10'], ndcg, signs):.4f}"
    took = report.milliseconds if report else ""
    print_row(name, *means, four(ndcg[::2]), four(ndcg[1::2]), likely, took)


def four(values: Sequence[float]) -> str:
    """Write a mean to four places."""
    return f"{np.mean(values):.4f}"


def measured(orders: Orders, collection: Collection) -> dict[str, list[float]]:
    """Measure orders of documents."""
    judged = list(collection.judged.values())
    return {
        name: [measure(found, gains) for found, gains in zip(orders, judged, strict=True)]
        for name, measure in MEASURES.items()
    }


def fts5(collection: Collection) -> Orders:
    """Ask SQLite's own index, with its stemmer, for any of the words."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table found using fts5(name unindexed, text, tokenize='porter')")
    base.executemany(
        "insert into found values (?, ?)",
        [(name, f"{each.title} {each.text}") for name, each in collection.documents.items()],
    )
    query = "select name from found where found match ? order by bm25(found) limit ?"
    orders = []
    for question in collection.questions.values():
        words = " OR ".join(json.dumps(word) for word in re.findall(r"\w+", question))
        orders.append([name for (name,) in base.execute(query, (words, DEEP))])
    base.close()
    return orders


class Remembering:
    """An embedder that embeds a text once."""

    def __init__(self, embedder: Embedder) -> None:
        """Take who embeds."""
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self._embed: Callable[[Sequence[str]], np.ndarray] = embedder.embed
        self._rows: dict[str, np.ndarray] = {}

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Give a row for each."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._rows]:
            self._rows.update(zip(new, self._embed(new), strict=True))
        return np.stack([self._rows[text] for text in texts])


def nearest(collection: Collection, embedder: Remembering) -> Orders:
    """Ask by vectors alone."""
    names = list(collection.documents)
    texts = [Entry(0, 0, each.title, "", each.text).whole for each in collection.documents.values()]
    rows = embedder.embed(texts)
    asked = embedder.embed(list(collection.questions.values()))
    return [[names[i] for i in np.argsort(-(rows @ one))[:DEEP]] for one in asked]


def by_rank(*legs: Orders) -> Orders:
    """Fuse by rank: 1 / (60 + rank) of each leg."""
    fused = []
    for found in zip(*legs, strict=True):
        scores: dict[str, float] = {}
        for order in found:
            for rank, name in enumerate(order, 1):
                scores[name] = scores.get(name, 0.0) + 1 / (RRF + rank)
        fused.append(sorted(scores, key=lambda name: -scores[name])[:DEEP])
    return fused


if __name__ == "__main__":
    main()
