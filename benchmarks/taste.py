"""What a taste is learnt to: how well it orders what it did not see, and how long that takes.

Simulated owners rate generated passages, and passages of the real pages in ../shared/pages (skipped
with a word where they are not there): some topics or pages are liked, length a little, and an owner
is not always sure.  Means of five owners; all that was not rated is held out.

    python -m benchmarks taste
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks import taste_route
from benchmarks.figures import print_head, print_row, quantile
from server.adapters.bayesian_ridge import BayesianRidgeLearner
from server.adapters.minilm_embedder import MiniLmEmbedder, problem
from server.adapters.snowball_stemmer import SnowballStemmer
from server.cli.reader_worker import read
from server.core.library.cutting import cut
from server.core.retrieval_ports import Embedder, Rows
from server.core.taste.facts import facts_of
from server.core.taste.held_out import Order, correlation, nearest
from server.core.taste.learning import Examples, learn
from server.core.taste.model import Model, predicted
from server.core.taste.ratings import Thing
from server.core.taste.words import HashedWords
from tests.server.made_tastes import Made, passages, ratings

SHARED = Path(__file__).resolve().parents[2] / "shared"
MODEL = SHARED / "models/all-MiniLM-L6-v2/onnx"
WORDS = 80
"""Words of a real passage."""
RATED = 100
OWNERS = 5
MANY, LISTED, RUNS = 1_000, 10_000, 20


def main() -> None:
    """Print the tables."""
    words = HashedWords(SnowballStemmer(("en", "de")))
    generated = passages(1_500)
    print_head(f"{RATED} ratings, off by", "mean", "nearest", "taste", "rank", "nearest", "in 2 sd")
    row("generated passages", generated, words)
    if real := pages():
        row("pages", real, words)
        row("pages without their site", _siteless(real), words)
        if why := problem(MODEL):
            print(f"MiniLM: skipped: {why}")
        else:
            row("pages, MiniLM", real, MiniLmEmbedder(MODEL))
            row("pages without their site, MiniLM", _siteless(real), MiniLmEmbedder(MODEL))
    print()
    print_head("times, ms", "p50", "p95")
    _times(words)


def row(name: str, made: Made, embedder: Embedder) -> None:
    """Learn from some ratings of each owner, and compare what is said of the rest."""
    rows = embedder.embed([thing.whole for thing in made.things])
    found = [_owner(made, rows, seed) for seed in range(OWNERS)]
    print_row(name, *np.mean(found, axis=0).tolist())


def _owner(made: Made, rows: Rows, seed: int) -> Sequence[float]:
    values = ratings(made, seed)
    order = np.random.default_rng(seed).permutation(len(values))
    known, held = order[:RATED], order[RATED:]
    model = _learnt(made, rows, values, known, held)
    said = predicted(model, model.columns(rows[held], facts_of([made.things[at] for at in held])))
    near = nearest(rows[known], values[known], rows[held])

    def off(told: Rows) -> float:
        return float(np.abs(told - values[held]).mean())

    within = np.abs(said.values - values[held]) <= 2 * said.unsure
    return (
        off(np.full(len(held), values[known].mean(), np.float32)),
        off(near),
        off(said.values),
        correlation(said.values, values[held]),
        correlation(near, values[held]),
        float(within.mean()),
    )


def _learnt(made: Made, rows: Rows, values: Rows, known: Order, held: Order) -> Model:
    examples = Examples([made.things[at] for at in known], rows[known], values[known])
    model, _ = learn(examples, rows[held[:1000]], "benchmark", 0, BayesianRidgeLearner())
    return model


def pages() -> Made | None:
    """Cut the real pages; an owner likes or dislikes each."""
    things: list[Thing] = []
    owners: list[int] = []
    for number, folder in enumerate(sorted((SHARED / "pages").glob("*/source.html"))):
        site = f"https://{folder.parent.name}.example.org/"
        found = read("html", "source.html", folder.read_bytes())
        for at, one in enumerate(cut(found.blocks, WORDS)):
            things.append(Thing("passage", f"{number}-{at}", "", one.text, site))
            owners.append(number)
    if not things:
        print("pages: skipped, there is no ../shared/pages on this machine")
        return None
    return Made(things, np.eye(max(owners) + 1, dtype=np.float32)[owners])


def _siteless(made: Made) -> Made:
    return Made([replace(thing, address="") for thing in made.things], made.about)


def _times(embedder: HashedWords) -> None:
    made = passages(LISTED, seed=2)
    begun = time.perf_counter()
    rows = embedder.embed([thing.whole for thing in made.things])
    print_row(f"{LISTED:,} passages read", 1e3 * (time.perf_counter() - begun))
    values = ratings(made)
    known, held = np.arange(MANY), np.arange(MANY, LISTED)
    _learnt(made, rows, values, known[:50], held)  # scikit-learn is imported
    begun = time.perf_counter()
    model = _learnt(made, rows, values, known, held)
    print_row(f"learnt from {MANY:,} and held out", 1e3 * (time.perf_counter() - begun))
    columns = model.columns(rows, facts_of(made.things))
    took = [_ordered(model, columns) for _ in range(RUNS)]
    print_row(f"{LISTED:,} put in order", quantile(took, 50), quantile(took, 95))
    taste_route.times()


def _ordered(model: Model, columns: Rows) -> float:
    begun = time.perf_counter()
    np.argsort(-predicted(model, columns).values, kind="stable")
    return 1e3 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
