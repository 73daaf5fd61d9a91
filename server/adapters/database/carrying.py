"""Carries a whole database over to another one, and compares every row before it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from server.adapters.database.engine import writing
from server.adapters.database.import_target import count_on, counted
from server.adapters.database.migrate import HEAD, migrate, revision
from server.adapters.database.tables import METADATA
from server.core.errors import ConflictError, InvalidError, UnavailableError
from server.core.export.carried import Sum, differing, sum_of

AT_ONCE = 500
"""Rows that are carried at once."""


def carry(source: Engine, target: Engine) -> Mapping[str, Sum]:
    """Carry all rows of all tables over, with their numbers; give what every table holds now.

    All in one transaction of the target, which must be empty. Raises `ConflictError` for one that
    is not, `InvalidError` where a row does not come as it was: then nothing was kept.
    """
    migrate(target)
    options = {} if source.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    try:
        with (
            source.connect().execution_options(**options) as here,
            writing(target, durable=True) as there,
        ):
            _check(here, there)
            return {table.name: _carried(here, there, table) for table in tables()}
    except SQLAlchemyError as error:
        raise UnavailableError(
            f"It was not carried over, and nothing was changed: {_first_line(error)}"
        ) from error


def tables() -> Sequence[Table]:
    """List all tables, those that others name first."""
    return METADATA.sorted_tables


def sums(engine: Engine) -> Mapping[str, Sum]:
    """Count and add up the rows of every table."""
    with engine.connect() as connection:
        return {table.name: sum_of(_rows(connection, table)) for table in tables()}


def _check(here: Connection, there: Connection) -> None:
    if revision(here) != HEAD:
        raise ConflictError("This database is not of this version: rubato migrate")
    for table in tables():
        if there.execute(select(table).limit(1)).first() is not None:
            raise ConflictError(
                f"The other database is not empty ({table.name}); make a new one, since nothing "
                "is written over. To bring two together: rubato export, then rubato import."
            )


def _carried(here: Connection, there: Connection, table: Table) -> Sum:
    reading = _rows(here, table)
    while rows := list(islice(reading, AT_ONCE)):
        there.execute(insert(table), rows)
    if _is_counted(table):
        count_on(there, table.name, counted(here, table.name))
    came, went = sum_of(_rows(there, table)), sum_of(_rows(here, table))
    if differing({"": came}, {"": went}):
        raise InvalidError(f"{table.name} did not come as it was; nothing was kept.")
    return came


def _is_counted(table: Table) -> bool:
    return table.autoincrement_column is not None


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    wanted = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(wanted, execution_options={"yield_per": AT_ONCE})
    yield from (dict(row) for row in found.mappings())


def _first_line(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return (str(cause).splitlines() or ["no reason given"])[0]
