"""What inquiries are found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.chat.reviews import (
    Query,
    Sought,
    correction_of,
    marks_of,
    query_of,
    rating_of,
    topic_mark,
)
from server.core.errors import InvalidError


def test_marks_say_whose_of_what_and_how_rated() -> None:
    """One word each; a topic's is the same however its name is written."""
    marks = marks_of(3, ("Music", "a b"), 10, corrected=True).split()

    assert marks == ["u3", topic_mark("music"), topic_mark("A  b"), "r10", "corrected"]
    assert marks_of(3, (), None, corrected=False) == "u3"


@given(st.text(), st.text())
def test_topics_marks_differ_where_topics_do(first: str, second: str) -> None:
    """A mark is one word of letters and digits, whatever the name holds."""
    assert topic_mark(first).isalnum()
    assert (topic_mark(first) == topic_mark(second)) or first != second


def test_what_is_sought_is_words_and_groups_of_marks() -> None:
    """Nothing sought asks for nothing."""
    assert not query_of(Sought())
    asked = query_of(Sought("Bach's born", "Music", 2, rated=(9, 10), corrected=True))

    assert asked == Query(
        ("bach", "s", "born"), (("u2",), (topic_mark("music"),), ("r9", "r10"), ("corrected",))
    )


@pytest.mark.parametrize(
    "sought",
    [Sought("x" * 501), Sought(rated=(0, 11)), Sought(rated=(-1, 3)), Sought(rated=(4, 3))],
)
def test_what_cannot_be_sought_is_refused(sought: Sought) -> None:
    """With what can be."""
    with pytest.raises(InvalidError):
        query_of(sought)


def test_ratings_and_corrections_are_checked() -> None:
    """A rating is 0 to 10; a correction is trimmed, and no book."""
    assert (rating_of(0), rating_of(10), correction_of(" yes\n")) == (0, 10, "yes")
    for rating in (-1, 11):
        with pytest.raises(InvalidError, match="0 to 10"):
            rating_of(rating)
    with pytest.raises(InvalidError, match="at most"):
        correction_of("x" * 100_001)
