"""`rubato export`, `rubato import` and `rubato migrate` end to end."""

import json
from pathlib import Path

import pytest
from alembic import command

from server.adapters.database import HEAD, open_engine
from server.adapters.database.engine import writing
from server.adapters.database.migrate import config
from server.cli import main
from tests.server.filled import fill


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of one's own for data, where nothing else is asked."""
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("RUBATO_PORT", "1")
    monkeypatch.setenv("PASSWORD", "very secret")
    monkeypatch.setenv("RUBATO_LOWEST_NOTE", "36")
    return tmp_path / "data"


def test_out_and_in_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What one installation wrote another takes in, after it said what would come."""
    main(["users", "add", "anna"])
    archive = tmp_path / "all.zip"
    assert main(["export", str(archive)]) == 0
    assert "rows: " in capsys.readouterr().out
    assert archive.stat().st_mode & 0o77 == 0
    assert b"very secret" not in archive.read_bytes()
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path / "other"))
    assert main(["import", str(archive), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Nothing was changed." in said
    assert "Setting of there: lowest_note = 36" in said
    assert main(["import", str(archive), "--json"]) == 0
    people = json.loads(capsys.readouterr().out)["kinds"][0]
    assert (people["kind"], people["new"]) == ("people", 2)
    main(["users", "list"])

    assert "anna" in capsys.readouterr().out
    assert home.is_dir()


def test_what_is_refused(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No database, a file that is there, no such archive: one line each, and nothing is made."""
    archive = tmp_path / "all.zip"
    for words, said in (
        (["export", str(archive)], "no database"),
        (["migrate"], "no database"),
        (["import", str(archive)], "cannot be read"),
    ):
        assert main(words) == 1
        assert said in capsys.readouterr().err
    assert not home.exists()
    main(["users", "list"])
    archive.write_text("mine")
    assert main(["export", str(archive)]) == 1
    assert "there already" in capsys.readouterr().err
    assert archive.read_text() == "mine"


def test_migrated_with_a_copy(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An old database is told of, copied and brought to the newest schema."""
    engine = open_engine(f"sqlite:///{home / 'rubato.db'}")
    with writing(engine) as connection:
        command.upgrade(config(connection), "0007")
        fill(connection)
    engine.dispose()
    assert main(["migrate", "--check"]) == 0
    said = capsys.readouterr().out
    assert "has schema 0007" in said
    assert "Would be done: 0008  " in said
    assert main(["migrate"]) == 0
    assert f"Brought to schema {HEAD}." in capsys.readouterr().out
    assert (home / "rubato-before-0007.db").is_file()
    assert main(["migrate"]) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_carried_to_another(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All rows, and their number is told; not upon itself, and not over what is there."""
    main(["users", "add", "anna"])
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert main(["migrate", "--to", other, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["users"] == 2
    assert main(["migrate", "--to", other]) == 1
    assert "not empty" in capsys.readouterr().err
    assert main(["migrate", "--to", f"sqlite:///{home / 'rubato.db'}"]) == 1
