"""`rubato inquiries mark`, what it links to, and what would go, through a server of its own."""

from pathlib import Path

import pytest

from server.cli import main
from tests.server.cli.test_library import home, told

__all__ = ["home"]


def test_marked_and_let_go(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Marked and not, two at most; a dry run deletes nothing."""
    ids = [told(capsys, "ask", one)["id"] for one in ("One?", "Two?", "Three?")]
    marked = [told(capsys, "inquiries", "mark", one) for one in ids[:2]]
    assert main(["inquiries", "mark", ids[2]]) == 1
    assert "take one out first" in capsys.readouterr().err
    assert told(capsys, "inquiries", "mark", ids[0], "--off") == {"marked": False}
    told(capsys, "inquiries", "rate", ids[0], "7")
    assert main(["inquiries", "remove", ids[0], "--dry-run"]) == 0
    goes = capsys.readouterr().out
    told(capsys, "inquiries", "remove", ids[0])

    assert marked == [{"marked": True}] * 2
    assert goes == "“One?” would go, with its answer, its rating 7.\n"
    assert main(["inquiries", "show", ids[0]]) == 1
    assert home.is_dir()
