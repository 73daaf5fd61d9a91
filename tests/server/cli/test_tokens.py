"""`rubato tokens`: narrow tokens for programs, made, listed, used and revoked."""

import json
from pathlib import Path

import pytest

from server.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an installation of one's own."""
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_made_listed_and_revoked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown once; the list says what it may and until when; a revoked one is gone."""
    main(["users", "list"])
    capsys.readouterr()
    assert main(["tokens", "add", "prometheus", "--scope", "metrics", "--days", "30"]) == 0
    token = capsys.readouterr().out.splitlines()[0]
    main(["tokens", "--json", "list"])
    (one,) = json.loads(capsys.readouterr().out)
    main(["tokens"])
    said = capsys.readouterr().out

    assert token.startswith("rbt_")
    assert (one["name"], one["scopes"], one["user"]) == ("prometheus", ["metrics"], "owner")
    assert one["expires"] - one["created"] == 30 * 86_400_000
    assert token not in said
    assert "metrics" in said
    assert main(["tokens", "revoke", str(one["id"])]) == 0
    capsys.readouterr()
    main(["tokens", "--json", "list"])
    assert json.loads(capsys.readouterr().out) == []
    assert home.is_dir()


def test_bad_wishes_are_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No name, a life too long, somebody who is not there, a token that is none."""
    main(["users", "list"])
    capsys.readouterr()
    for words, said in (
        (["add", " "], "Name the token"),
        (["add", "x", "--days", "0"], "lives 1 to 3650 days"),
        (["add", "x", "--user", "nobody"], "nobody"),
        (["revoke", "99"], "no such token"),
    ):
        assert main(["tokens", *words]) == 1
        assert said in capsys.readouterr().err
    assert home.is_dir()
