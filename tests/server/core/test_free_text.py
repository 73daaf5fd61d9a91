"""Which phrase begins a free text, and when it counts."""

import pytest

from server.core.free_text import (
    Cut,
    Opening,
    chosen,
    cuts,
    extended,
    free_phrases,
    may_open,
    opening,
)
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


def test_what_may_open() -> None:
    """A guess that begins as a phrase does, or nothing that need begin it."""
    assert may_open(("next tab", "search the web"), FREE)
    assert not may_open(("next tab", "click on help"), FREE)
    assert may_open((), {()})


def test_cuts() -> None:
    """They are the ends of the first words, while something follows and it is not too late."""
    words = [Word(0, 300, "search", 1), Word(300, 500, "for", 1), Word(500, 3500, "long", 1)]

    assert cuts([*words, Word(3500, 3700, "tea", 1)]) == [Cut(1, 300), Cut(2, 500)]
    assert cuts(words[:1]) == []


def test_extended() -> None:
    """What follows a phrase in the written words may make a longer one of it."""
    words = ["robot", "oh", "search", "for", "piano", "lessons"]
    wake = free_phrases([Form("rubato search", free=True), Form("rubato search for", free=True)])

    found = extended(Opening(("rubato", "search"), 3), words, wake)
    assert found == Opening(("rubato", "search", "for"), 4)
    assert extended(found, words, wake) == found


ONE, TWO, OTHER = Opening(("search",), 1), Opening(("search", "for"), 2), Opening(("find",), 1)
LONG = Opening(("find", "in", "all", "tabs"), 4)


@pytest.mark.parametrize(
    ("written", "heard", "asked", "meant"),
    [
        (ONE, None, False, None),
        (None, ONE, False, None),
        (ONE, ONE, False, ONE),
        (ONE, TWO, False, ONE),
        (TWO, ONE, False, TWO),
        (OTHER, LONG, False, LONG),
        (ONE, OTHER, False, None),
        (ONE, OTHER, True, ONE),
        (ONE, None, True, ONE),
        (None, ONE, True, ONE),
        (None, TWO, False, TWO),
        (TWO, None, False, TWO),
        (None, None, True, None),
    ],
)
def test_which_is_meant(
    written: Opening | None, heard: Opening | None, asked: bool, meant: Opening | None
) -> None:
    """One word alone must be found twice, unless a button says that it is meant for us."""
    assert chosen(written, heard, asked=asked) == meant
