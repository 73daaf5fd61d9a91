"""How soon passages are found among 50,000, and how fast texts are embedded, beside Chroma's way.

The passages are made: words by Zipf's law, of 40 subjects with words of their own, 120 words each,
of 12 topics; questions are pieces of them, of four topics.  Time is without the question's own
embedding, which is a lookup here; the vectors are in a real Chroma.  The embedder needs a model in
../shared/models (skipped with a word where there is none), and both use all cores.

    python -m benchmarks retrieval_speed                   all of it
    python -m benchmarks retrieval_speed --passages 5000   fewer, quickly
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.figures import print_head, print_row, quantile
from server.adapters.chroma_vectors import ChromaFolder
from server.adapters.minilm_embedder import MiniLmEmbedder, problem
from server.adapters.snowball_stemmer import SnowballStemmer
from server.core.retrieval.entry import Entry
from server.core.retrieval_ports import Rows
from server.services.retrieval import Retrieval

MODEL = Path(__file__).resolve().parents[2] / "shared/models/all-MiniLM-L6-v2/onnx"
SUBJECTS, TOPICS, WORDS = 40, 12, 120
DIMENSIONS = 384
ASKED = 1000
FOUR = frozenset({1, 2, 3, 4})
COMMON = """
the of a to in is that it for was on are as with they be at one have this from by hot word but what
some you had were all we when can said there use each which she how their will other about out many
then them these so her would make like him into time has look two more write go see number no way
could people my than first water been call who oil its now find long down day did get come made may
part
"""


class Made:
    """Gives made vectors: those of a subject lie together."""

    name = "made"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        """Draw a vector for each subject."""
        self._chance = np.random.default_rng(2)
        self._subjects = self._chance.normal(size=(SUBJECTS, DIMENSIONS))

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give each text's subject's vector, with much noise."""
        named = [re.search(r"\bs(?:ubject)?(\d+)", text) for text in texts]
        subjects = [int(found[1]) if found else 0 for found in named]
        rows = self._subjects[subjects] + 2 * self._chance.normal(size=(len(texts), DIMENSIONS))
        unit: Rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit


def passages(count: int) -> Iterator[Entry]:
    """Make passages."""
    chance = np.random.default_rng(1)
    common = np.array([f"w{number}" for number in range(60_000)])
    weights = 1 / np.arange(1, len(common) + 1)
    steps = np.cumsum(weights / weights.sum())
    own = [np.array([f"s{subject}x{i}" for i in range(300)]) for subject in range(SUBJECTS)]
    for number in range(count):
        subject = int(chance.integers(SUBJECTS))
        words = common[np.minimum(np.searchsorted(steps, chance.random(WORDS)), len(common) - 1)]
        at = chance.random(WORDS) < 0.2
        words = words.copy()
        words[at] = own[subject][(300 * chance.random(int(at.sum())) ** 2).astype(int)]
        topics = frozenset(int(topic) for topic in chance.integers(1, TOPICS + 1, 2))
        text = f"subject{subject} " + " ".join(words)
        yield Entry(number, number // 10, f"document {number // 10}", "", text, topics)


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description="How soon passages are found.")
    options.add_argument("--passages", type=int, default=50_000)
    options.add_argument("--texts", type=int, default=400, help="texts that are embedded")
    chosen = options.parse_args()
    entries = list(passages(chosen.passages))
    questions = [" ".join(entry.text.split()[:9]) for entry in entries[:: len(entries) // ASKED]]
    print_head(f"{len(entries):,} passages", "s to put", "s behind", "MB more")
    searched = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, second in (("latent topics", False), ("vectors in Chroma", True)):
            searched[name] = built(name, entries, questions, Path(folder) if second else None)
    print_head("a search of 9 words, ms", "p50", "p99", "max")
    for name, timed in searched.items():
        for way, times in timed.items():
            print_row(f"{name}, {way}", quantile(times, 50), quantile(times, 99), max(times))
    embedding(chosen.texts)


def built(
    name: str, entries: Sequence[Entry], questions: Sequence[str], folder: Path | None
) -> dict[str, list[float]]:
    """Put all, print what that costs, and time the questions."""
    before, begun = memory(), time.perf_counter()
    chroma = ChromaFolder(folder) if folder else None
    retrieval = Retrieval(
        SnowballStemmer(),
        Made() if chroma else None,
        chroma.vectors if chroma else None,
        texts=lambda wanted: {each: entries[each].whole for each in wanted},
    )
    retrieval.rebuild(entries)
    put = time.perf_counter() - begun
    retrieval.settle()
    print_row(name, put, time.perf_counter() - begun - put, memory() - before)
    timed = {
        "of all": times(retrieval.search, questions),
        "of 4 topics": times(lambda question: retrieval.search(question, FOUR), questions),
        "of 1 topic": times(lambda question: retrieval.search(question, frozenset({5})), questions),
    }
    retrieval.close()
    if chroma:
        chroma.close()
    return timed


def times(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Time each question, in ms, after some that warm up."""
    for question in questions[:20]:
        ask(question)
    found = []
    for question in questions:
        begun = time.perf_counter()
        ask(question)
        found.append(1000 * (time.perf_counter() - begun))
    return found


def memory() -> float:
    """Tell how many MB this process has."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def embedding(count: int) -> None:
    """Embed texts of two lengths by ours and by Chroma's own, turn about; print texts a second."""
    if why := problem(MODEL):
        print(f"embedding: skipped: {why}")
        return
    ours, chromas = MiniLmEmbedder(MODEL), chromas_own()
    print_head("texts embedded a second", "ours", "Chroma's", "times")
    for name, texts in (("40 words", made(count, 40)), ("180 tokens", made(count, 175))):
        rates: dict[str, float] = {}
        for _ in range(3):
            for which, embed in (("ours", ours.embed), ("theirs", chromas)):
                begun = time.perf_counter()
                embed(texts)
                rate = len(texts) / (time.perf_counter() - begun)
                rates[which] = max(rate, rates.get(which, 0.0))
        print_row(name, rates["ours"], rates["theirs"], rates["ours"] / rates["theirs"])


def chromas_own() -> Callable[[list[str]], object]:
    """Give Chroma's default embedder, made to read the model that is here."""
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2  # noqa: PLC0415

    default = ONNXMiniLM_L6_V2()
    setattr(default, "DOWNLOAD_PATH", MODEL.parent)  # noqa: B010  (a constant of its class)
    setattr(default, "_download_model_if_not_exists", lambda: None)  # noqa: B010
    return default


def made(count: int, words: int) -> list[str]:
    """Make texts of common words, about a token each, some shorter and some longer."""
    chance = np.random.default_rng(3)
    common = np.array(COMMON.split())
    lengths = chance.integers(words * 3 // 4, words * 5 // 4 + 1, count)
    return [" ".join(chance.choice(common, length)) for length in lengths]


if __name__ == "__main__":
    main()
