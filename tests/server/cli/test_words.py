"""`rubato words`, through the server that it starts for itself."""

from pathlib import Path

import pytest

from server.cli import main
from server.cli.words_done import form_of
from server.core.errors import InvalidError
from tests.server.cli.test_library import home, told

__all__ = ["home"]

FILE = "keys,says,meanings\n4 7,forehand,(noun) a stroke\n4 7 9,backhand,\n"


def test_words_go_in_change_and_come_out(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Imported, found, changed, removed, taken back and exported."""
    (home / "tennis.csv").write_text(FILE)
    assert told(capsys, "words", "import", "tennis.csv")["added"] == 2
    found = told(capsys, "words", "search", "forhand", "--by", "sound", "--in", "tennis")
    number = str(found["words"][0]["id"])
    added = told(capsys, "words", "add", "tennis", "0 4", "--chord", "--says", "ace",
                 "--means", "(noun) a service")  # fmt: skip
    assert (added["chord"], added["meanings"][0]["part"]) == (True, "noun")
    changed = told(capsys, "words", "edit", number, "--says", "drive")
    assert (changed["says"], changed["keys"], changed["version"]) == (["drive"], [4, 7], 2)
    told(capsys, "words", "remove", number)
    undone = told(capsys, "words", "undo", "tennis")
    assert undone["changes"][0]["act"] == "added"
    assert main(["words", "export", "tennis", "--form", "plover"]) == 0
    assert '"4/7": "(noun) a stroke"' in capsys.readouterr().out
    assert main(["words", "history", "tennis"]) == 0
    assert "owner removed 4 7" in capsys.readouterr().out


def test_a_bad_file_is_told_by_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is changed."""
    (home / "bad.csv").write_text("keys,says\n99,lob\n")
    assert main(["words", "import", "bad.csv"]) == 1
    assert "line 2: 99 is no key" in capsys.readouterr().err


def test_forms_are_told_by_names() -> None:
    """The longest ending counts; what has none must be said."""
    assert [form_of(name) for name in ("a.json", "a.plover.json", "b.toml")] == [
        "json",
        "plover",
        "toml",
    ]
    with pytest.raises(InvalidError, match="--form says"):
        form_of("a.txt")
