"""Which phrase begins a free text, and when it counts."""

import pytest

from server.core.free_text import Cut, Opening, counts, cuts, free_phrases, opening
from server.core.spoken_grammar import Form
from server.core.transcript import Word

FREE = free_phrases(
    [
        Form("search", "text", free=True),
        Form("search for", "text", free=True),
        Form("click on", "text", ("Help",)),
    ]
)


def test_free_phrases() -> None:
    """They are those that say so, as they are said."""
    assert {("search",), ("search", "for")} == FREE


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("search for piano lessons", Opening(("search", "for"), 2)),
        ("Search, piano lessons.", Opening(("search",), 1)),
        ("search for", Opening(("search",), 1)),
        ("search", None),
        ("click on help", None),
        ("we search for it", None),
        ("", None),
    ],
)
def test_the_longest_opening(said: str, found: Opening | None) -> None:
    """Something must follow the phrase; of several the longest begins it."""
    assert opening(said.split(), FREE) == found


def test_where_anything_may_be_said() -> None:
    """An empty phrase begins whatever was said, and nothing begins nothing."""
    assert opening(["hello"], {()}) == Opening((), 0)
    assert opening([], {()}) is None


def test_cuts() -> None:
    """They are the ends of the first words, while something follows and it is not too late."""
    words = [Word(0, 300, "search", 1), Word(300, 500, "for", 1), Word(500, 3500, "long", 1)]

    assert cuts([*words, Word(3500, 3700, "tea", 1)]) == [Cut(2, 500), Cut(1, 300)]
    assert cuts(words[:1]) == []


@pytest.mark.parametrize(
    ("phrase", "written", "heard", "asked", "is_it"),
    [
        (("search",), True, False, False, False),
        (("search",), False, True, False, False),
        (("search",), True, True, False, True),
        (("search",), True, False, True, True),
        (("search", "for"), False, True, False, True),
        (("search", "for"), True, False, False, True),
    ],
)
def test_when_it_counts(
    phrase: tuple[str, ...], written: bool, heard: bool, asked: bool, is_it: bool
) -> None:
    """One word alone must be found twice, unless a button says that it is meant for us."""
    assert counts(phrase, written=written, heard=heard, asked=asked) is is_it
