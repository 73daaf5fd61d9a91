"""`rubato comments`, through the server that it starts for itself, over a real database."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.comments import CommentDatabase
from server.cli import main
from server.cli.comments import _second
from server.core.errors import InvalidError
from tests.server.cli.test_library import home
from tests.server.commented import HERE, VIEWER, comment, video
from tests.server.migrated import migrated

__all__ = ["home"]


@pytest.fixture
def kept(home: Path) -> None:
    """Keep some comments where the command looks."""
    assert main(["comments"]) == 1
    (found,) = home.rglob("rubato.db")
    engine = open_engine(f"sqlite:///{found}")
    migrated(engine)
    store = CommentDatabase(engine)
    store.keep_videos([video()])
    store.keep_comments(
        [
            comment("How many voices\nhas it? \x1b[2J\u202e", second=83.0),
            comment("Nice", "c2", at=1, author=replace(VIEWER, name="Bob")),
        ]
    )
    engine.dispose()


def lines(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> list[str]:
    """Run the command; give what it prints."""
    capsys.readouterr()
    assert main(["comments", *words]) == code
    return capsys.readouterr().out.splitlines()


def test_comments_are_found_and_shown(kept: None, capsys: pytest.CaptureFixture[str]) -> None:
    """In a line each, by what they say, who wrote them, and the second they speak of."""
    both = lines(capsys)
    (first,) = lines(capsys, "search", "voices", "--video", "fugue", "--from", "1:20", "--to", "90")
    (bob,) = lines(capsys, "list", "--author", "Bob", "--limit", "1")
    shown = lines(capsys, "show", "c1")

    assert both == [bob, first]
    assert first.startswith("c1  2027-01-15 ")
    assert first.endswith("[open]  A viewer  How many voices has it? [2J  (The fugue at 1:23)")
    assert shown[:2] == ["The fugue", f"https://www.youtube.com/watch?v={HERE}&t=83s"]
    assert shown[-1] == "There is no reply yet."
    assert lines(capsys, "search", "--state", "review", code=1) == [
        "There is no comment that fits."
    ]


def test_replies_are_decided_on(
    kept: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written, rewritten, approved and rejected, as they are when the command runs."""
    drafted = lines(capsys, "draft", "c1", code=1)
    written = lines(capsys, "edit", "c1", "Three.")
    monkeypatch.setattr("sys.stdin", io.StringIO("It has three.\n"))
    approved = lines(capsys, "approve", "c1", "-")
    rejected = lines(capsys, "reject", "c1", "--reason", "Answered in the video.")
    opened = json.loads("\n".join(lines(capsys, "reopen", "c1", "--json")))
    capsys.readouterr()

    assert drafted[0].startswith("No reply: Nothing is known")
    assert written == ["Three.", "[review]"]
    assert approved == ["It has three.", "[planned]"]
    assert rejected == ["It has three.", "[rejected (Answered in the video.)]"]
    assert (opened["state"], opened["version"], opened["decided_by"]) == ("review", 4, "owner")
    assert main(["comments", "sent", "c1"]) == 1
    assert main(["comments", "approve", "gone"]) == 1
    assert "no such comment" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "seconds"), [("3:12", 192), ("1:02:03", 3723), ("192", 192)])
def test_times_are_read(text: str, seconds: int) -> None:
    """As YouTube writes them, or in seconds."""
    assert _second(text) == seconds


@pytest.mark.parametrize("text", ["", "3:", "a", "-1", "1:2:3:4"])
def test_what_is_no_time_is_told(text: str) -> None:
    """With how one is written."""
    with pytest.raises(InvalidError, match="3:12"):
        _second(text)
