"""Exports and imports between real databases: nothing is lost, doubled or written over."""

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from server.adapters.database import open_engine
from server.adapters.database.carrying import carry, sums
from server.adapters.database.engine import writing
from server.adapters.database.export_source import moment
from server.adapters.database.import_target import DatabaseImports
from server.adapters.database.migrate import REVISIONS
from server.adapters.database.tables import METADATA
from server.adapters.export_zip import zip_archive, zip_writer
from server.adapters.recording_places import PlacedRecordings
from server.core.errors import ConflictError, InvalidError
from server.core.export.kinds import KIND_OF, LEFT_OUT
from server.services.exporting import Exporting, Importing, Report, Wanted
from tests.server.filled import content_of, fill
from tests.server.migrated import migrated

ROWS = 7


class House:
    """An installation: a database and a folder of recordings."""

    def __init__(self, url: str, folder: Path) -> None:
        self.engine: Engine = open_engine(url)
        self.folder = folder
        migrated(self.engine)

    def fill(self, seed: int = 1) -> None:
        """Put rows into every table."""
        with writing(self.engine) as connection:
            fill(connection, ROWS, seed)

    def write_files(self) -> None:
        """Put the files of recordings where their rows say."""
        for at, row in enumerate(self.rows("recordings")):
            place = Path(self.places().path(row))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content_of(at))

    def places(self) -> PlacedRecordings:
        """Give the folder of its recordings."""
        return PlacedRecordings(self.folder / "recordings")

    def export(self, to: Path, only: Sequence[str] = (), *, secrets: bool = False) -> Path:
        """Write an archive."""
        with moment(self.engine) as source, zip_writer(to) as writer:
            exporting = Exporting(source, self.places(), writer)
            exporting.export(Wanted(only, secrets), {"lowest_note": 36}, 5, "1.0")
        return to

    def take(
        self, path: Path, only: Sequence[str] = (), *, dry: bool = False, secrets: bool = False
    ) -> Report:
        """Take an archive in."""
        with zip_archive(path, REVISIONS) as archive:
            importing = Importing(archive, DatabaseImports(self.engine), self.places())
            return importing.take(only, dry=dry, secrets=secrets)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Give the rows of a table."""
        with self.engine.connect() as connection:
            asked = select(METADATA.tables[table]).order_by(*METADATA.tables[table].primary_key)
            return [dict(row) for row in connection.execute(asked).mappings()]

    def files(self) -> dict[str, bytes]:
        """Give the recordings' files."""
        found = (self.folder / "recordings").rglob("*")
        return {one.name: one.read_bytes() for one in found if one.is_file()}


Build = Callable[[str], House]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Give an installation to take things in, on each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'there' / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    house = House(url, tmp_path / "there")
    yield house
    house.engine.dispose()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """Give an installation that has something of everything."""
    house = House(f"sqlite:///{tmp_path / 'here' / 'rubato.db'}", tmp_path / "here")
    house.fill()
    # What is not whole is not exported, and nothing may name it.
    with writing(house.engine) as connection:
        connection.execute(text("UPDATE recordings SET completed = created"))
        connection.execute(text("UPDATE replies SET state = 'sent' WHERE state <> 'held'"))
    house.write_files()
    yield house
    house.engine.dispose()


def test_every_table_is_exported_or_has_its_reason() -> None:
    """A new table is put into a kind (server/core/export/kinds.py), or left out for a reason."""
    for name in METADATA.tables:
        assert name in KIND_OF or LEFT_OUT.get(name), f"{name}: exported, or left out and why?"
    assert not set(KIND_OF) & set(LEFT_OUT)


def test_exported_is_imported(home: House, elsewhere: House, tmp_path: Path) -> None:
    """Into a fresh installation everything comes as it is, with its numbers and files."""
    report = elsewhere.take(home.export(tmp_path / "all.zip"))
    assert [one for one in report.tallies if one.failed or one.conflicts] == []
    for name in KIND_OF:
        wanted = home.rows(name)
        for row in wanted:
            if name == "users":
                row["password_hash"] = None
        assert elsewhere.rows(name) == wanted, name

    assert elsewhere.files() == home.files()
    assert len(home.files()) == ROWS
    assert report.settings == {"lowest_note": 36}
    again = elsewhere.export(tmp_path / "again.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as one, zipfile.ZipFile(again) as other:
        for name in {*one.namelist(), *other.namelist()}:
            assert name == "manifest.json" or one.read(name) == other.read(name)


def test_twice_is_once(home: House, elsewhere: House, tmp_path: Path) -> None:
    """Taken in again, everything is there already; nothing is doubled."""
    archive = home.export(tmp_path / "all.zip")
    elsewhere.take(archive)
    before = sums(elsewhere.engine)
    report = elsewhere.take(archive)

    assert sum(one.new + one.conflicts + one.files for one in report.tallies) == 0
    assert sums(elsewhere.engine) == before


def test_dry_run_tells_and_changes_nothing(home: House, elsewhere: House, tmp_path: Path) -> None:
    """It says what would come; no row and no file does."""
    archive = home.export(tmp_path / "all.zip")
    dry = elsewhere.take(archive, dry=True)
    assert elsewhere.rows("documents") == []
    assert elsewhere.files() == {}
    done = elsewhere.take(archive)

    assert [replace(one, files=0) for one in dry.tallies] == [
        replace(one, files=0) for one in done.tallies
    ]


def test_into_a_filled_one_nothing_is_mixed(home: House, elsewhere: House, tmp_path: Path) -> None:
    """Numbers are moved, and whatever named a row names the same row by its new number."""
    with writing(elsewhere.engine) as connection:
        for at in range(3):
            values = {"at": at + 1, "name": f"other{at}"}
            for line in (
                "INSERT INTO users (id, name, role, created) VALUES (:at, :name, 'user', 1)",
                "INSERT INTO topics (id, name, key, created) VALUES (:at, :name, :name, 1)",
                (
                    "INSERT INTO documents "
                    "(id, kind, title, address, sha256, state, created, changed) VALUES "
                    "(:at, 'text', :name, :name, :name, 'ready', 1, 1)"
                ),
                (
                    'INSERT INTO passages (id, document_id, position, text, start, "end")'
                    " VALUES (:at, :at, 0, :name, 0, 5)"
                ),
            ):
                connection.execute(text(line), values)
        if elsewhere.engine.name == "postgresql":
            for table in ("users", "topics", "documents", "passages"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', 3)"))
    report = elsewhere.take(home.export(tmp_path / "all.zip"))
    assert [one for one in report.tallies if one.failed or one.conflicts] == []
    titles = {row["id"]: row["title"] for row in elsewhere.rows("documents")}
    there = {row["id"]: row["title"] for row in home.rows("documents")}
    cites = [json.loads(row["details"])["sources"][0] for row in elsewhere.rows("inquiries")]
    passages = {row["id"]: row["text"] for row in elsewhere.rows("passages")}

    assert len(titles) == ROWS + 3
    assert {titles[cite["document"]] for cite in cites} == {there[1]}
    assert {passages[cite["passage"]] for cite in cites} == {home.rows("passages")[0]["text"]}
    taught = [row["taught"] for row in home.rows("inquiries") if row["taught"]]
    moved = [row["taught"] for row in elsewhere.rows("inquiries") if row["taught"]]
    assert [titles[one] for one in moved] == [there[one] for one in taught]
    with writing(elsewhere.engine) as connection:
        line = "INSERT INTO topics (name, key, created) VALUES ('z', 'z', 1)"
        connection.execute(text(line))  # the counter stands behind what came
    assert sum(one.new for one in elsewhere.take(tmp_path / "all.zip").tallies) == 0


def test_what_differs_stays(home: House, elsewhere: House, tmp_path: Path) -> None:
    """A conflict is counted and told; the row here stays, and no part of there is mixed in."""
    elsewhere.take(home.export(tmp_path / "all.zip"))
    with writing(elsewhere.engine) as connection:
        connection.execute(text("UPDATE documents SET title = 'Mine' WHERE id = 1"))
        connection.execute(text("DELETE FROM passages WHERE document_id = 1"))
    report = elsewhere.take(tmp_path / "all.zip")
    told = [one for one in report.tallies if one.conflicts or one.failed or one.new]
    assert [one.kind for one in told] == ["documents"]
    (tally,) = told

    assert tally.kind == "documents"
    assert tally.told[0].endswith(": title")
    assert elsewhere.rows("documents")[0]["title"] == "Mine"
    assert [row for row in elsewhere.rows("passages") if row["document_id"] == 1] == []


def test_only_some_kinds_bring_what_they_name(
    home: House, elsewhere: House, tmp_path: Path
) -> None:
    """The ratings come with the people who gave them, and nothing else does."""
    report = elsewhere.take(home.export(tmp_path / "some.zip", ["ratings"]))

    assert [one.kind for one in report.tallies] == ["people", "ratings"]
    assert len(elsewhere.rows("rating_changes")) == ROWS
    assert elsewhere.rows("documents") == []
    with pytest.raises(InvalidError, match="holds no documents"):
        elsewhere.take(tmp_path / "some.zip", ["documents"])
    with pytest.raises(InvalidError, match="no kind 'cake'"):
        home.export(tmp_path / "cake.zip", ["cake"])
    assert not (tmp_path / "cake.zip").exists()


def test_secrets_come_only_where_both_say_so(home: House, elsewhere: House, tmp_path: Path) -> None:
    """Hashes of passwords and tokens are not in it unless asked, and not taken unless asked."""
    plain = home.export(tmp_path / "plain.zip")
    with zipfile.ZipFile(plain) as archive:
        text_of = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for row in home.rows("users"):
        assert row["password_hash"] is None or row["password_hash"] not in text_of
    whole = home.export(tmp_path / "whole.zip", ["people"], secrets=True)
    elsewhere.take(whole)
    assert elsewhere.rows("tokens") == []
    assert {row["password_hash"] for row in elsewhere.rows("users")} == {None}
    with writing(elsewhere.engine) as connection:
        connection.execute(text("DELETE FROM users"))
    elsewhere.take(whole, secrets=True)

    assert len(elsewhere.rows("tokens")) == ROWS
    assert [row["password_hash"] for row in elsewhere.rows("users")] == [
        row["password_hash"] for row in home.rows("users")
    ]


def test_replies_on_their_way_are_held(home: House, elsewhere: House, tmp_path: Path) -> None:
    """Two installations never send the same reply: the owner decides on what came."""
    with writing(home.engine) as connection:
        connection.execute(text("UPDATE replies SET state = 'planned'"))
    elsewhere.take(home.export(tmp_path / "all.zip"))

    assert {row["state"] for row in elsewhere.rows("replies")} == {"held"}


def test_carried_over_is_the_same(home: House, elsewhere: House) -> None:
    """Every row of every table, tokens too, with the numbers; and a filled one is refused."""
    carried = carry(home.engine, elsewhere.engine)

    assert carried == sums(home.engine) == sums(elsewhere.engine)
    assert {one.rows for one in carried.values()} == {ROWS}
    with pytest.raises(ConflictError, match="not empty"):
        carry(home.engine, elsewhere.engine)
    with writing(elsewhere.engine) as connection:
        line = "INSERT INTO steps (began, dry, facts) VALUES (1, true, '{}')"
        connection.execute(text(line))
    assert elsewhere.rows("steps")[-1]["id"] == ROWS + 1


def test_there_and_back(home: House, elsewhere: House, tmp_path: Path) -> None:
    """To the other kind of database, and back into a new file: the same."""
    carry(home.engine, elsewhere.engine)
    back = House(f"sqlite:///{tmp_path / 'back.db'}", tmp_path)
    assert carry(elsewhere.engine, back.engine) == sums(home.engine)
    back.engine.dispose()
