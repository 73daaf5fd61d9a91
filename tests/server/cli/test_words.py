"""`rubato words`, through the server that it starts for itself."""

from pathlib import Path

import pytest

from server.cli import main
from server.cli.words_done import _played_line, form_of
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


def test_a_word_is_shown_with_its_examples(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number, or its language and keys; where it was played, if it was."""
    shown = told(capsys, "words", "show", "base", "0 7 0")
    assert (shown["commands"], shown["played"]) == (["element.click"], [])
    assert main(["words", "show", "base", "0 7 1"]) == 1
    assert "base has no word 0 7 1" in capsys.readouterr().err
    (home / "tennis.csv").write_text(FILE)
    told(capsys, "words", "import", "tennis.csv")
    assert main(["words", "show", "1"]) == 0
    assert "It was not played" in capsys.readouterr().out
    line = {"recorded": 0, "from_ms": 65_900, "name": "Trial", "address": "/analyze.html?video=a"}
    assert (
        _played_line("http://x", line) == "1970-01-01  1:05  Trial  http://x/analyze.html?video=a"
    )


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
