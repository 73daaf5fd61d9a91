"""Rules of the shipped languages that the compiler leaves to whoever lays them out."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "extension" / "languages"
SLIPPED_C = (
    *("1 4", "1 7", "1 10", "2 5", "2 11", "10 7", "10 10"),
    *("11 5", "11 11", "13 7", "13 10", "14 5", "14 11"),
)
"""Pairs that a founder's word becomes when its opening C slips by one or two semitones."""


@pytest.mark.parametrize("pair", SLIPPED_C)
def test_a_founders_word_with_a_slipped_c_plays_nothing(pair: str) -> None:
    """No word of swift is what a slipped C makes of a founder's."""
    words = json.loads((FOLDER / "swift.json").read_text())["words"]

    assert [int(key) for key in pair.split()] not in [word["keys"] for word in words]
