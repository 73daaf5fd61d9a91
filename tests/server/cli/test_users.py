"""`rubato users` and `rubato audit`: wishes answered and deeds read in the terminal."""

import json
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.wishes import WishDatabase
from server.cli import main
from server.cli.audit import DAY, moment
from server.core.errors import InvalidError

OWNER, ANNA = 1, 2
"""Numbers of people."""


@pytest.fixture
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """Give an installation of one's own, with anna in it, who asks to be an admin."""
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("RUBATO_OLLAMA_URL", "http://127.0.0.1:1")
    main(["users", "add", "anna"])
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'rubato.db'}")
    WishDatabase(engine).ask(ANNA, "I sort the topics.", 0)
    engine.dispose()
    capsys.readouterr()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that works; give what it prints."""
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_a_wish_is_granted(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is listed with the sentence; granted, she is an admin, and nobody waits."""
    assert "1 asked to be an admin" in said(capsys, "users")
    assert "I sort the topics." in said(capsys, "users", "wishes")
    assert said(capsys, "users", "grant", "anna", "Welcome.") == "anna is an admin now.\n"
    people = json.loads(said(capsys, "users", "--json", "list"))
    (wish,) = json.loads(said(capsys, "users", "--json", "wishes"))

    assert [one["role"] for one in people] == ["admin", "admin"]
    assert (wish["state"], wish["answer"], wish["by"]) == ("granted", "Welcome.", "")
    assert main(["users", "grant", "anna"]) == 1
    assert "nobody" in capsys.readouterr().err
    assert home.is_dir()


def test_a_wish_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """She stays a user; the answer stands in the list."""
    assert "stays a user" in said(capsys, "users", "refuse", "anna", "Not yet.")
    assert "refused: Not yet." in said(capsys, "users", "wishes")
    assert home.is_dir()


def test_deeds_are_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest first, by person, kind and day; backups are among them."""
    said(capsys, "users", "grant", "anna")
    said(capsys, "backup", "make", "--quick")
    lines = said(capsys, "audit").splitlines()
    people = json.loads(said(capsys, "audit", "--json", "--what", "people", "--since", "1d"))

    assert "(terminal)       made a backup: 20" in lines[0]
    assert "granted a wish to be an admin: anna" in lines[1]
    assert [one["kind"] for one in people] == ["wish.grant", "user.add", "user.add"]
    assert [one["who"] for one in people] == ["", "", "owner"]
    assert said(capsys, "audit", "--who", "anna") == "Nothing is noted that fits.\n"
    for words in (["--what", "nonsense"], ["--since", "yesterday"], ["--limit", "0"]):
        assert main(["audit", *words]) == 1
    assert home.is_dir()


def test_a_restoration_is_noted(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the database that was put back."""
    monkeypatch.setenv("RUBATO_PORT", "1")
    said(capsys, "backup")
    said(capsys, "restore")
    (restored,) = json.loads(said(capsys, "audit", "--json", "--what", "backup.restore"))

    assert restored["detail"].startswith("20")
    assert home.is_dir()


def test_days_as_people_write_them() -> None:
    """A date of this place, a span back, and what is neither."""
    assert moment("2d", 3 * DAY) == DAY
    assert moment("9d", DAY) == 0
    assert moment("2026-11-22", 0) - moment("2026-11-21", 0) == DAY
    for text in ("d", "²d", "2026-13-01", "soon"):
        with pytest.raises(InvalidError):
            moment(text, 0)
