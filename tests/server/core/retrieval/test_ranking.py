"""Ranking: two legs, one order; what is said twice; what else the best passages bring."""

from dataclasses import dataclass

import numpy as np
import pytest

from server.core.retrieval.diversity import chosen
from server.core.retrieval.entry import Hit
from server.core.retrieval.expansion import Stretch, expanded
from server.core.retrieval.postings import Postings
from server.core.retrieval.question import MOST, asked
from server.core.retrieval.ranking import Second, Ways, lexical, ranked
from server.core.retrieval.reranking import Proximity, reranked
from server.core.retrieval.terms import Terms
from tests.server.core.retrieval.small import entry, index, unstemmed

PLAIN = Ways(feedback=0, moved=0, diverse=0, doubles=True)


def search(
    postings: Postings, question: str, second: Second | None = None, ways: Ways = PLAIN
) -> list[int]:
    """Give the passages found for a question."""
    allowed = postings.places.of_topics(frozenset())
    words = lexical(postings, asked(postings, question), allowed, ways)
    hits = ranked(postings, words, second, allowed, 10, ways=ways)
    return [hit.passage for hit in hits]


def library() -> Postings:
    """Index some passages."""
    return index(
        entry(1, "the pedal of the piano"),
        entry(2, "the piano has keys and a pedal and a lid and legs"),
        entry(3, "an organ has pipes"),
        entry(4, "a harp has strings"),
    )


def test_words_alone() -> None:
    """Those with more of the words, in fewer words, first; those with none not at all."""
    assert search(library(), "What is the pedal of a piano?") == [1, 2]
    assert search(library(), "trumpet") == []
    assert search(library(), "") == []


def test_the_second_leg_brings_what_words_do_not() -> None:
    """A passage without any of the words is found by its vector."""
    postings = library()
    scores = np.array([0.1, 0.1, 0.1, 0.9], np.float32)
    second = Second(scores, np.array([3]), 0.45)

    assert search(postings, "piano", second)[0] in (1, 4)
    assert 4 in search(postings, "piano", second)
    assert search(postings, "trumpet", second) == [4]


def test_a_leg_of_no_weight_changes_nothing() -> None:
    """Not even what it alone found is shown."""
    postings = library()
    second = Second(np.array([0, 0, 1, 1], np.float32), np.array([2, 3]), 0.0)

    assert search(postings, "piano", second) == search(postings, "piano")
    assert search(postings, "trumpet", second) == []


def test_ranks_are_told() -> None:
    """Each hit says where each leg had it."""
    postings = library()
    allowed = postings.places.of_topics(frozenset())
    words = lexical(postings, asked(postings, "piano"), allowed, PLAIN)
    second = Second(np.array([0, 0.5, 1, 0], np.float32), np.array([2, 1]), 0.45)
    hits = {hit.passage: hit for hit in ranked(postings, words, second, allowed, 10, ways=PLAIN)}

    assert (hits[1].lexical_rank, hits[1].vector_rank) == (1, None)
    assert (hits[2].lexical_rank, hits[2].vector_rank) == (2, 2)
    assert (hits[3].lexical_rank, hits[3].vector_rank) == (None, 1)


def test_feedback_finds_more_and_moves_nothing_up() -> None:
    """A passage that only shares words with the best ones comes after those asked for."""
    postings = index(
        entry(1, "flutter panel speed"),
        entry(2, "flutter panel mach"),
        entry(3, "panel mach speed"),
        *(entry(number, f"other{number} thing{number}") for number in range(4, 12)),
    )
    ways = Ways(feedback=0.2, moved=0, diverse=0)

    assert search(postings, "flutter") == [1, 2]
    assert search(postings, "flutter", ways=ways) == [1, 2, 3]


def test_copies_come_last() -> None:
    """The best of those that say the same is shown first, its copies after all others."""
    postings = index(
        entry(1, "piano pedal"),
        entry(2, "piano pedal"),
        entry(3, "piano with many other long words"),
        entry(4, "organ"),
    )

    assert search(postings, "piano pedal") == [1, 2, 3]
    assert search(postings, "piano pedal", ways=Ways(feedback=0, moved=0)) == [1, 3, 2]


def test_diversity_by_hand() -> None:
    """The second is 0.8 like the first: it loses half of the weight, and the third passes it."""
    like = np.array([[1, 0.8, 0], [0.8, 1, 0], [0, 0, 1]], np.float32)
    scores = np.array([1.0, 0.9, 0.86], np.float32)

    assert chosen(scores, like, 3, 0.1).tolist() == [0, 2, 1]
    assert chosen(scores, like, 3, 0.0).tolist() == [0, 1, 2]
    assert chosen(scores, like, 2, 0.1).tolist() == [0, 2]
    assert chosen(scores[:0], like[:0, :0], 5, 0.1).tolist() == []


def test_a_book_as_a_question_is_bounded() -> None:
    """Of a megabyte the terms that tell most are looked for."""
    postings = index(*(entry(number, f"w{number} common") for number in range(500)))
    book = " ".join(f"w{number % 400} common" for number in range(100_000))

    assert len(asked(postings, book)) == MOST
    assert len(search(postings, book)) == 10


@pytest.mark.parametrize(
    "question",
    ['" OR 1=1', "\x00\x00", "a" * 1_000_000, "')]}{$", "\ud800", "NEAR/2 *", "💥" * 999],
)
def test_hostile_questions_find_nothing_and_break_nothing(question: str) -> None:
    """There is no syntax to break out of."""
    assert search(library(), question) == []


@dataclass(frozen=True)
class Part:
    """A passage as it was cut."""

    id: int
    document: int
    position: int
    heading: str


PARTS = [Part(number, 1, number, "one" if number < 3 else "two") for number in range(6)]
OTHER = [Part(10, 2, 0, "")]


def widened(budget: int, *hits: int) -> list[Stretch]:
    """Expand hits of two documents; each passage costs 10."""
    return list(expanded(hits, {1: PARTS, 2: OTHER}, lambda _: 10, budget))


def test_a_hit_brings_its_section_then_its_document() -> None:
    """As far as the budget goes; what was found first has it first."""
    assert widened(10, 4) == [Stretch(1, (4,))]
    assert widened(30, 4) == [Stretch(1, (3, 4, 5))]
    assert widened(60, 4) == [Stretch(1, (0, 1, 2, 3, 4, 5))]
    assert widened(20, 10, 4) == [Stretch(2, (10,)), Stretch(1, (4,))]
    assert widened(50, 10, 4, 0) == [
        Stretch(2, (10,)),
        Stretch(1, (0,)),
        Stretch(1, (3, 4, 5)),
    ] or (widened(50, 10, 4, 0)[0] == Stretch(2, (10,)))
    assert widened(5, 4) == []
    assert widened(100, 99) == []


def test_words_near_each_other_lift_a_passage() -> None:
    """A reranker orders anew, and has no more to say than its weight."""
    hits = [Hit(1, 1, 0.9), Hit(2, 2, 0.85)]
    texts = ["a boundary that is far away from any layer", "the boundary layer"]
    near = Proximity(Terms(unstemmed))

    assert [hit.passage for hit in reranked(hits, "boundary layer", texts, near, 0.2)] == [2, 1]
    assert [hit.passage for hit in reranked(hits, "boundary layer", texts, near, 0.0)] == [1, 2]
    assert reranked([], "x", [], near, 0.2) == ()


def test_what_is_not_reranked_comes_after_what_is() -> None:
    """And scores never rise along the order."""
    hits = [Hit(1, 1, 0.9), Hit(2, 2, 0.85), Hit(3, 3, 0.84)]
    near = Proximity(Terms(unstemmed))
    found = reranked(hits, "boundary layer", ["nothing", "layer"], near, 0.2)

    assert [hit.passage for hit in found] == [1, 2, 3]
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_nearness_is_told_from_0_to_1() -> None:
    """All words in a row, two of three, each alone; small words count for nothing."""
    asked = "what is the boundary layer flow"
    texts = ["boundary layer flow", "boundary layer", "flow", "boundary of a layer", ""]

    assert Proximity(Terms(unstemmed)).scores(asked, texts) == [1, 0.5, 0, pytest.approx(1 / 18), 0]
