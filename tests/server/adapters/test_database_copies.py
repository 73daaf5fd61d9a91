"""Copies of a database in use are of one moment, and what is damaged is never put back."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from server.adapters.database import Database, open_engine
from server.adapters.database.postgresql_copy import PostgresqlCopy
from server.adapters.database.sqlite_copy import SqliteCopy
from server.core.backup_ports import DatabaseCopier
from server.core.errors import ConflictError, InvalidError, UnavailableError
from server.core.users import User
from tests.server.migrated import migrated

WRITER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
database.execute("PRAGMA journal_mode=WAL")
print("ready", flush=True)
n = 0
while True:
    n += 1
    database.execute("BEGIN IMMEDIATE")
    for half in ("left", "right"):
        row = (n, half, "x" * 2000)
        database.execute("INSERT INTO audit (at, action, detail) VALUES (?, ?, ?)", row)
    database.execute("COMMIT")
    print(n, flush=True)
"""
"""Writes two rows that belong together in each transaction, and tells each that is on the disk."""


@contextmanager
def writing(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run the writer as another process, as long as the block."""
    words = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        try:
            yield writer
        finally:
            writer.kill()


def made(url: str) -> Database:
    """Make a database with somebody in it."""
    engine = open_engine(url)
    migrated(engine)
    database = Database(engine)
    database.add_user("anna", "admin", None, 1)
    return database


def test_copy_is_of_one_moment(tmp_path: Path) -> None:
    """While another process writes, every copy holds whole transactions, and all that was there."""
    path = tmp_path / "rubato.db"
    made(f"sqlite:///{path}").close()
    copier = SqliteCopy(path, tmp_path / "aside")
    with writing(path) as writer:
        for number in range(5):
            assert writer.stdout is not None
            told = [int(writer.stdout.readline()) for _ in range(20)]
            copy = tmp_path / f"copy{number}"
            held = copier.copy(str(copy))
            with sqlite3.connect(copy) as database:
                halves = dict(
                    database.execute("SELECT action, count(*) FROM audit GROUP BY action")
                )

            assert halves["left"] == halves["right"] >= told[-1]
            assert held.rows["audit"] == 2 * halves["left"]
            assert copier.look(str(copy)) == held
            assert copy.stat().st_mode & 0o077 == 0


def test_copy_comes_back(tmp_path: Path) -> None:
    """What was changed since is moved aside, not deleted."""
    path = tmp_path / "data" / "rubato.db"
    database = made(f"sqlite:///{path}")
    copier = SqliteCopy(path, tmp_path / "aside")
    copier.copy(str(tmp_path / "copy"))
    database.add_user("ben", "user", None, 2)
    database.close()
    aside = copier.put_back(str(tmp_path / "copy"))

    assert [user.name for user in made_again(path)] == ["anna"]
    assert aside == str(tmp_path / "aside")
    assert [user.name for user in made_again(tmp_path / "aside" / "rubato.db")] == ["anna", "ben"]


def made_again(path: Path) -> list[User]:
    """List who is in a database file."""
    database = Database(open_engine(f"sqlite:///{path}"))
    try:
        return list(database.users())
    finally:
        database.close()


def test_damage_is_found(tmp_path: Path) -> None:
    """A copy with a page of other bytes, one cut off, and another database are refused."""
    path, copy = tmp_path / "rubato.db", tmp_path / "copy"
    made(f"sqlite:///{path}").close()
    copier = SqliteCopy(path, tmp_path / "aside")
    copier.copy(str(copy))
    whole = copy.read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:100] + b"\xff" * 60_000 + whole[60_100:], b""):
        copy.write_bytes(broken)
        with pytest.raises(InvalidError):
            copier.look(str(copy))
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE things (id INTEGER)")
    with pytest.raises(InvalidError, match="no database of Rubato"):
        copier.look(str(tmp_path / "other"))


def test_nothing_to_copy_is_told(tmp_path: Path) -> None:
    """Where there is no database yet, it says so, and makes none."""
    with pytest.raises(UnavailableError, match="no database"):
        SqliteCopy(tmp_path / "rubato.db", tmp_path / "aside").copy(str(tmp_path / "copy"))
    assert not list(tmp_path.iterdir())


@pytest.mark.postgresql
def test_postgresql_is_copied_and_comes_back(
    postgresql_server: str, postgresql_url: str, tmp_path: Path
) -> None:
    """A dump is tried in a database of its own, restored into an empty one, and into no other."""
    import psycopg

    database = made(postgresql_url)
    copier: DatabaseCopier = PostgresqlCopy(postgresql_url)
    held = copier.copy(str(tmp_path / "copy"))
    assert held.rows["users"] == 1
    with pytest.raises(ConflictError, match="not empty"):
        copier.put_back(str(tmp_path / "copy"))
    with psycopg.connect(
        host=postgresql_server, user="rubato", dbname="postgres", autocommit=True
    ) as server:
        server.execute("CREATE DATABASE restored")
        names = server.execute("SELECT datname FROM pg_database").fetchall()
    assert not [name for (name,) in names if name.startswith("rubato_trying")]
    empty = make_url(postgresql_url).set(database="restored").render_as_string()
    PostgresqlCopy(empty).put_back(str(tmp_path / "copy"))
    restored = Database(open_engine(empty))

    assert restored.users() == database.users()
    restored.close()
    database.close()
