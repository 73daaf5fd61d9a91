"""Copies a PostgreSQL database by its own tools, `pg_dump` and `pg_restore`, one snapshot each."""

import os
import shutil
import subprocess
import uuid
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import Engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from server.adapters.database.engine import open_engine
from server.core.backup.manifest import Engine as EngineName
from server.core.backup_ports import Copied
from server.core.errors import ConflictError, InvalidError, UnavailableError

VERSIONS = "alembic_version"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


class PostgresqlCopy:
    """Copies the database behind one URL."""

    @property
    def engine(self) -> EngineName:
        """Give what kind it is."""
        return "postgresql"

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    def copy(self, to: str) -> Copied:
        """Dump it, as of one moment, and count the rows of the dump by trying it out."""
        _tool("pg_dump", self._url, "--format=custom", "--no-owner", "--no-acl", f"--file={to}")
        Path(to).chmod(0o600)
        return self.look(to)

    def look(self, copy: str) -> Copied:
        """Restore a dump into a database of its own, count rows, and drop that database."""
        name = f"rubato_trying_{uuid.uuid4().hex[:12]}"
        engine = open_engine(self._url.render_as_string(hide_password=False))
        try:
            _alone(engine, f'CREATE DATABASE "{name}"')
            try:
                place = self._url.set(database=name)
                _restore(place, copy)
                return _counted(place)
            finally:
                _alone(engine, f'DROP DATABASE IF EXISTS "{name}"')
        except SQLAlchemyError as error:
            raise UnavailableError(
                "A backup is tried out in a database of its own, which this user may not make; "
                "allow it with: ALTER ROLE name CREATEDB."
            ) from error
        finally:
            engine.dispose()

    def put_back(self, copy: str) -> str | None:
        """Restore a dump into the database, which must be empty: nothing is written over."""
        rows = _counted(self._url, empty=True).rows
        if any(count for name, count in rows.items() if name != VERSIONS):
            raise ConflictError(
                "The database is not empty. Make a new one (createdb), name it in database_url, "
                "and restore again; the one there stays as it is."
            )
        _restore(self._url, copy)
        return None


def _restore(place: URL, copy: str) -> None:
    _tool("pg_restore", place, "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction",
          "--clean", "--if-exists", copy)  # fmt: skip


def _tool(name: str, place: URL, *words: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, which no list shows."""
    found = shutil.which(name)
    if found is None:
        raise UnavailableError(f"{name} is not installed; it comes with PostgreSQL's client.")
    named = {"--host": place.host, "--port": place.port, "--username": place.username}
    told = [f"{flag}={value}" for flag, value in named.items() if value]
    for flag in ("host", "port"):  # a socket's folder stands in the query
        if flag in place.query and f"--{flag}" not in " ".join(told):
            told.append(f"--{flag}={unquote(str(place.query[flag]))}")
    password = {"PGPASSWORD": str(place.password)} if place.password else {}
    done = subprocess.run(  # noqa: S603
        [found, *told, f"--dbname={place.database}", *words],
        env=os.environ | password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise UnavailableError(f"{name} failed: {lines[-1]}")


def _alone(engine: Engine, statement: str) -> None:
    """Run a statement that no transaction may hold."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))


def _counted(place: URL, *, empty: bool = False) -> Copied:
    engine = open_engine(place.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            names = list(connection.execute(text(TABLES)).scalars())
            if not names and empty:
                return Copied("", {})
            if VERSIONS not in names:
                raise InvalidError("That is no database of Rubato.")
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            rows = {
                name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() or 0)  # noqa: S608
                for name in names
            }
            return Copied(str(revision), rows)
    except SQLAlchemyError as error:
        raise UnavailableError("The database does not answer.") from error
    finally:
        engine.dispose()
