"""Archives that are damaged, forged or hostile are refused by a typed error, and change nothing."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.adapters.database import open_engine
from server.adapters.database.carrying import sums
from server.adapters.database.import_target import DatabaseImports
from server.adapters.database.migrate import REVISIONS
from server.adapters.export_zip import zip_archive
from server.adapters.recording_places import PlacedRecordings
from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.services.exporting import Importing, Report
from tests.server.forged_exports import RECORDING, REFUSED, SOUND, TOPIC, USER, Lines, archive
from tests.server.migrated import migrated


class Target:
    """A database that is to stay as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.engine = open_engine(f"sqlite:///{folder / 'rubato.db'}")
        migrated(self.engine)
        self.empty = sums(self.engine)

    def take(self, path: Path, **more: bool) -> Report:
        """Take an archive in."""
        with zip_archive(path, REVISIONS) as opened:
            places = PlacedRecordings(self.folder / "recordings")
            importing = Importing(opened, DatabaseImports(self.engine), places)
            return importing.take((), dry=False, secrets=more.get("secrets", False))

    def untouched(self) -> bool:
        """Tell whether nothing came, neither rows nor files."""
        files = [one for one in self.folder.rglob("*") if one.is_file()]
        return sums(self.engine) == self.empty and all("rubato.db" in one.name for one in files)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """Give an empty installation."""
    made = Target(tmp_path / "target")
    yield made
    made.engine.dispose()


def test_an_honest_one_comes(target: Target, tmp_path: Path) -> None:
    """What the hostile ones are made from is taken in."""
    tables: Lines = {"people/users": [USER], "recordings/recordings": [RECORDING]}
    files = {f"recordings/files/{RECORDING['id']}": SOUND}
    report = target.take(archive(tmp_path / "a.zip", tables, files))

    assert [(one.kind, one.new, one.files) for one in report.tallies] == [
        ("people", 1, 0),
        ("recordings", 1, 1),
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_whole(target: Target, tmp_path: Path, name: str) -> None:
    """Before anything is changed, and with an error that says so."""
    with pytest.raises(InvalidError):
        target.take(REFUSED[name](tmp_path / "bad.zip"))

    assert target.untouched()


def test_no_file_is_said(target: Target, tmp_path: Path) -> None:
    """A place where nothing is."""
    with pytest.raises(UnavailableError, match="cannot be read"):
        target.take(tmp_path / "nowhere.zip")


ROWS: dict[str, Any] = {
    "no JSON": b"{\n",
    "deep": b"[" * 100_000 + b"\n",
    "a list": [],
    "no text": b'{"name": "\xff"}\n',
    "surrogate": TOPIC | {"name": "\ud800"},
    "zero byte": TOPIC | {"name": "a\0b"},
    "too long": TOPIC | {"name": "a" * 101},
    "number for text": TOPIC | {"name": 5},
    "text for number": TOPIC | {"created": "5"},
    "switch for number": TOPIC | {"created": True},
    "huge number": TOPIC | {"created": 2**63},
    "huge id": TOPIC | {"id": 2**31 - 1},
    "negative id": TOPIC | {"id": -1},
    "lacking": {"id": 1},
    "empty": TOPIC | {"key": None},
    "strange column": TOPIC | {"cake": 1},
    "not finite": b'{"id": 1, "name": "a", "key": "a", "caution": "", "created": NaN}\n',
}


@pytest.mark.parametrize("name", ROWS)
def test_kind_with_a_bad_row_does_not_come(target: Target, tmp_path: Path, name: str) -> None:
    """Nothing of its kind does, also not the good rows before it; the report says which row."""
    tables: Lines = {"topics/topics": [TOPIC | {"id": 7, "key": "good"}, ROWS[name]]}
    report = target.take(archive(tmp_path / "a.zip", tables))

    assert report.failed
    assert "topics, row 2" in report.tallies[0].failed
    assert target.untouched()


BAD_RECORDINGS: dict[str, tuple[dict[str, Any], bytes]] = {
    "path": ({"id": "../../../etc/pas"}, SOUND),
    "kind": ({"kind": "cake"}, SOUND),
    "year": ({"created": 2**62}, SOUND),
    "other bytes": ({}, b"MTrk"),
    "more bytes": ({}, SOUND * 2),
    "fewer bytes": ({"size": 5}, SOUND),
    "too large": ({"size": 2**40}, SOUND),
    "of nobody": ({"user_id": 5}, SOUND),
}


@pytest.mark.parametrize("name", BAD_RECORDINGS)
def test_bad_recordings_leave_no_file(target: Target, tmp_path: Path, name: str) -> None:
    """Neither at their place nor at any other; the people, who were good, came."""
    row, content = BAD_RECORDINGS[name]
    good = RECORDING | {"id": "0" * 16, "sha256": hashlib.sha256(b"good").hexdigest()}
    rows = [good, RECORDING | row]
    place = f"recordings/files/{RECORDING['id']}"
    files = {place: content, f"recordings/files/{good['id']}": b"good"}
    tables: Lines = {"people/users": [USER], "recordings/recordings": rows}
    report = target.take(archive(tmp_path / "a.zip", tables, files))

    assert [(one.kind, bool(one.failed)) for one in report.tallies] == [
        ("people", False),
        ("recordings", True),
    ]
    assert not [one for one in target.folder.rglob("*") if one.is_file() and "db" not in one.name]


def test_what_names_what_failed_does_not_come(target: Target, tmp_path: Path) -> None:
    """A kind whose people did not come does not come either, and says why."""
    tables: Lines = {"people/users": [USER | {"role": "king"}], "audit/audit": []}
    report = target.take(archive(tmp_path / "a.zip", tables))

    assert ["refuses a row" in report.tallies[0].failed, report.tallies[1].failed] == [
        True,
        "What it names did not come: users.",
    ]
    assert target.untouched()


def test_secrets_that_were_smuggled_in_stay_out(target: Target, tmp_path: Path) -> None:
    """A password's hash in an archive lets nobody in unless --secrets was said."""
    tables: Lines = {"people/users": [USER | {"password_hash": "x"}]}
    target.take(archive(tmp_path / "a.zip", tables))
    with target.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT password_hash FROM users").all() == [(None,)]


def test_every_error_is_ours(target: Target, tmp_path: Path) -> None:
    """Any byte of an archive may be another one: it is taken in, or refused by a typed error."""
    tables: Lines = {"people/users": [USER], "topics/topics": [TOPIC]}
    good = archive(tmp_path / "good.zip", tables).read_bytes()
    refused = 0
    for at in range(0, len(good), 9):
        bad = tmp_path / "bad.zip"
        bad.write_bytes(good[:at] + bytes([good[at] ^ 0x41]) + good[at + 1 :])
        try:
            target.take(bad)
        except RubatoError:
            refused += 1

    assert refused > len(good) // 18
