"""Deeds: every admin's write leaves a note of a known kind, or has its reason why not."""

import pytest

from server.core.deed_rules import BY_SERVICE, NOTED, UNNOTED, Route
from server.core.deeds import AREAS, BY_KIND, DEEDS, LONGEST, OFTEN, caption, kinds_of, short
from server.core.errors import InvalidError
from server.core.rule import Who
from server.core.trust import RULES

ADMINS = {Who.ADMIN, Who.ADMIN_SESSION}
READS = {"GET", "WS"}
WRITES = [rule for rule in RULES if rule.who in ADMINS and rule.method not in READS]


def test_every_write_of_an_admin_is_noted_or_says_why_not() -> None:
    """Each stands in exactly one of the three tables; none of them names what is not there."""
    tables: list[set[Route]] = [set(NOTED), set(BY_SERVICE), set(UNNOTED)]
    every = {(rule.method, rule.path) for rule in RULES}
    for rule in WRITES:
        route = (rule.method, rule.path)

        assert sum(route in table for table in tables) == 1, route
    assert set().union(*tables) <= every
    assert all(UNNOTED.values())


def test_kinds_are_one_table() -> None:
    """Each is there once, in an area, short enough for its column; routes name none else."""
    kinds = [deed.kind for deed in DEEDS]

    assert len(kinds) == len(set(kinds))
    assert max(map(len, kinds)) <= 32
    assert {deed.area for deed in DEEDS} == set(AREAS)
    assert set(NOTED.values()) | OFTEN <= set(kinds)


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("", ()),
        ("wish.ask", ("wish.ask",)),
        ("Wish", ("wish.ask", "wish.grant", "wish.refuse")),
        ("recordings", ("recording.topics",)),
    ],
)
def test_a_word_means_kinds(word: str, kinds: tuple[str, ...]) -> None:
    """A kind, the first part of one, or an area; nothing means all."""
    assert kinds_of(word) == kinds


def test_a_word_that_means_none_is_told() -> None:
    """With what there is; a kind of a newer version is shown by its name."""
    with pytest.raises(InvalidError, match="there are: sign-in"):
        kinds_of("nonsense")
    assert caption("moon.land") == "moon.land"
    assert caption("user.add") == BY_KIND["user.add"].caption


def test_details_are_one_short_line() -> None:
    """Whatever a name holds."""
    assert short("a\nb\x00  c") == "a b c"
    assert len(short("x" * 5000)) == LONGEST
    assert short("\ud800") == "?"
