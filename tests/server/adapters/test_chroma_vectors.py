"""A real Chroma in a folder."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from server.adapters.chroma_vectors import ChromaFolder, ChromaService, ChromaVectors
from server.adapters.folder_seal import FolderSeal
from server.core.errors import ConflictError
from server.core.retrieval_ports import Rows
from server.services.retrieval import Retrieval
from tests.server.adapters.offline import offline
from tests.server.services.retrieved import Meaning, entry, unstemmed

pytestmark = pytest.mark.program

__all__ = ["offline"]

DIMENSIONS = 8
SECRET = "quinquagesima"


def rows(*numbers: int) -> Rows:
    """Give rows that are the nearer the nearer their numbers are."""
    angles = np.array(numbers, np.float32)[:, None] / 20
    wave = np.concatenate([np.cos(angles), np.sin(angles)], axis=1)
    return np.pad(wave, ((0, 0), (0, DIMENSIONS - 2))).astype(np.float32)


@pytest.fixture(params=["folder", "service"])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[ChromaFolder | ChromaService]:
    """Open a new folder, or ask a service that keeps nothing yet."""
    if request.param == "folder":
        opened: ChromaFolder | ChromaService = ChromaFolder(tmp_path / "chroma")
    else:
        opened = ChromaService(request.getfixturevalue("chroma_run").url)
    yield opened
    opened.forget_others("nobody", 1)
    opened.close()


@pytest.fixture
def vectors(folder: ChromaFolder | ChromaService) -> ChromaVectors:
    """Keep the vectors of some embedder."""
    return folder.vectors("some/model:latest", DIMENSIONS)


def put(vectors: ChromaVectors, *passages: int, topics: dict[int, set[int]] | None = None) -> None:
    """Put rows of their numbers."""
    of = [frozenset((topics or {}).get(passage, set())) for passage in passages]
    vectors.put(passages, rows(*passages), of, [f"mark{passage}" for passage in passages])


def nearest(vectors: ChromaVectors, number: int, *topics: int, k: int = 10) -> list[int]:
    """Give the passages nearest to a number."""
    return [each for each, _ in vectors.nearest(rows(number)[0], k, frozenset(topics))]


def test_nearest_by_cosine(vectors: ChromaVectors) -> None:
    """Best first, with their cosine; no more than asked for, or than there are."""
    assert nearest(vectors, 3) == []
    put(vectors, 1, 2, 4, 9)

    assert nearest(vectors, 3, k=2) in ([2, 4], [4, 2])
    found = dict(vectors.nearest(rows(2)[0], 10))
    assert next(iter(found)) == 2
    assert found[2] == pytest.approx(1, abs=1e-5)
    assert found[9] == pytest.approx(np.cos(7 / 20), abs=1e-4)


def test_topics_filter(vectors: ChromaVectors) -> None:
    """A passage is kept once, whatever its topics; any of those asked for will do."""
    put(vectors, 1, 2, 3, 4, topics={1: {1}, 2: {1, 22}, 3: {2}})

    assert nearest(vectors, 1) == [1, 2, 3, 4]
    assert nearest(vectors, 1, 1) == [1, 2]
    assert nearest(vectors, 1, 22, 2) == [2, 3]
    assert nearest(vectors, 1, 5) == []
    vectors.retopic({1: frozenset({5}), 2: frozenset(), 99: frozenset({5})})
    assert nearest(vectors, 1, 5) == [1]
    assert nearest(vectors, 1, 1) == []
    assert vectors.kept()[1] == ("mark1", frozenset({5}))


def test_putting_again_changes(vectors: ChromaVectors) -> None:
    """The row, the mark and the topics; nothing of the old ones is left."""
    put(vectors, 1, 5, topics={1: {1, 2}})
    vectors.put([1], rows(9), [frozenset({3})], ["other"])

    assert nearest(vectors, 9) == [1, 5]
    assert vectors.kept() == {1: ("other", frozenset({3})), 5: ("mark5", frozenset())}
    assert vectors.kept_of([1, 7]) == {1: ("other", frozenset({3}))}
    assert nearest(vectors, 9, 1) == []


def test_more_than_chroma_takes_at_once(folder: ChromaFolder | ChromaService) -> None:
    """Batches are made of it."""
    vectors = folder.vectors("many", DIMENSIONS)
    put(vectors, *range(6000))
    vectors.retopic(dict.fromkeys(range(6000), frozenset({7})))

    assert len(vectors.kept()) == 6000
    vectors.remove(range(10, 7000))
    assert vectors.kept().keys() == set(range(10))
    assert set(nearest(vectors, 0, 7)) == set(range(10))


def test_embedders_do_not_mix(folder: ChromaFolder | ChromaService) -> None:
    """Each has a collection, whatever its name; others are forgotten when asked."""
    put(folder.vectors("a b/ü:1", DIMENSIONS), 1)
    put(folder.vectors("x", DIMENSIONS), 2)

    assert folder.vectors("a b/ü:1", DIMENSIONS).kept().keys() == {1}
    assert folder.vectors("x", DIMENSIONS + 1).kept() == {}
    folder.forget_others("x", DIMENSIONS)
    assert folder.vectors("a b/ü:1", DIMENSIONS).kept() == {}
    assert folder.vectors("x", DIMENSIONS).kept().keys() == {2}


def test_it_is_there_the_next_time(tmp_path: Path) -> None:
    """After closing, another opening finds all."""
    first = ChromaFolder(tmp_path)
    put(first.vectors("x", DIMENSIONS), 1, 2)
    first.close()
    second = ChromaFolder(tmp_path)

    assert nearest(second.vectors("x", DIMENSIONS), 2) == [2, 1]
    second.close()


OPEN = """
import sys
from pathlib import Path
from server.adapters.chroma_vectors import ChromaFolder
from server.core.errors import ConflictError
try:
    ChromaFolder(Path(sys.argv[1]))
except ConflictError as error:
    print(error)
    sys.exit(7)
"""


def test_a_second_process_is_kept_out(tmp_path: Path) -> None:
    """It is told why; so is a second opening in this process; after closing it may."""
    opened = ChromaFolder(tmp_path)
    ask = [sys.executable, "-c", OPEN, str(tmp_path)]
    refused = subprocess.run(ask, capture_output=True, text=True, check=False)

    assert refused.returncode == 7
    assert "Another process" in refused.stdout
    with pytest.raises(ConflictError, match="only one may"):
        ChromaFolder(tmp_path)
    opened.close()
    assert subprocess.run(ask, capture_output=True, check=False).returncode == 0


FILES = ("data_level0.bin", "index_metadata.pickle")


@pytest.mark.parametrize("broken", ["none", "cut", "gone", "index gone", *FILES])
def test_a_damaged_store_is_made_again(tmp_path: Path, broken: str) -> None:
    """It begins anew: nothing is there, and what is put then is found."""
    count, rows = 1100, np.random.default_rng(1).random((1100, 3), np.float32)
    folder = ChromaFolder(tmp_path, FolderSeal(tmp_path))
    vectors = folder.vectors("an embedder", 3)
    vectors.put(range(count), rows, [frozenset()] * count, ["m"] * count)
    folder.close()
    again = ChromaFolder(tmp_path, FolderSeal(tmp_path))
    assert len(again.vectors("an embedder", 3).kept()) == count
    again.close()
    damage(tmp_path, broken)
    mended = ChromaFolder(tmp_path, FolderSeal(tmp_path))
    vectors = mended.vectors("an embedder", 3)
    assert vectors.kept() == {}
    vectors.put([7], rows[:1], [frozenset()], ["m"])
    assert [each for each, _ in vectors.nearest(rows[0], 3)] == [7]
    mended.close()


def damage(folder: Path, broken: str) -> None:
    """Do to a store what disks and hands do."""
    database = folder / "chroma.sqlite3"
    if broken == "none":
        database.write_bytes(b"this is no database" * 1000)
    elif broken == "cut":
        database.write_bytes(database.read_bytes()[:30_000])
    elif broken == "gone":
        database.unlink()
    for path in folder.iterdir():
        if path.is_dir() and broken == "index gone":
            shutil.rmtree(path)
    for path in folder.glob(f"*/{broken}"):
        content = path.read_bytes()
        path.write_bytes(bytes(each ^ 0x5A for each in content[:2000]) + content[2000:])


def test_no_text_ever_lies_in_its_files(tmp_path: Path, offline: list[str]) -> None:
    """Not while a passage is there, nor after; and nothing goes over the network."""
    folder = ChromaFolder(tmp_path)
    retrieval = Retrieval(unstemmed, Meaning(), folder.vectors)
    retrieval.put([entry(1, f"a car in {SECRET}", 4), entry(2, f"the {SECRET} forest")])
    retrieval.settle(60)
    assert [hit.passage for hit in retrieval.search("auto", frozenset({4}))] == [1]
    retrieval.remove([1])
    retrieval.settle(60)
    retrieval.close()
    folder.close()

    written = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert len(written) > 1
    assert not any(SECRET.encode() in each for each in written)
    assert offline == []
