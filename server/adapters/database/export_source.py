"""Reads rows for an export, all as of one moment, a few at a time."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from server.adapters.database.migrate import revision
from server.adapters.database.sheets import exported, facts_of
from server.core.errors import UnavailableError
from server.core.export.kinds import KINDS, TOKENS, Sheet

AT_ONCE = 500
"""Rows that are read at once."""
SHEETS = {sheet.table: sheet for kind in KINDS for sheet in kind.sheets} | {"tokens": TOKENS}


class DatabaseMoment:
    """One moment of the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.revision = revision(connection) or ""

    def needs(self) -> Mapping[str, Iterable[str]]:
        """Give the tables that each exported table names by a key."""
        return {name: set(facts_of(name).keys.values()) for name in SHEETS}

    def rows(self, table: str, *, secrets: bool) -> Iterator[Mapping[str, Any]]:
        """Give the rows of a table in the order of its key; those that are whole."""
        sheet = SHEETS[table]
        yield from _rows(self._connection, sheet, secrets=secrets)


@contextmanager
def moment(engine: Engine) -> Iterator[DatabaseMoment]:
    """Open the database as it is now: what is written meanwhile is not seen."""
    options = {} if engine.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    try:
        with engine.connect().execution_options(**options) as connection:
            yield DatabaseMoment(connection)
    except SQLAlchemyError as error:
        raise UnavailableError("The database does not answer; see the server's log.") from error


def _rows(connection: Connection, sheet: Sheet, *, secrets: bool) -> Iterator[Mapping[str, Any]]:
    table = facts_of(sheet.table).table
    columns = [table.c[name] for name in exported(sheet, secrets=secrets)]
    wanted = select(*columns).order_by(*table.primary_key.columns)
    if sheet.whole:
        wanted = wanted.where(table.c[sheet.whole].is_not(None))
    found = connection.execute(wanted, execution_options={"yield_per": AT_ONCE})
    yield from (dict(row) for row in found.mappings())
