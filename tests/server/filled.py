"""Fills any schema with plausible rows, as it finds the schema: keys, checks, lengths and defaults.

What no schema says (texts that hold JSON, rows of which one of two keys is set) stands in tables.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, Float, Integer, MetaData, String, Table
from sqlalchemy import inspect as inspected
from sqlalchemy.sql.schema import Column

MORNING = 1_790_000_000_000
"""Ms since 1970."""
ALLOWED = re.compile(r"'([^']*)'")
CITE = {
    "number": 1, "passage": 1, "document": 1, "kind": "text", "title": "Bach", "address": "",
    "heading": "", "text": "Bach was born in 1685.", "start": 0, "line": 0, "page": None,
    "from_ms": None, "to_ms": None, "topics": [], "quotes": [], "about": "",
}  # fmt: skip
DETAILS = {"topics": ["Bach"], "sources": [CITE], "claims": [], "length": "short"}
WORDS = ("Bach", "prélude", "übt", "ノート", "🎹", "O'Hara", '"quoted"', "a\nb", "the thumb")
Choose = Callable[[int], Any]
"""Gives a value for the n-th row, from 0."""


def content_of(at: int) -> bytes:
    """Give the bytes of the n-th recording."""
    return f"MThd, the {at}. recording\n".encode()


FIXED: Mapping[tuple[str, str], Choose] = {
    ("users", "role"): lambda at: "admin" if at == 0 else "user",
    ("users", "name"): lambda at: "owner" if at == 0 else f"user{at}",
    ("inquiries", "details"): lambda _: json.dumps(DETAILS),
    ("inquiries", "id"): lambda at: f"{at + 1:016x}",
    ("performances", "id"): lambda at: f"{at + 161:016x}",
    ("recordings", "id"): lambda at: f"{at + 321:016x}",
    ("recordings", "kind"): lambda _: "session",
    ("recordings", "sha256"): lambda at: hashlib.sha256(content_of(at)).hexdigest(),
    ("recordings", "size"): lambda at: len(content_of(at)),
    ("recordings", "arrived"): lambda at: len(content_of(at)),
    ("documents", "blocks"): lambda _: "[]",
    ("performance_tracks", "languages"): lambda _: '["base"]',
    ("performance_analyses", "content"): lambda _: '{"offset_ms": 0, "words": []}',
    ("performance_edits", "thing"): lambda at: ("take", "line", "performance")[at % 3],
    ("performance_edits", "thing_id"): lambda at: (1, 2, 0)[at % 3],
    ("inquiry_answers", "performance_id"): lambda _: None,
    ("dictionary_words", "keys"): lambda at: f"12 {at} 12",
    ("dictionary_changes", "word_id"): lambda at: at + 1,
    ("dictionary_changes", "batch"): lambda at: at // 2 + 1,
}
"""Values that a schema does not tell."""


class Filling:
    """Fills the tables that a connection finds."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self._connection, self._chance = connection, Random(seed)
        self._schema = MetaData()
        self._schema.reflect(connection, only=lambda name, _: not _is_of_search(name))
        self._checks = {
            (name, check["name"]): check["sqltext"]
            for name in self._schema.tables
            for check in inspected(connection).get_check_constraints(name)
        }
        self._keys: dict[tuple[str, str], list[Any]] = {}

    def fill(self, rows: int) -> dict[str, int]:
        """Put so many rows into every table; tell how many each has."""
        made = {}
        for table in self._schema.sorted_tables:
            if table.name != "alembic_version":
                made[table.name] = self._fill(table, rows)
        return made

    def _fill(self, table: Table, rows: int) -> int:
        made = [self._row(table, at) for at in range(rows)]
        self._connection.execute(table.insert(), made)
        for column in table.primary_key.columns:
            self._keys[table.name, column.name] = [row[column.name] for row in made]
        for column in table.columns:
            self._keys.setdefault((table.name, column.name), [row[column.name] for row in made])
        return rows

    def _row(self, table: Table, at: int) -> dict[str, Any]:
        return {column.name: self._value(table, column, at) for column in table.columns}

    def _value(self, table: Table, column: "Column[Any]", at: int) -> Any:
        if choose := FIXED.get((table.name, column.name)):
            return choose(at)
        for key in column.foreign_keys:
            every = self._keys[key.column.table.name, key.column.name]
            return every[at % len(every)]
        if allowed := self._allowed(table.name, column.name):
            return allowed[at % len(allowed)]
        if column.nullable and at % 3 == 2:
            return None
        return self._plain(column, at)

    def _allowed(self, table: str, column: str) -> list[str]:
        """Give the texts that a check allows in a column."""
        told = self._checks.get((table, f"ck_{table}_{column}"), "")
        return ALLOWED.findall(told)

    def _plain(self, column: "Column[Any]", at: int) -> Any:
        kind = column.type
        if isinstance(kind, Boolean):
            return at % 2 == 0
        if isinstance(kind, BigInteger) or (isinstance(kind, Integer) and column.name == "created"):
            return MORNING + at
        if isinstance(kind, Integer):
            return at + 1
        if isinstance(kind, Float):
            return self._chance.random()
        told = f"{at} {self._chance.choice(WORDS)} {self._chance.random()}"
        return told[: kind.length] if isinstance(kind, String) and kind.length else told


def fill(connection: Connection, rows: int = 7, seed: int = 1) -> dict[str, int]:
    """Put plausible rows into every table of the schema that is there."""
    return Filling(connection, seed).fill(rows)


def _is_of_search(name: str) -> bool:
    """Leave out what a database keeps to search words by: triggers fill it."""
    return name.startswith(("inquiry_words", "sqlite_"))
