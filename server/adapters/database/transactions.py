"""One transaction for each call, and a database that is away as our own error."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from server.adapters.database.engine import writing
from server.core.errors import UnavailableError

DISK_FULL = "53100"
"""PostgreSQL's word for it."""


class Transactions:
    """Opens connections to read and to write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """Give the engine, for who keeps other things in the same database."""
        return self._engine

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _answering(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self, *, durable: bool = False) -> Iterator[Connection]:
        with _answering(), writing(self._engine, durable=durable) as connection:
            yield connection


@contextmanager
def _answering() -> Iterator[None]:
    """Turn what a database says when it is away into our error; a broken rule stays itself."""
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        if _is_full(error):
            raise UnavailableError(
                "There is no room left on the disk of the database, and nothing was changed; "
                "make some, then try again."
            ) from error
        raise UnavailableError("The database does not answer; see the server's log.") from error


def _is_full(error: SQLAlchemyError) -> bool:
    told = getattr(error, "orig", None)
    full = getattr(told, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return full or getattr(told, "sqlstate", None) == DISK_FULL
