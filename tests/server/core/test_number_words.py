"""Numbers as they are said in English."""

import pytest

from server.core.number_words import LARGEST, number_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (15, "fifteen"),
        (20, "twenty"),
        (21, "twenty one"),
        (100, "one hundred"),
        (121, "one hundred twenty one"),
        (2026, "two thousand twenty six"),
        (
            LARGEST,
            "nine hundred ninety nine thousand nine hundred ninety nine",
        ),
    ],
)
def test_a_number_is_said(number: int, words: str) -> None:
    """Whole numbers are said from the largest part down."""
    assert " ".join(number_words(number)) == words


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_others_are_refused(number: int) -> None:
    """What cannot be said so is refused by its range."""
    with pytest.raises(ValueError, match=str(LARGEST)):
        number_words(number)


def test_no_two_numbers_are_said_alike() -> None:
    """Each number of four digits has words of its own."""
    assert len({number_words(number) for number in range(10_000)}) == 10_000
