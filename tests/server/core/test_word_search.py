"""Words in what was played: the same in both languages, by the vectors that both read."""

import json
from typing import Any

import pytest

from server.core.word_search import compile_search
from tests.fences.tree import ROOT

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/vectors/word_search.json").read_text())[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_words_of_the_vectors_are_found(case: dict[str, Any]) -> None:
    """Each with its first and its last key."""
    words = [(tuple(word["keys"]), word["unordered"]) for word in case["words"]]
    found = compile_search(words).find(case["played"])

    rows = zip(found.words.tolist(), found.firsts.tolist(), found.lasts.tolist(), strict=True)
    assert [list(row) for row in rows] == case["found"]
