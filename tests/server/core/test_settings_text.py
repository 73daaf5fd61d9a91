"""One setting changed in a settings file; the rest stays as it was."""

import tomllib

import pytest

from server.core.settings_text import with_text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'a = "x"\n'),
        ("# mine\nb = 1", 'a = "x"\n# mine\nb = 1'),
        ('b = 1\na = "y"  # why\nc = 2\n', 'b = 1\na = "x"\nc = 2\n'),
        ('"a"="y"\n', 'a = "x"\n'),
        ('[t]\na = "y"\n', 'a = "x"\n[t]\na = "y"\n'),
        ('ba = "y"\n', 'a = "x"\nba = "y"\n'),
    ],
)
def test_one_line_changes(before: str, after: str) -> None:
    """In its place, or at the top, and never in a table."""
    assert with_text(before, "a", "x") == after
    assert tomllib.loads(after)["a"] == "x"


def test_any_text_is_kept() -> None:
    """Quotes, backslashes and signs of other scripts too."""
    text = 'a "b" \\1 \n ü 🎹'

    assert tomllib.loads(with_text("", "a", text))["a"] == text
