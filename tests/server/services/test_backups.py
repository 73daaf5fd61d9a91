"""Backups are made whole, tried, thinned out and put back, over a real folder and database."""

import os
from pathlib import Path

import pytest

from server.adapters.backup_shelf import BackupFolder
from server.adapters.data_files import DataFolder
from server.adapters.database import Database, open_engine
from server.adapters.database.sqlite_copy import SqliteCopy
from server.core.backup.manifest import Part
from server.core.errors import InvalidError, NotFoundError, UnavailableError
from server.core.step.task import Bounds, Outcome
from server.services.backups import Backups, World
from server.services.chore_backup import BackupTask
from tests.server.migrated import migrated

DAY = 86_400_000
SESSION = "recordings/2026/0011223344556677.mid"


class House:
    """An installation in a folder, and the backups of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, 0
        self.told: list[str] = []
        self.data = folder / "data"
        self.path = self.data / "rubato.db"
        engine = open_engine(f"sqlite:///{self.path}")
        migrated(engine)
        self.database = Database(engine)
        self.write(SESSION, b"MThd")
        self.write("vectors/index", b"made again")
        self.write("rubato.toml", b"port = 1")
        aside = self.data / "before"
        self.shelf = BackupFolder(folder / "backups")
        beside = {"settings/rubato.toml": self.data / "rubato.toml"}
        patterns = ("recordings/*/*.mid",)
        files = DataFolder(self.data, patterns, beside, aside, ["vectors"])
        parts = [Part("voice", "anna", "", "0" * 64, 3)]
        self.backups = Backups(
            World(
                self.shelf,
                SqliteCopy(self.path, aside),
                files,
                lambda: (parts, ["Ollama is away."]),
                "1.0",
                lambda: self.now,
            )
        )

    def write(self, place: str, content: bytes) -> Path:
        """Write a file below the data's folder."""
        path = self.data / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def make(self) -> str:
        """Make one a day later than the last."""
        self.now += DAY
        return self.backups.make()[0]

    def names(self) -> list[str]:
        """List who is in the database that lies there now."""
        database = Database(open_engine(f"sqlite:///{self.path}"))
        try:
            return [user.name for user in database.users()]
        finally:
            database.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Give an installation with one person and one session."""
    made = House(tmp_path)
    made.database.add_user("anna", "admin", None, 1)
    return made


def test_everything_comes_back(house: House) -> None:
    """What was lost is there again; what came since is moved aside; what can be made again goes."""
    name = house.make()
    house.database.add_user("ben", "user", None, 2)
    house.database.close()
    (house.data / SESSION).unlink()
    restored = house.backups.restore(name)

    assert house.names() == ["anna"]
    assert (house.data / SESSION).read_bytes() == b"MThd"
    assert (house.data / "settings/rubato.toml").read_bytes() == b"port = 1"
    assert restored.files == 2
    assert (house.data / "before" / "rubato.db").is_file()
    assert not (house.data / "vectors").exists()
    assert (house.data / "before" / "vectors" / "index").is_file()


def test_manifest_says_what_lies_in_it(house: House) -> None:
    """Rows, files, voices, and which list is missing."""
    manifest = house.backups.verify(house.make())

    assert manifest.rows["users"] == 1
    assert {one.path for one in manifest.files} == {SESSION, "settings/rubato.toml"}
    assert [one.name for one in manifest.parts] == ["anna"]
    assert manifest.missing == ("Ollama is away.",)
    assert [tried for _, _, tried in house.backups.listed()] == [True]


def test_files_are_stored_once(house: House) -> None:
    """A second backup of the same files writes no second copy of them."""
    house.make()
    pool = house.folder / "backups" / "files"
    before = {path: path.stat().st_mtime_ns for path in pool.glob("*/*")}
    house.make()

    assert {path: path.stat().st_mtime_ns for path in pool.glob("*/*")} == before


def test_old_ones_go_with_their_files(house: House) -> None:
    """Of three two stay; a file that only the oldest named is no more in the pool."""
    house.make()
    (house.data / SESSION).write_bytes(b"MThd2")
    kept = [house.make(), house.make()]
    house.backups.verify(kept[1])
    assert house.backups.rotate(2, dry=True) == ["1970-01-02T00-00-00Z"]
    assert len(house.shelf.names()) == 3
    house.backups.rotate(2)

    assert house.shelf.names() == kept
    contents = [path.read_bytes() for path in (house.folder / "backups/files").glob("*/*")]
    assert sorted(contents) == [b"MThd2", b"port = 1"]


@pytest.mark.parametrize("damaged", ["database", "pool", "manifest", "lost"])
def test_damage_is_found_before_anything_changes(house: House, damaged: str) -> None:
    """A backup that is not whole is neither verified nor put back."""
    name = house.make()
    house.database.add_user("ben", "user", None, 2)
    house.database.close()
    backups = house.folder / "backups"
    pooled = next(path for path in (backups / "files").glob("*/*") if path.read_bytes() == b"MThd")
    if damaged == "database":
        with (backups / name / "database").open("r+b") as file:
            file.seek(5000)
            file.write(os.urandom(100))
    elif damaged == "manifest":
        (backups / name / "manifest.json").write_text("{")
    elif damaged == "pool":
        pooled.write_bytes(b"MThx")
    else:
        pooled.unlink()
    for act in (house.backups.verify, house.backups.restore):
        with pytest.raises(InvalidError):
            act(name)

    assert house.names() == ["anna", "ben"]
    assert house.shelf.verified() == []


def test_backup_that_breaks_off_is_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves no half of one, and the next sweep clears what was on its way."""

    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr("server.adapters.backup_shelf.shutil.copyfile", full)
        with pytest.raises(UnavailableError, match="No space left"):
            house.make()
    assert house.shelf.names() == []
    (house.folder / "backups" / "making-killed").mkdir()
    name = house.make()
    house.backups.rotate(5)

    assert {path.name for path in (house.folder / "backups").iterdir()} == {"files", name}


def test_unknown_one_is_not_found(house: House) -> None:
    """A name that is none, or leaves the folder, finds nothing."""
    house.make()
    for name in ("", "..", "../data", "2020-01-01T00-00-00Z"):
        with pytest.raises(NotFoundError, match="no backup"):
            house.backups.restore(name)


def nothing(_done: int, _total: int | None, _what: str = "") -> None:
    """Show no progress."""


def chore(house: House, *, dry: bool = False, keep: int = 2) -> Outcome:
    """Do the chore once."""
    task = BackupTask(house.backups, keep, house.now, house.told.append)
    return task.run(Bounds(lambda: 0, 1, 1), nothing, dry=dry)


def test_chore_makes_one_a_day(house: House) -> None:
    """A dry run makes none; the first makes and tries one; within the day nothing more is done."""
    house.now = DAY
    assert chore(house, dry=True).lines == ("A backup would be made and tried.",)
    assert house.shelf.names() == []
    assert chore(house).counts["backups"] == 1
    house.now += DAY // 3
    assert chore(house).ending == "idle"
    house.now += DAY
    assert chore(house).ending == "done"
    assert house.shelf.names() == house.shelf.verified()
    assert len(house.shelf.names()) == 2
    house.now += DAY
    assert "would be dropped" in chore(house, dry=True).lines[1]
    assert chore(house).counts["dropped"] == 1
    assert chore(house, keep=0).ending == "skipped"
    assert len(house.told) == 3
    assert house.told[-1] == house.shelf.names()[-1]
