"""Which phrase begins a free text, and when it counts."""

from dataclasses import replace

import pytest

from server.core.free_text import (
    Begun,
    Opening,
    before,
    begun,
    chosen,
    extended,
    free_phrases,
    goes_on,
    opening,
    opening_grammar,
)
from server.core.hearing import Guess, Span
from server.core.spoken_grammar import END, Arc, Form
from server.core.transcript import Word
from tests.server.fakes import SURE

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


def test_the_grammar_of_openings() -> None:
    """Each phrase leads to any sounds, as silence does; from these one comes to the end."""
    grammar = opening_grammar(FREE)

    assert {word for word in grammar.words() if not word.startswith("_")} == {"search", "for"}
    assert len([arc for arc in grammar.arcs if arc.source == arc.target]) == 39
    (loop,) = {arc.source for arc in grammar.arcs if arc.source == arc.target}
    free = [arc for arc in grammar.arcs if arc.word is None]
    assert [arc.target for arc in free].count(loop) == len(FREE) + 1
    assert Arc(loop, END, None) in free


def spans(*words: str) -> list[Span]:
    """Give words of 200 ms each that fit by -2, the first by -1."""
    return [Span(word, 200 * n, 200 * n + 200, -2.0 if n else -1.0) for n, word in enumerate(words)]


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        (("search", "for", "_t", "_iy"), Begun(("search", "for"), 400, -1.5)),
        (("search", "_t"), Begun(("search",), 200, -1.0)),
        (("search",), None),
        (("_t", "_iy"), None),
        ((), None),
    ],
)
def test_what_was_begun(heard: tuple[str, ...], found: Begun | None) -> None:
    """It is the words before the first sound; how well they fit counts by their length."""
    assert begun(spans(*heard)) == found


def test_words_before_a_time() -> None:
    """A word counts where more than half of it lies before."""
    assert [before(written("search", "for", "tea"), ms) for ms in (0, 120, 380, 620, 900)] == [
        *(0, 0, 1, 2, 3),
    ]


def written(*texts: str) -> list[Word]:
    """Give words of 300 ms each."""
    return [Word(300 * n, 300 * n + 300, text, 1) for n, text in enumerate(texts)]


def test_extended() -> None:
    """What follows a phrase in the written words may make a longer one of it."""
    words = ["robot", "oh", "search", "for", "piano", "lessons"]
    wake = free_phrases([Form("rubato search", free=True), Form("rubato search for", free=True)])

    found = extended(Opening(("rubato", "search"), 3), words, wake)
    assert found == Opening(("rubato", "search", "for"), 4)
    assert extended(found, words, wake) == found


FIND = free_phrases(
    [Form(phrase, "text", free=True) for phrase in ("find", "find in tabs", "search", "search for")]
)
ONE, TWO = Begun(("find",), 300, -1.2), Begun(("search", "for"), 600, -2.5)
DOUBTFUL, BAD = Begun(("find",), 300, -2.5), Begun(("search", "for"), 600, -5.0)


@pytest.mark.parametrize(
    ("said", "heard", "open_mouth", "held"),
    [
        ("find tea", ONE, Opening(("find",), 1), Opening(("find",), 1)),
        ("fine tea", ONE, Opening(("find",), 1), Opening(("find",), 1)),
        ("fine tea", DOUBTFUL, None, Opening(("find",), 1)),
        ("kind tea", ONE, None, Opening(("find",), 1)),
        ("finding tea", ONE, None, Opening(("find",), 1)),
        ("find tea", None, None, Opening(("find",), 1)),
        ("such four teas", TWO, Opening(("search", "for"), 2), Opening(("search", "for"), 2)),
        ("such four teas", BAD, None, None),
        ("search for tea", Begun(("search",), 300, -3), *[Opening(("search", "for"), 2)] * 2),
        (
            "find him tabs tea",
            Begun(("find", "in", "tabs"), 900, -2),
            *[Opening(("find", "in", "tabs"), 3)] * 2,
        ),
        ("find", ONE, None, None),
        ("", ONE, None, None),
        ("we search for tea", None, None, None),
    ],
)
def test_which_is_meant(
    said: str, heard: Begun | None, open_mouth: Opening | None, held: Opening | None
) -> None:
    """With an open microphone one word alone must be heard and written; what is held may be."""
    words = written(*said.split())

    assert chosen(words, heard, FIND, asked=False) == open_mouth
    assert chosen(words, heard, FIND, asked=True) == held


@pytest.mark.parametrize(
    ("said", "fits", "covered", "expected"),
    [
        ("find", [-1.0], 0.95, False),
        ("find", [-1.0], 0.6, True),
        ("find tea", [-3.0, -1.0], 1.0, False),
        ("find tea", [-1.0, -4.0], 1.0, True),
        ("find in tabs green tea", [-1.0, -4.0, -1.0, -1.0, -1.0], 1.0, False),
        ("find in tabs green tea", [-1.0, -1.0, -1.0, -1.0, -3.0], 1.0, True),
        ("next tab", [-4.0, -4.0], 0.6, False),
    ],
)
def test_what_goes_on(said: str, fits: list[float], covered: float, *, expected: bool) -> None:
    """A phrase alone may not be all that was said, and a name after it may be none."""
    words = [Span(word, 0, 1, fit) for word, fit in zip(said.split(), fits, strict=True)]
    guess = Guess(said, (), replace(SURE, covered=covered), tuple(words))

    assert goes_on(guess, FIND) is expected


def test_where_anything_counts() -> None:
    """A waiting text is all that was said."""
    assert chosen(written("tea"), None, {()}, asked=False) == Opening((), 0)
