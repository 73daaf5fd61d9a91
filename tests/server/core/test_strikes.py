"""Strikes: the shared vectors of the brushed-key filter, and that it only looks back."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from server.core.strikes import Strike, judge

VECTORS = Path(__file__).parents[2] / "vectors" / "strikes.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["brush"]


def brushed(strikes: list[Strike]) -> list[int]:
    """Give the indices of the brushed strikes."""
    return [at for at, judged in enumerate(judge(strikes)) if judged.brushed_by]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_brushed_keys_are_those_of_the_vectors(case: dict[str, Any]) -> None:
    """The shared vectors hold."""
    assert case["brushed"] == brushed([Strike(*strike) for strike in case["strikes"]])


def test_what_follows_changes_no_judgment() -> None:
    """Each prefix of a performance is judged as it is within the whole."""
    dice = random.Random(25)
    strikes = [Strike(at * 9.0, 60 + dice.randrange(5), dice.randrange(1, 128)) for at in range(60)]
    whole = brushed(strikes)

    assert whole
    for end in range(len(strikes)):
        assert brushed(strikes[:end]) == [at for at in whole if at < end]


def test_the_neighbour_is_named() -> None:
    """The log can say what brushed a key."""
    loud, soft = Strike(0, 60, 90), Strike(5, 61, 10)

    assert [None, loud] == [judged.brushed_by for judged in judge([loud, soft])]


def test_many_strikes_at_one_moment_are_judged_each_once() -> None:
    """A file with all its notes at one time takes no longer than their number."""
    strikes = [Strike(0.0, 40 + step % 30, 1 + step % 127) for step in range(20_000)]

    assert len(list(judge(strikes))) == 20_000
