"""Numbers as people say them, read from the words of their language."""

import json
import tomllib
from pathlib import Path
from typing import Any

import num2words
import pytest

from server.core.spoken_number import LONGEST, NumberNames, number_from

ROOT = Path(__file__).resolve().parents[3]
CASES = json.loads((ROOT / "tests/vectors/spoken_numbers.json").read_text(encoding="utf-8"))


def names(language: str) -> NumberNames:
    """Give what a language that ships calls its numbers."""
    file = ROOT / "languages" / "people" / f"{language}.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))["numbers"]
    left_out = ("examples", "misheard")
    return NumberNames(**{key: table[key] for key in table if key not in left_out})


@pytest.mark.parametrize(("language", "said", "number"), CASES["cases"])
def test_a_number_is_read(language: str, said: str, number: int | None) -> None:
    """As JavaScript reads it, from the same vectors."""
    assert number_from(said, names(language)) == number


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_another_program_says_is_read(language: str) -> None:
    """Every number up to a thousand, and some beyond, as num2words has them in words."""
    known = names(language)
    numbers = [*range(-120, 1101), *range(1101, 100_000, 977)]
    said = {n: num2words.num2words(n, lang=language).replace(",", "") for n in numbers}

    assert {n: number_from(words, known) for n, words in said.items()} == {n: n for n in numbers}


def test_words_of_other_ways_to_count() -> None:
    """Scores, tens that multiply, and words that are written without a space between."""
    french = NumberNames(
        {"quatre-vingt": 80, "quatre": 4, "vingt": 20, "dix": 10, "sept": 7, "un": 1},
        joins=("et",),
        minus=("moins",),
    )
    finnish = NumberNames({"kaksi": 2, "kolme": 3}, {"kymmentä": 10, "sataa": 100})
    chinese = NumberNames({"二": 2, "三": 3}, {"十": 10, "百": 100})

    assert number_from("quatre-vingt-dix-sept", french) == 97
    assert number_from("moins vingt et un", french) == -21
    assert number_from("kolmesataa kaksikymmentäkolme", finnish) == 323
    assert number_from("二百三十二", chinese) == 232


def test_endless_words_are_no_number() -> None:
    """What is longer than anybody says is not looked at."""
    assert number_from("ein" * LONGEST, names("de")) is None
