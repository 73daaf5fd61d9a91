"""Versions are compared as versions, and what is none is said to be none."""

import pytest

from server.core.versions import newer, version_of


@pytest.mark.parametrize(
    ("tag", "own", "told"),
    [
        ("v0.2.0", "0.1.9", True),
        ("0.10", "0.9", True),
        ("v1.0.0", "1", False),
        ("rubato-1.0.1", "1.0.0", True),
        ("1.0.0rc1", "1.0.0", False),
        ("1.0.0", "1.0.0rc2", True),
        ("1.0.0-rc.2", "1.0.0rc1", True),
        ("1.0.0b1", "1.0.0a9", True),
        ("1.0.0.post1", "1.0.0", True),
        ("1.0.0+local", "1.0.0", False),
        ("nightly", "1.0.0", None),
        ("v1.0.0", "unknown", None),
        ("1." * 50, "1.0", None),
        ("9" * 5_000, "1.0", None),
    ],
)
def test_newer(tag: str, own: str, told: bool | None) -> None:
    """By their numbers, then by how finished they are."""
    assert newer(tag, own) is told


def test_zeros_at_the_end_say_nothing() -> None:
    """1.2 is 1.2.0."""
    assert version_of("1.2") == version_of("v1.2.0")
