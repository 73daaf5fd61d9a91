"""Statements as they are logged: what they do is told, with whom is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.statements import LONGEST, without_values


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT *\n  FROM users\tWHERE id = ?", "SELECT * FROM users WHERE id = ?"),
        ("SELECT 'it''s', x'ff', 12, -3.5 FROM t1", "SELECT ?, ?, ?, ? FROM t1"),
        (
            "UPDATE t SET a = %(a_1)s, b = :b_2, c = $3",
            "UPDATE t SET a = %(a_1)s, b = :b_2, c = $3",
        ),
        ("DELETE FROM t WHERE name = 'Anna Bach' LIMIT 10", "DELETE FROM t WHERE name = ? LIMIT ?"),
    ],
)
def test_values_are_taken_out(statement: str, told: str) -> None:
    """Literals become question marks; names, numbers in names and places stay."""
    assert without_values(statement) == told


def test_long_ones_are_cut() -> None:
    """Thousands of places are told by their beginning."""
    told = without_values("SELECT " + "?, " * 10_000)

    assert len(told) == LONGEST + 2
    assert told.endswith(" …")


@given(st.text(alphabet=st.characters(blacklist_characters="'"), min_size=3, max_size=80))
def test_no_text_comes_through(secret: str) -> None:
    """Whatever stands between quotes."""
    assert f"<{secret}>" not in without_values(f"SELECT '<{secret}>' FROM t")
