"""TOML from elsewhere: what would break its reader is refused as what is no TOML."""

import tomllib

import pytest

from server.core.toml_text import DEEPEST, toml


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5_000,
        "a = " + "{a=" * 3_000,
        "a = " + "9" * 5_000,
        "a." * 1_000 + "a = 1",
        '"a" . ' * 1_000 + "a = 1",
        "[" + "a." * 1_000 + "a]",
        "a = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    ],
)
def test_what_breaks_is_refused(text: str) -> None:
    """Depth, long numbers and keys of many parts."""
    with pytest.raises(tomllib.TOMLDecodeError):
        toml(text)


def test_what_is_usual_is_read() -> None:
    """Sentences with many dots, and tables within tables."""
    text = "a.b.c = [[1], [{d = 2}]]\ntold = '" + "One. Two, e.g. three... " * 100 + "'"

    assert toml(text) == tomllib.loads(text)
