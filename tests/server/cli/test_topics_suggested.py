"""`rubato topics suggested|accept|refuse`, of documents and of what was asked."""

from pathlib import Path

import pytest

from server.cli import main
from tests.server.cli.test_library import home, told

__all__ = ["home"]


def test_what_may_belong_where_is_answered(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One by one, or all of a topic."""
    told(capsys, "topics", "add", "Bach")
    told(capsys, "load", "notes")
    listed = told(capsys, "topics", "suggested")
    assert main(["topics", "suggested"]) == 0
    rows = capsys.readouterr().out
    accepted = told(capsys, "topics", "accept", "bach", "1")
    asked = told(capsys, "ask", "When was Bach born?")
    inquiries = told(capsys, "topics", "suggested")["inquiries"]
    refused = told(capsys, "topics", "refuse", "Bach")
    assert main(["topics", "accept", "Bach"]) == 1

    assert [one["title"] for one in listed["suggestions"]] == ["Bach"]
    assert rows.startswith("Bach  1  Bach: ")
    assert (accepted["documents"], accepted["inquiries"]) == ([1], [])
    assert [one["inquiry"] for one in inquiries] == [asked["id"]]
    assert (refused["documents"], refused["inquiries"]) == ([], [asked["id"]])
    assert "Nothing of that is suggested for Bach." in capsys.readouterr().err
