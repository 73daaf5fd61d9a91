"""What the tables say of an export: columns, numbers, keys, order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import BigInteger, Boolean, Float, Integer, String, Table
from sqlalchemy import Column as SqlColumn

from server.adapters.database import (  # noqa: F401  (METADATA has them, too)
    comment_tables,
    dictionary_tables,
    mark_tables,
    performance_tables,
)
from server.adapters.database.tables import METADATA
from server.core.export.kinds import Sheet
from server.core.export.rows import Column, Form


@dataclass(frozen=True, slots=True)
class Facts:
    """One table as its definition says."""

    table: Table
    number: str | None
    """The column that the database counts; such numbers mean nothing elsewhere."""
    columns: tuple[Column, ...]
    keys: Mapping[str, str]
    """Columns that name rows of other tables, with those tables."""
    targets: Mapping[str, str]
    """The same columns, with how the row they name is noted."""
    noted: Mapping[str, str]
    """How its own rows are noted, for others that name them: with the column."""

    @property
    def content(self) -> Sequence[str]:
        """Give all columns but the number."""
        return [one.name for one in self.columns if one.name != self.number]


@cache
def facts_of(name: str) -> Facts:
    """Read a table's definition."""
    table = METADATA.tables[name]
    keys = {key.parent.name: key.column.table.name for key in table.foreign_keys}
    targets = {key.parent.name: note_of(key.column) for key in table.foreign_keys}
    number = _number(table)
    named = [column.name for column in table.columns if column.name == number or _is_named(column)]
    noted = {note_of(table.c[column]): column for column in named}
    columns = tuple(_column(one) for one in table.columns)
    return Facts(table, number, columns, keys, targets, noted)


def note_of(column: "SqlColumn[object]") -> str:
    """Name a column that rows are named by: the table alone where that is its number."""
    table = str(column.table.description)
    return table if column.name == _number(column.table) else f"{table}.{column.name}"


def _is_named(column: "SqlColumn[object]") -> bool:
    every = (key for table in METADATA.tables.values() for key in table.foreign_keys)
    return any(key.column is column for key in every)


def _number(table: Table) -> str | None:
    """Find the one column that is its key, counted by the database."""
    keys = list(table.primary_key.columns)
    counted = len(keys) == 1 and isinstance(keys[0].type, Integer) and not keys[0].foreign_keys
    return keys[0].name if counted else None


def _column(column: "SqlColumn[object]") -> Column:
    kind = column.type
    form: Form = "text"
    if isinstance(kind, Boolean):
        form = "switch"
    elif isinstance(kind, Integer):
        form = "number"
    elif isinstance(kind, Float):
        form = "float"
    lack = bool(column.nullable)
    return Column(
        column.name,
        form,
        bits=63 if isinstance(kind, BigInteger) else 31,
        longest=kind.length if isinstance(kind, String) else None,
        may_lack=lack,
        defaults=lack or column.server_default is not None,
    )


def exported(sheet: Sheet, *, secrets: bool) -> Sequence[str]:
    """Give the columns of a table that are exported."""
    hidden = () if secrets else sheet.secret
    return [one.name for one in facts_of(sheet.table).columns if one.name not in hidden]
