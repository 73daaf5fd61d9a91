"""What of a text is indexed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.retrieval.stop_words import language_of, without
from server.core.retrieval.terms import LONGEST, Terms


def unstemmed(words: list[str]) -> list[str]:
    """Leave words as they are."""
    return words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Wing's lift", ["the", "wing", "lift"]),
        ("l’avion d'essai", ["avion", "essai"]),
        ("boundary-layer flow", ["boundary", "layer", "flow"]),
        (
            "ISO-9001 and snake_case",
            ["iso9001", "iso", "9001", "and", "snakecase", "snake", "case"],
        ),
        ("Mach 2.5, not 2,5!", ["mach", "2.5", "not", "2.5"]),
        ("C++ or C#", ["c++", "or", "c#"]),
        ("Café Straße ﬁne", ["cafe", "strasse", "fine"]),
        ("東京都 2020", ["東京", "京都", "2020"]),
        ("한국어 x", ["한국", "국어", "x"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("Привет, мир", ["привет", "мир"]),
        ("soft\u00adware", ["software"]),
        ("🎹 🎹", []),
        ("", []),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    """Words are folded, codes are kept whole and in parts, scripts without spaces are paired."""
    assert Terms(unstemmed).of(text) == found


def test_words_are_stemmed_and_numbers_are_not() -> None:
    """The stemmer sees words only."""
    seen: list[str] = []

    def stem(words: list[str]) -> list[str]:
        seen.extend(words)
        return [word[:4] for word in words]

    assert Terms(stem).of("flying 747s 12345 flying") == ["flyi", "747s", "12345", "flyi"]
    assert seen == ["flying"]


@given(st.text())
def test_any_text_has_terms_of_bounded_length(text: str) -> None:
    """Nothing that somebody writes breaks it, and the same text always has the same terms."""
    terms = Terms(unstemmed)
    found = terms.of(text)

    assert all(0 < len(term) <= 2 * LONGEST for term in found)
    assert terms.of(text) == found


def test_a_long_word_is_cut() -> None:
    """A megabyte without a space is one short term."""
    (term,) = Terms(unstemmed).of("x" * 1_000_000)

    assert len(term) == LONGEST


def test_small_words_go_by_the_language_of_the_question() -> None:
    """A German article is an English verb."""
    asked = ["what", "must", "i", "die", "for"]
    assert language_of(asked) == "en"
    assert without(asked, [0.0] * 5) == ["must", "die"]

    gefragt = ["was", "ist", "die", "fuge"]
    assert language_of(gefragt) == "de"
    assert without(gefragt, [0.0] * 4) == ["fuge"]


def test_a_question_of_small_words_keeps_them() -> None:
    """There is nothing else to look for."""
    asked = ["to", "be", "or", "not", "to", "be"]

    assert without(asked, [0.5] * 6) == asked


def test_a_word_listed_for_another_language_goes_where_it_is_common() -> None:
    """In a German collection "die" tells nothing, whatever the question."""
    assert without(["die", "hard"], [0.6, 0.0]) == ["hard"]
    assert without(["die", "hard"], [0.001, 0.0]) == ["die", "hard"]
