"""How words are spoken, found in a dictionary's file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.pronouncing_dictionary import pronunciations

FILE = b"'til T IH L\na AH\na(2) EY\na's EY Z\nread R EH D\nread(2) R IY D\nzoo Z UW\n"
WORDS = st.text(st.characters(codec="utf-8", exclude_characters=" (\n\r"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("'til", ("T IH L",)),
        ("a", ("AH", "EY")),
        ("a's", ("EY Z",)),
        ("read", ("R EH D", "R IY D")),
        ("zoo", ("Z UW",)),
        ("rea", ()),
        ("zoos", ()),
        ("", ()),
        ("über", ()),
    ],
)
def test_all_ways_of_a_word(word: str, ways: tuple[str, ...]) -> None:
    """The first and the last word are found, each with all of its ways; a part of one is none."""
    assert pronunciations(FILE, word) == ways


def test_an_empty_file() -> None:
    """No word is found in it."""
    assert pronunciations(b"", "a") == ()


@given(st.dictionaries(WORDS, st.lists(st.sampled_from(["AH", "K AH"]), min_size=1, max_size=3)))
def test_each_word_of_any_file(ways: dict[str, list[str]]) -> None:
    """Whatever words there are, each is found with its own ways, in their order."""
    file = b"".join(
        f"{word}{f'({number})' if number > 1 else ''} {said}\n".encode()
        for word in sorted(ways, key=str.encode)
        for number, said in enumerate(ways[word], 1)
    )

    assert {word: list(pronunciations(file, word)) for word in ways} == ways
