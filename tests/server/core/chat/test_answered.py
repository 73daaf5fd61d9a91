"""Markers of sessions that tell which inquiry was answered: the vectors of both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.core.chat.answered import Answered, answers_in
from server.core.takes import MARK

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "vectors" / "answered.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", VECTORS["read"], ids=lambda case: case["what"])
def test_read(case: dict[str, Any]) -> None:
    """The last word on each inquiry stands."""
    entries = [{"at": at, "type": "marker", "name": name} for at, name in case["markers"]]

    assert answers_in([{"at": 0, "type": "word", "keys": []}, *entries]) == case["answers"]


@pytest.mark.parametrize("case", VECTORS["written"], ids=lambda case: case["mark"])
def test_written(case: dict[str, Any]) -> None:
    """What is written is read again, and begins or ends no take."""
    entry = {"at": 7, "type": "marker", "name": case["mark"]}

    assert answers_in([entry]) == {case["id"]: 7}
    assert MARK.search(case["mark"]) is None


def test_where_it_opens() -> None:
    """A performance is opened before its file, and nothing before its beginning."""
    told = Answered(1, "0" * 16, "f" * 16, "a" * 16, "Trial", 1, False, 12_340)
    file = Answered(1, "0" * 16, "f" * 16, None, "Session", 1, False, -5)

    assert told.address == f"/analyze.html?video={'a' * 16}&t=12.34"
    assert file.address == f"/analyze.html?recording={'f' * 16}&t=0"
