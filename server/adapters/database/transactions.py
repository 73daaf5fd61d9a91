"""One transaction for each call, and a database that is away as our own error."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from server.adapters.database.engine import writing
from server.core.errors import UnavailableError


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
    def _write(self) -> Iterator[Connection]:
        with _answering(), writing(self._engine) as connection:
            yield connection


@contextmanager
def _answering() -> Iterator[None]:
    """Turn what a database says when it is away into our error; a broken rule stays itself."""
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        raise UnavailableError("The database does not answer; see the server's log.") from error
