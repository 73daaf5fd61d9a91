"""Inquiries as files: by year, month and millisecond, in UTC."""

import pytest

from server.core.chat.exported import kept, place_of


@pytest.mark.parametrize(
    ("created", "besides", "place"),
    [
        (0, "", "1970/01/0.json"),
        (1_767_225_599_999, "", "2025/12/1767225599999.json"),
        (1_767_225_600_000, "", "2026/01/1767225600000.json"),
        (1_767_225_600_000, "00ff", "2026/01/1767225600000-00ff.json"),
    ],
)
def test_a_place_is_of_its_time(created: int, besides: str, place: str) -> None:
    """Wherever the clock on the wall is."""
    assert place_of(created, besides) == place


def test_what_is_said_twice_is_kept_once() -> None:
    """And all else as it is."""
    assert kept({"id": "1", "inquiry": "1", "review": {}}) == {"id": "1", "review": {}}
