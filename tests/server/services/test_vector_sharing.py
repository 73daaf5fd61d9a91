"""A real vector service that several processes search: one writes, and it may go and come back."""

from collections.abc import Callable, Iterator

import pytest

from server.adapters.chroma_vectors import ChromaService
from server.cli.vectors import Vectors
from server.core.errors import UnavailableError
from server.core.retrieval.entry import Entry
from server.services.retrieval import Retrieval
from server.services.vector_sharing import Sharing
from tests.fixtures.chroma import ChromaRun
from tests.server.services.retrieved import Meaning, entry, unstemmed

PASSAGES = [
    entry(1, "the car stands in the garage"),
    entry(2, "an automobile needs oil"),
    entry(3, "the forest is green"),
    entry(4, "the ocean is deep"),
]
SOON = 60.0


class Process:
    """One that searches the service, as one of several; it may be the one that writes."""

    def __init__(self, url: str, told: Callable[[], None] = lambda: None) -> None:
        self.writes = False
        self.vectors = Vectors(None, url)  # type: ignore[arg-type]  # there is no folder
        self.embedder = Meaning("shared")
        sharing = Sharing(lambda: self.writes, told)
        self.index = Retrieval(unstemmed, self.embedder, self.vectors.opened, sharing=sharing)

    def put(self, *entries: Entry) -> None:
        """Put some, and wait until nothing more is done about them."""
        self.index.put(entries)
        self.index.settle(SOON)

    def found(self, question: str) -> list[int]:
        """Search."""
        return [hit.passage for hit in self.index.search(question)]


@pytest.fixture
def processes(chroma_run: ChromaRun) -> Iterator[tuple[Process, Process]]:
    """Give two, the first of which writes, and tells the second."""
    second = Process(chroma_run.url)
    first = Process(chroma_run.url, second.index.look)
    first.writes = True
    yield first, second
    for one in (first, second):
        one.index.settle(SOON)
        one.index.close()
        one.vectors.close()
    if not chroma_run.answers():
        chroma_run.start()
    service = ChromaService(chroma_run.url)
    service.forget_others("nobody", 1)
    service.close()


def settled(process: Process) -> tuple[int, int]:
    """Give how many have a vector and how many wait, when nothing more is done."""
    process.index.settle(SOON)
    standing = process.index.standing()
    return standing.embedded, standing.waiting


def test_one_makes_them_and_all_search_them(processes: tuple[Process, Process]) -> None:
    """Each text is embedded once; who does not write waits for it, and finds by meaning then."""
    first, second = processes
    second.put(*PASSAGES)
    assert settled(second) == (0, 4)
    assert second.found("automobile") == [2]

    first.put(*PASSAGES)
    assert settled(second) == (4, 0)
    assert set(second.found("auto")[:2]) == {1, 2}
    assert not set(second.embedder.embedded) & {one.whole for one in PASSAGES}


def test_who_takes_over_goes_on(processes: tuple[Process, Process]) -> None:
    """What the one before him left undone: a vector to be made, and one to be deleted."""
    first, second = processes
    first.put(*PASSAGES)
    second.put(*PASSAGES)
    first.writes = False
    second.put(entry(5, "all keys of a piano"))
    second.index.remove([4])
    assert settled(second)[1] == 1
    second.writes = True
    second.index.retry([*PASSAGES[:3], entry(5, "all keys of a piano")], anew=True)

    assert settled(second) == (4, 0)
    kept = second.vectors.opened("shared", second.embedder.dimensions).kept()
    assert kept.keys() == {1, 2, 3, 5}


@pytest.mark.parametrize("forget", [False, True])
def test_a_service_that_goes_and_comes_back(
    processes: tuple[Process, Process], chroma_run: ChromaRun, forget: bool
) -> None:
    """Without it words answer, and it is said; back, with what it kept or not, all is in step."""
    first, _ = processes
    first.put(*PASSAGES)
    chroma_run.stop(forget=forget)

    assert first.found("forest") == [3]
    assert "vectors cannot be read" in first.index.standing().problem
    assert first.index.standing().second == ""
    first.index.remove([4])
    first.put(entry(6, "piano music"))
    first.index.retry(PASSAGES)
    assert first.index.standing().problem

    chroma_run.start()
    first.index.retry([*PASSAGES[:3], entry(6, "piano music")])
    assert settled(first) == (4, 0)
    assert first.index.standing().problem == ""
    assert set(first.found("auto")[:2]) == {1, 2}
    kept = first.vectors.opened("shared", first.embedder.dimensions).kept()
    assert kept.keys() == {1, 2, 3, 6}


def test_no_service_is_said(chroma_run: ChromaRun) -> None:
    """With the address, and what should be there."""
    with pytest.raises(UnavailableError, match=r"http://127\.0\.0\.1:9 .*chroma run"):
        ChromaService("http://127.0.0.1:9")
