"""Copies a SQLite database while a server writes to it, and puts a copy in its place.

SQLite's own backup, all pages in one step: it reads one snapshot of the write-ahead log, so that
what it writes is the database of one moment, and it keeps no writer waiting
(https://sqlite.org/backup.html).
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from server.core.backup.manifest import Engine
from server.core.backup_ports import Copied
from server.core.errors import InvalidError, UnavailableError

BESIDE = ("-wal", "-shm")
"""Files that belong to a database that is open."""


class SqliteCopy:
    """Copies one database file."""

    @property
    def engine(self) -> Engine:
        """Give what kind it is."""
        return "sqlite"

    def __init__(self, database: Path, aside: Path) -> None:
        """`aside`: a folder that is made for the database that a copy replaces."""
        self._database, self._aside = database, aside

    def copy(self, to: str) -> Copied:
        """Write it, as of one moment, to a new file that only its owner reads."""
        if not self._database.is_file():
            raise UnavailableError(f"There is no database at {self._database} yet.")
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            with (
                closing(sqlite3.connect(f"{self._database.as_uri()}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(to)) as target,
            ):
                source.backup(target, pages=-1)
                # One file that needs no other beside it.
                target.execute("PRAGMA journal_mode=DELETE")
                return _counted(target)
        except sqlite3.Error as error:
            raise UnavailableError(f"The database cannot be copied: {error}.") from error

    def look(self, copy: str) -> Copied:
        """Restore a copy to a place of its own, check every page and reference, count rows."""
        try:
            with _scratch(Path(copy)) as place, closing(sqlite3.connect(place)) as database:
                _check(database)
                return _counted(database)
        except sqlite3.Error as error:
            raise InvalidError(f"The copy of the database is damaged: {error}.") from error
        except OSError as error:
            raise UnavailableError(f"It cannot be tried here: {error.strerror}.") from error

    def put_back(self, copy: str) -> str | None:
        """Put a copy where the database is; the one before it is moved aside, never deleted."""
        arriving = self._database.with_name(self._database.name + ".arriving")
        try:
            self._database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(copy, arriving)
            arriving.chmod(0o600)
            aside = self._put_aside()
            arriving.replace(self._database)
        except OSError as error:
            arriving.unlink(missing_ok=True)
            raise UnavailableError(f"It cannot be put back: {error.strerror}.") from error
        return str(aside) if aside else None

    def _put_aside(self) -> Path | None:
        ends = ("", *BESIDE)
        there = [self._database.with_name(self._database.name + end) for end in ends]
        if not any(path.exists() for path in there):
            return None
        self._aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in there:
            if path.exists():
                path.replace(self._aside / path.name)
        return self._aside


@contextmanager
def _scratch(copy: Path) -> Iterator[Path]:
    """Restore a copy beside itself, where there is room for it, as long as the block."""
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix="trying-") as folder:
        place = Path(folder) / "rubato.db"
        shutil.copyfile(copy, place)
        yield place


def _check(database: sqlite3.Connection) -> None:
    told = [row[0] for row in database.execute("PRAGMA integrity_check(5)")]
    if told != ["ok"]:
        raise InvalidError(f"The copy of the database is damaged: {told[0]}.")
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise InvalidError(f"In the copy of the database, {broken[0]} names what is not there.")


def _counted(database: sqlite3.Connection) -> Copied:
    """Count the rows of our tables; those of a full text index are part of it."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [row[0] for row in database.execute(named)]
    if "alembic_version" not in names:
        raise InvalidError("That is no database of Rubato.")
    (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
    rows = {}
    for name in names:
        (rows[name],) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
    return Copied(str(revision), rows)
