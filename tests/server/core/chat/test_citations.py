"""Claims and quotes: every quote is exact, and what nothing carries is not taken for carried."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.chat.citations import Claim, claims, quote
from server.core.chat.wording import flowing, spans

BACH = "Intro text. Bach wrote the 48 preludes and fugues. He lived in Leipzig, where he died."
BORN = "Johann Sebastian Bach was born in Eisenach in 1685."
TEXT = st.text("ab cA1.!?\n[]2,é赋", max_size=80)


def told(answer: str) -> tuple[Claim, ...]:
    """Part an answer over two passages."""
    return claims(answer, {1: BACH, 2: BORN})


def test_each_sentence_has_its_sources() -> None:
    """Numbers before and after the full stop, one by one or together."""
    found = told("He wrote 48 preludes [1]. He was born in 1685. [2]\nLeipzig and Eisenach [1, 2].")

    assert [[one.passage for one in claim.quotes] for claim in found] == [[1], [2], [1, 2]]
    assert [claim.text for claim in found] == [
        "He wrote 48 preludes.",
        "He was born in 1685.",
        "Leipzig and Eisenach.",
    ]
    assert all(claim.carried for claim in found)


def test_a_quote_is_the_piece_that_carries_the_claim() -> None:
    """Not the whole passage, and to the character."""
    ((found,),) = [claim.quotes for claim in told("The preludes were 48 [1].")]

    assert found.text == "Bach wrote the 48 preludes and fugues."
    assert BACH[found.start : found.end] == found.text


def test_what_nothing_carries_is_marked() -> None:
    """A wrong year, a sentence about something else, and one without a source."""
    found = told("He was born in 1700 [2]. The moon is cheese [1]. He liked coffee.")

    assert [claim.carried for claim in found] == [False, False, False]
    assert found[0].quotes[0].share < told("He was born in 1685 [2].")[0].quotes[0].share


def test_numbers_of_no_passage_are_told() -> None:
    """A source that was made up is none."""
    (found,) = told("He was born in 1685 [7].")

    assert (found.quotes, found.unknown, found.carried) == ((), (7,), False)


def test_an_abbreviation_ends_no_sentence() -> None:
    """Nor does a number's point."""
    found = told("Dr. Bach wrote 3.5 pages, e.g. of Op. 1 [1]. Then more [1].")

    assert len(found) == 2


@given(TEXT, TEXT)
def test_quotes_are_always_exact(answer: str, passage: str) -> None:
    """Whatever a model writes, a quote is a piece of its passage, and claims of the answer."""
    for claim in claims(answer, {1: passage, 2: ""}):
        assert 0 <= claim.start <= claim.end <= len(answer)
        for one in claim.quotes:
            assert (passage if one.passage == 1 else "")[one.start : one.end] == one.text


@given(TEXT)
def test_a_passage_quotes_itself(passage: str) -> None:
    """A claim that is a passage's first sentence is carried wholly."""
    found = quote(1, passage, passage)

    assert passage[found.start : found.end] == found.text


def test_what_was_said_flows_over_subtitles() -> None:
    """Where it has the marks of sentences; each character stays where it was."""
    text = "The fugue has\n\nthree voices. It\n\nends."
    lines = "\n\n".join(["no marks in here at all"] * 10)

    assert flowing(text) == "The fugue has  three voices. It  ends."
    assert [flowing(text)[start:end] for start, end in spans(flowing(text))][1] == "It  ends."
    assert flowing(lines) == lines
