"""`rubato doctor` looks at a real installation, and changes nothing."""

import json
import os
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from server.cli import main
from server.cli.checkups import CHECKS

TELLS_MODES = pytest.mark.skipif(os.name == "nt", reason="modes say nothing on Windows")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty installation; nothing else of this machine is asked for data."""
    folder = tmp_path / "data"
    for name, value in {
        "RUBATO_DATA_DIR": str(folder),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "RUBATO_OLLAMA_URL": "http://127.0.0.1:1",
        "RUBATO_PORT": "0",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return folder


def looked(capsys: pytest.CaptureFixture[str]) -> tuple[int, Mapping[str, Mapping[str, str]]]:
    """Run it; give its exit code, and what it found by part."""
    code = main(["doctor", "--json"])
    return code, {row["part"]: row for row in json.loads(capsys.readouterr().out)}


def test_every_part_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new installation has one line for the settings and each part, and is not touched."""
    _code, found = looked(capsys)

    assert set(found) == {"Settings", *CHECKS}
    assert found["Database"]["said"] == "there is none yet"
    assert "quote the best passages" in found["Models"]["said"]
    assert not home.exists()


def test_what_is_there_is_seen(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a database and a backup, both are in order."""
    main(["users", "list"])
    main(["backup"])
    capsys.readouterr()
    _code, found = looked(capsys)

    assert found["Database"]["level"] == found["Backups"]["level"] == "fine"
    assert home.is_dir()


@TELLS_MODES
def test_what_others_may_read_is_wrong(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A database that others may read is wrong, and its mend is a command."""
    main(["users", "list"])
    home.chmod(0o755)
    (home / "rubato.db").chmod(0o644)
    capsys.readouterr()
    code, found = looked(capsys)

    assert code == 1
    assert found["Privacy"]["mend"] == f"chmod -R go= {home / 'rubato.db'}"
    home.chmod(0o700)
    assert looked(capsys)[1]["Privacy"]["level"] == "fine"


def test_taken_port_is_wrong(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where another program listens on the port, that is said."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("RUBATO_PORT", str(other.getsockname()[1]))
        _code, found = looked(capsys)

    assert found["Server"]["level"] == "wrong"
    assert not home.exists()


def test_wrong_settings_do_not_stop_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A setting that cannot be is told with its name, and all else is still looked at."""
    monkeypatch.setenv("RUBATO_PASSAGE_WORDS", "many")
    code, found = looked(capsys)

    assert code == 1
    assert "passage_words" in found["Settings"]["said"]
    assert set(found) == {"Settings", *CHECKS}
    assert not home.exists()


def test_lines_are_for_people(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each part has a mark that needs no colour, and what to do stands below it."""
    main(["doctor"])
    said = capsys.readouterr().out

    assert "→ rubato backup" in said
    assert said.splitlines()[0].startswith("ok ")
    assert not home.exists()
