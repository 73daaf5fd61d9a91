"""`rubato backup` and `rubato restore` end to end."""

import json
from pathlib import Path

import pytest

from server.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of one's own for data, where nothing else is asked."""
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("RUBATO_OLLAMA_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("RUBATO_PORT", "1")
    return tmp_path / "data"


def test_made_listed_tried_and_restored(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way: somebody who was added since the backup is gone, and his database kept."""
    main(["users", "add", "anna"])
    assert main(["backup"]) == 0
    said = capsys.readouterr().out
    assert "restored to try it" in said
    assert "Ollama does not answer" in said
    main(["users", "add", "ben"])
    assert main(["backup", "verify"]) == 0
    assert main(["restore"]) == 0
    said = capsys.readouterr().out
    assert "What was there before lies in" in said
    main(["users", "list"])
    listed = capsys.readouterr().out

    assert "anna" in listed
    assert "ben" not in listed
    assert list(home.glob("before-*/rubato.db"))


def test_lists_for_programs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """None at first; then one, with what lies in it."""
    assert main(["backup", "list"]) == 1
    main(["users", "list"])
    main(["backup", "make", "--quick"])
    capsys.readouterr()
    assert main(["backup", "--json", "list"]) == 0
    (one,) = json.loads(capsys.readouterr().out)

    assert one["verified"] is False
    assert one["manifest"]["rows"]["users"] == 1
    assert home.is_dir()


def test_what_is_missing_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a database, and without a backup that was tried, one line says what to do."""
    for words, said in (
        (["backup"], "no database"),
        (["backup", "verify"], "no backups yet"),
        (["restore"], "no backup that was tried"),
        (["restore", "../x"], "no backup ../x"),
    ):
        assert main(words) == 1
        assert said in capsys.readouterr().err
    assert not list(home.glob("rubato.db"))
