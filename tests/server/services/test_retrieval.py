"""Retrieval: found by words at once, by vectors soon; topics, changes of the embedder, failures."""

import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from server.core.retrieval.entry import Entry
from server.core.retrieval.exact_vectors import ExactVectors
from server.services.retrieval import Retrieval
from tests.server.services.retrieved import Chance, Meaning, entry, unstemmed

SOON = 30.0
PASSAGES = [
    entry(1, "the car stands in the garage", 1),
    entry(2, "an automobile needs oil", 1, 2),
    entry(3, "the forest is green", 2),
    entry(4, "the ocean is deep"),
    entry(5, "keys are black and white", 3),
]

Make = Callable[..., Retrieval]


@pytest.fixture
def make() -> Iterator[Make]:
    """Give a maker of retrievals with vectors in memory, closed in the end."""
    made: list[Retrieval] = []

    def make(embedder: object = None, vectors: object = None) -> Retrieval:
        kept = vectors or ExactVectors()
        one = Retrieval(unstemmed, embedder, lambda _name, _size: kept)  # type: ignore[arg-type,return-value]
        made.append(one)
        return one

    yield make
    for each in made:
        each.close()


def found(retrieval: Retrieval, question: str, *topics: int) -> list[int]:
    """Give the passages found."""
    return [hit.passage for hit in retrieval.search(question, frozenset(topics))]


def many(count: int) -> list[Entry]:
    """Give passages of two subjects, enough to tell by what an embedder is worth."""
    chance = np.random.default_rng(3)
    words = [[f"{subject}{i}" for i in range(40)] for subject in "ab"]
    return [
        entry(number, " ".join(chance.choice(words[number % 2], 14)), number % 3)
        for number in range(count)
    ]


def test_words_are_found_before_vectors_are_there(make: Make) -> None:
    """While the embedder works, words answer, and it is said that vectors wait."""
    embedder = Meaning()
    embedder.may_go.clear()
    retrieval = make(embedder)
    retrieval.put(PASSAGES)

    assert found(retrieval, "forest") == [3]
    assert found(retrieval, "auto") == []
    assert (retrieval.standing().passages, retrieval.standing().waiting) == (5, 5)
    embedder.may_go.set()
    retrieval.settle(SOON)
    assert retrieval.standing().waiting == 0
    assert retrieval.standing().second == "meaning"
    assert set(found(retrieval, "auto")[:2]) == {1, 2}


def test_topics_are_exact(make: Make) -> None:
    """Of chosen topics nothing else is found, by words or by vectors; no topics are all."""
    retrieval = make(Meaning())
    retrieval.put(PASSAGES)
    retrieval.settle(SOON)

    assert set(found(retrieval, "auto forest ocean keys")) == {1, 2, 3, 4, 5}
    assert set(found(retrieval, "auto forest ocean keys", 1)) == {1, 2}
    assert set(found(retrieval, "auto forest ocean keys", 2, 3)) == {2, 3, 5}
    assert found(retrieval, "auto forest ocean keys", 9) == []
    retrieval.retopic(4, frozenset({9}))
    assert found(retrieval, "auto forest ocean keys", 9) == [4]


def test_removed_is_gone_everywhere(make: Make) -> None:
    """By words and by vectors; removed while it waits to be embedded, too."""
    embedder, vectors = Meaning(), ExactVectors()
    retrieval = make(embedder, vectors)
    retrieval.put(PASSAGES)
    retrieval.settle(SOON)
    retrieval.remove([1, 77])
    assert 1 not in found(retrieval, "car auto")
    assert vectors.kept().keys() == {2, 3, 4, 5}

    embedder.may_go.clear()
    retrieval.put([entry(6, "another car"), entry(7, "a tree")])
    retrieval.remove([6])
    embedder.may_go.set()
    retrieval.settle(SOON)
    assert vectors.kept().keys() == {2, 3, 4, 5, 7}


def test_a_changed_text_has_a_new_vector(make: Make) -> None:
    """Also when it is changed while the old one is embedded."""
    embedder, vectors = Meaning(), ExactVectors()
    retrieval = make(embedder, vectors)
    embedder.may_go.clear()
    retrieval.put([entry(1, "a car"), entry(2, "a tree")])
    retrieval.put([entry(1, "the ocean")])
    embedder.may_go.set()
    retrieval.settle(SOON)

    assert found(retrieval, "sea")[0] == 1
    assert embedder.embedded.count("the ocean") == 1


def test_what_is_embedded_is_not_embedded_again(make: Make) -> None:
    """At the next start only what changed is; what is gone goes, topics are put right."""
    first, vectors = Meaning(), ExactVectors()
    retrieval = make(first, vectors)
    retrieval.rebuild(PASSAGES)
    retrieval.settle(SOON)
    retrieval.close()

    again = Meaning()
    later = make(again, vectors)
    later.rebuild([*PASSAGES[:3], entry(4, "the ocean is blue"), entry(6, "trees", 5)])
    later.settle(SOON)
    assert {"the ocean is blue", "trees"} <= set(again.embedded)
    assert not {each.text for each in PASSAGES} & set(again.embedded)
    assert vectors.kept().keys() == {1, 2, 3, 4, 6}
    later.rebuild([entry(1, PASSAGES[0].text, 8)])
    later.settle(SOON)
    assert vectors.kept() == {1: (vectors.kept()[1][0], frozenset({8}))}


def test_an_embedder_that_fails_is_told_and_tried_again(make: Make) -> None:
    """Words go on answering."""
    embedder = Meaning()
    embedder.broken = "Ollama does not answer"
    retrieval = make(embedder)
    retrieval.put(PASSAGES)
    retrieval.settle(SOON)
    assert retrieval.standing().problem == "Ollama does not answer"
    assert found(retrieval, "forest") == [3]

    embedder.broken = ""
    retrieval.retry(PASSAGES)
    retrieval.settle(SOON)
    assert (retrieval.standing().problem, retrieval.standing().embedded) == ("", 5)
    embedder.broken = "gone again"
    assert found(retrieval, "a new forest")[0] == 3
    assert retrieval.standing().problem == "gone again"


def test_a_weak_leg_does_not_hurt(make: Make) -> None:
    """With vectors by chance all is found as without any; no judgements tell it so."""
    entries = many(300)
    questions = [" ".join(each.text.split()[:5]) for each in entries[::10]]
    without, weak = make(), make(Chance())
    for one in (without, weak):
        one.rebuild(entries)
        one.settle(SOON)

    assert weak.standing().embedded == 300
    assert [found(weak, each) for each in questions] == [found(without, each) for each in questions]


def test_another_embedder_takes_over_when_it_is_done(make: Make) -> None:
    """The old one serves meanwhile, progress is told, what is put meanwhile is not lost."""
    old, new, done = Meaning("old"), Meaning("new"), threading.Event()
    retrieval = make(old)
    retrieval.put(PASSAGES)
    retrieval.settle(SOON)
    new.may_go.clear()
    vectors = ExactVectors()
    retrieval.change_embedder(new, lambda _name, _size: vectors, PASSAGES, done.set)
    assert (retrieval.standing().second, retrieval.standing().changing_to) == ("old", "new")
    assert set(found(retrieval, "auto")[:2]) == {1, 2}
    retrieval.put([entry(6, "one more car")])
    retrieval.remove([2])
    new.may_go.set()

    assert done.wait(SOON)
    retrieval.settle(SOON)
    assert (retrieval.standing().second, retrieval.standing().changing_to) == ("new", "")
    assert vectors.kept().keys() == {1, 3, 4, 5, 6}
    assert set(found(retrieval, "auto")[:2]) == {1, 6}


def test_a_change_of_the_embedder_is_called_off(make: Make) -> None:
    """The old one stays."""
    old, new = Meaning("old"), Meaning("new")
    retrieval = make(old)
    retrieval.put(PASSAGES)
    retrieval.settle(SOON)
    new.may_go.clear()
    retrieval.change_embedder(new, lambda _name, _size: ExactVectors(), PASSAGES)
    retrieval.cancel_change()
    new.may_go.set()

    assert (retrieval.standing().second, retrieval.standing().changing_to) == ("old", "")
    assert set(found(retrieval, "auto")[:2]) == {1, 2}


def test_many_ask_while_many_put(make: Make) -> None:
    """Nothing is lost, nothing breaks."""
    retrieval = make(Meaning())
    failures: list[BaseException] = []

    def watched(work: Callable[[], object]) -> threading.Thread:
        def run() -> None:
            try:
                work()
            except BaseException as error:
                failures.append(error)

        return threading.Thread(target=run)

    def putting(start: int) -> Callable[[], object]:
        def work() -> None:
            for at in range(start, start + 300, 10):
                retrieval.put([entry(n, f"car w{n} w{n % 7}", n % 3) for n in range(at, at + 10)])
                retrieval.remove([at])

        return work

    def asking() -> None:
        for number in range(60):
            hits = retrieval.search(f"car w{number}", frozenset({number % 3}))
            assert len(hits) <= 10

    threads = [watched(putting(start)) for start in (0, 1000, 2000)]
    threads += [watched(asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    retrieval.settle(SOON)

    assert failures == []
    assert len(retrieval) == 3 * 270
    assert retrieval.standing().embedded == 3 * 270
    assert found(retrieval, "w1299")[0] == 1299


@pytest.mark.parametrize("question", ["", "   ", "\x00", "x" * 1_000_000, "ünïcödé 🎹", "\ud800"])
def test_any_question_is_answered(make: Make, question: str) -> None:
    """Empty, huge or strange: with or without something found, never with an error."""
    retrieval = make(Meaning())
    retrieval.put(PASSAGES)
    retrieval.settle(SOON)

    assert len(retrieval.search(question)) <= 5
    assert retrieval.search(question, limit=0) == ()
    assert make().search(question) == ()


def test_words_that_stand_together_rank_first(make: Make) -> None:
    """By the texts, where somebody gives them; of what is gone by then there is none."""
    far = "white alpha beta gamma black delta epsilon zeta keys one"
    near = "white black keys alpha beta gamma delta epsilon zeta two"
    retrieval = make()
    retrieval.put([entry(1, far), entry(2, near), entry(3, "a white car")])
    before = found(retrieval, "white black keys")
    retrieval.read_from(lambda wanted: {1: far, 2: near} if 2 in wanted else {})

    assert before[:2] == [1, 2]
    assert found(retrieval, "white black keys") == [2, 1, 3]
