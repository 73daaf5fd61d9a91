"""Sets of texts in which one thing is looked for: what this machine has of manuals, packages, code.

Each text has a line that says what it is about, which is taken out and asked for; the text that it
was taken from is the one that should be found.  Nothing is judged by people, and what a machine has
differs: the sets tell whether one way finds more than another, not how good either is.  `p` is the
chance that what a way has over the words alone is an accident (paired randomisation).

    python -m benchmarks known_items
"""

import ast
import gzip
import hashlib
import re
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from benchmarks.figures import print_head, print_row
from benchmarks.retrieval import four
from server.adapters.snowball_stemmer import SnowballStemmer
from server.core.retrieval.collection import Collection, Document
from server.core.retrieval.measures import significance
from server.core.retrieval.ranking import Ways
from server.services.retrieval import Retrieval
from server.services.retrieval_evaluation import Report, evaluated

MOST, ASKED = 2000, 300
"""Texts of a set, and lines that are asked for."""
SHORTEST, LONGEST = 200, 4000
"""Characters of a text; what comes after is left out."""
MANUALS, PACKAGES = Path("/usr/share/man"), Path("/var/lib/dpkg/status")

Item = tuple[str, str, str]
"""A name, the line that is asked for, and the text."""


def sets() -> Iterator[tuple[str, Collection]]:
    """Make each set that this machine has enough for."""
    for name, items in ITEMS.items():
        kept = {key: (line, text) for key, line, text in items() if _useful(line, text)}
        chosen = sorted(kept, key=_mixed)[:MOST]
        if len(chosen) >= ASKED:
            yield name, _collection({key: kept[key] for key in chosen})


def _mixed(key: object) -> bytes:
    """Give an order that is always the same, and by nothing that matters."""
    return hashlib.sha256(str(key).encode()).digest()


def _useful(line: str, text: str) -> bool:
    return len(line.split()) >= 3 and len(text) >= SHORTEST


def _collection(items: Mapping[str, tuple[str, str]]) -> Collection:
    asked = list(items)[:ASKED]
    return Collection(
        {key: Document("", text[:LONGEST]) for key, (_, text) in items.items()},
        {key: items[key][0] for key in asked},
        {key: {key: 1.0} for key in asked},
    )


def manuals(section: int) -> Iterator[Item]:
    """Give manual pages: "name - what it does", and the page after that."""
    for file in sorted(MANUALS.glob(f"man{section}/*.gz"), key=_mixed)[: 3 * MOST]:
        if not file.is_symlink():
            source = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
            parts = re.split(r"^\.S[Hh]\s+\"?([A-Za-z ]+)\"?\s*$", source, flags=re.MULTILINE)
            named = dict(zip(parts[1::2], parts[2::2], strict=True))
            head = _plain(named.pop("NAME", named.pop("Name", "")))
            yield file.name, head.partition(" - ")[2], _plain(" ".join(named.values()))


def _plain(roff: str) -> str:
    lines = (line for line in roff.splitlines() if not line.startswith(('.\\"', "'\\\"")))
    text = " ".join(re.sub(r"^\.\w+ ?", "", line) for line in lines)
    return re.sub(r"\\f.|\\&|\\\(..|\\", " ", text.replace("\\-", "-"))


def packages(language: str = "") -> Iterator[Item]:
    """Give the system's packages: the short description, and the long one."""
    if not PACKAGES.is_file():
        return
    for record in PACKAGES.read_text("utf-8", "replace").split("\n\n"):
        name = re.search(r"^Package: (.+)$", record, re.MULTILINE)
        told = re.search(rf"^Description{language}: (.+)\n((?: .*\n?)*)", record, re.MULTILINE)
        if name and told:
            yield name[1], told[1], " ".join(told[2].replace("\n .\n", "\n").split())


def docstrings() -> Iterator[Item]:
    """Give what Python's own modules say of their functions: the first line, and the rest."""
    place = Path(sysconfig.get_path("stdlib"))
    for file in sorted([*place.glob("*.py"), *place.glob("[a-z]*/*.py")]):
        if "test" in file.parts or file.parent.name == "site-packages":
            continue
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and (
                text := ast.get_docstring(node)
            ):
                head, _, rest = text.partition("\n\n")
                yield f"{file.name}:{node.name}:{node.lineno}", " ".join(head.split()), rest


ITEMS: Mapping[str, Callable[[], Iterator[Item]]] = {
    "manuals of commands": lambda: manuals(1),
    "manuals of calls": lambda: manuals(3),
    "manuals of the system": lambda: manuals(8),
    "packages": packages,
    "Python": docstrings,
}


def main() -> None:
    """Print nDCG@10 of the words alone, and of ours with and without what judges nearness."""
    print_head("known items, nDCG@10", "texts", "words", "without near", "ours", "p")
    for name, collection in sets():
        bare = _measured(collection, Ways(doubles=True, near=0))
        whole = _measured(collection, Ways(doubles=True))
        words, ours = (one.values["nDCG@10"] for one in (whole.legs[0], whole.fused))
        chance = np.random.default_rng(1)
        signs = chance.choice(np.array([-1, 1], np.int8), (10_000, len(ours)))
        means = [four(values) for values in (words, bare.fused.values["nDCG@10"], ours)]
        likely = f"{significance(words, ours, signs):.4f}"
        print_row(name, len(collection.documents), *means, likely)


def _measured(collection: Collection, ways: Ways) -> Report:
    retrieval = Retrieval(SnowballStemmer(), ways=ways)
    try:
        return evaluated(retrieval, collection, time.perf_counter)
    finally:
        retrieval.close()


if __name__ == "__main__":
    main()
