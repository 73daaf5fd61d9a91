"""Snowball's stemmers by language and by script."""

import pytest

from server.adapters.snowball_stemmer import CODES, SnowballStemmer
from server.core.errors import InvalidError
from server.core.retrieval.terms import Terms


def test_english() -> None:
    """Forms of a word have one stem."""
    stem = SnowballStemmer()

    assert stem(["wings", "wing"]) == ["wing", "wing"]
    assert len(set(stem(["connected", "connection", "connecting"]))) == 1


def test_several_languages_work_one_after_another() -> None:
    """German and English forms are both brought together."""
    stem = SnowballStemmer(("en", "german"))

    assert len(set(stem(["connected", "connection"]))) == 1
    assert len(set(stem(["häuser", "hauses", "haus"]))) == 1


def test_another_script_has_its_own() -> None:
    """Russian words are stemmed although nobody named Russian."""
    assert len(set(SnowballStemmer()(["музыка", "музыки", "музыку"]))) == 1
    assert len(set(SnowballStemmer(("ru",))(["музыка", "музыки"]))) == 1


@pytest.mark.parametrize("code", CODES)
def test_every_language_stems(code: str) -> None:
    """None of them is misspelt, and none breaks what is no word of it."""
    terms = Terms(SnowballStemmer((code,)))

    assert terms.of("piano Straße музыка 東京 हिन्दी") != []


def test_a_language_without_one() -> None:
    """It is said which there are."""
    with pytest.raises(InvalidError, match=r"'klingon'.*en"):
        SnowballStemmer(("klingon",))
