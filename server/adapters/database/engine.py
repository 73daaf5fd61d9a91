"""Opens the engine: file modes, pragmas, and transactions that SQLite keeps as they are asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from server.core.errors import InvalidError, UnavailableError

BUSY_TIMEOUT = 5_000
"""How long a writer waits for another one, in ms."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what was deleted is not left in the file
    f"PRAGMA busy_timeout={BUSY_TIMEOUT}",
)

WRITE = "rubato_write"
"""The execution option of connections that will write."""
DURABLE = "rubato_durable"
"""The execution option of connections whose transactions must outlive a loss of power."""


def open_engine(url: str) -> Engine:
    """Open a database by URL; makes the SQLite file, readable by its owner only."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    try:
        return create_engine(parsed, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise UnavailableError(
            "PostgreSQL needs its driver: pip install 'rubato[postgresql]'."
        ) from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise InvalidError(
            "database_url is no database URL; write postgresql://user:password@host/name, "
            "or leave it empty for SQLite."
        ) from error
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not parsed.database:
        raise InvalidError("database_url must begin with postgresql:// or sqlite:///FILE.")
    return parsed


def _open_sqlite(url: URL) -> Engine:
    _private_file(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT / 1000})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _private_file(path: Path) -> None:
    """Make the file before SQLite does, so that it is never readable by others."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise UnavailableError(
            f"The database {path} cannot be written ({error.strerror}); "
            "choose another place with --data-dir."
        ) from error


def _on_connect(connection: Any, _record: object) -> None:
    # Python's sqlite3 begins transactions by itself, but not before DDL or reads; we begin them.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    # A reader that turns writer fails at once when another one wrote; so writers say it first.
    options = connection.get_execution_options()
    write, durable = options.get(WRITE, False), options.get(DURABLE, False)
    if connection.info.get(DURABLE, False) is not durable:
        # With NORMAL, WAL mode outlives a crash, but the last moments are lost with the power.
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        connection.info[DURABLE] = durable
    if write:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # It takes no lock and cannot fail; by the framework it costs as much as what is read then.
        connection.connection.cursor().execute("BEGIN")


@contextmanager
def writing(engine: Engine, *, durable: bool = False) -> Iterator[Connection]:
    """Open a transaction that writes; it is committed at the end, or nothing of it is.

    `durable`: once committed, it is on the disk, and not in the system's memory only.
    """
    options = {WRITE: True, DURABLE: durable}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection
