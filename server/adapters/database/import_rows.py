"""Takes the rows of one table of an export in: new, there already, or in conflict."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from server.adapters.database.import_notes import CONFLICT, NEW, SAME, Notes
from server.adapters.database.sheets import Facts, facts_of
from server.core.errors import InvalidError
from server.core.export.kinds import RECORDINGS, Sheet
from server.core.export.rows import HIGHEST_ID, Tally, calmed, renumbered, row_of
from server.core.export_ports import TakeFile


@dataclass(frozen=True, slots=True)
class Shift:
    """How the numbers of a table are moved."""

    by: int
    """Added to a number of the archive."""
    empty: bool
    """No row is there yet, so that none has to be looked for."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row as it would be here."""

    told: Mapping[str, Any]
    """As the archive has it."""
    row: dict[str, Any]
    known: Sequence[str]
    """The columns by which it is looked for."""


class SheetImport:
    """Takes in one table."""

    def __init__(
        self,
        connection: Connection,
        notes: Notes,
        sheet: Sheet,
        shifts: Mapping[str, Shift],
        secrets: bool,
    ) -> None:
        self._connection, self._notes, self._sheet, self._shifts = connection, notes, sheet, shifts
        self._facts: Facts = facts_of(sheet.table)
        self._columns = self._facts.columns
        self._dropped = () if secrets else sheet.secret

    def take(self, lines: Iterator[bytes], tally: Tally, files: TakeFile) -> Tally:
        """Take in each line; raises `InvalidError` for one that is no row of the table."""
        for at, line in enumerate(lines, 1):
            try:
                tally = self._one(row_of(line, self._columns), tally, files)
            except InvalidError as error:
                raise InvalidError(f"{self._sheet.table}, row {at}: {error}") from error
        return tally

    def _one(self, told: dict[str, Any], tally: Tally, files: TakeFile) -> Tally:
        if self._is_of_conflict(told):
            self._note(told, None, CONFLICT)
            return replace(tally, conflicts=tally.conflicts + 1)
        wanted = self._wanted(told)
        there = self._there(wanted)
        if there is not None:
            return self._met(wanted, there, tally)
        self._insert(wanted)
        if self._sheet.table == RECORDINGS:
            tally = replace(tally, files=tally.files + files(told["id"], wanted.row))
        return replace(tally, new=tally.new + 1)

    def _is_of_conflict(self, told: Mapping[str, Any]) -> bool:
        """Tell whether it is part of what differs here."""
        whole = self._sheet.part_of
        if not whole or told[whole] is None:
            return False
        met = self._notes.of(self._facts.targets[whole], told[whole])
        return met is not None and met[1] == CONFLICT

    def _wanted(self, told: dict[str, Any]) -> _Wanted:
        row = {
            name: value
            for name, value in told.items()
            if name not in {self._facts.number, *self._dropped}
        }
        for name, noted in self._facts.targets.items():
            if row.get(name) is not None:
                row[name] = self._here(noted, row[name])
        for name, table in self._sheet.loose.items():
            if table and row.get(name) is not None:
                row[name] = self._numbered(table, row[name])
        row = calmed(self._sheet.table, renumbered(self._sheet.table, row, self._numbered))
        return _Wanted(told, row, self._sheet.known_by(row, row))

    def _here(self, noted: str, there: Any) -> Any:
        """Give the row that a key names, which must have come or be there."""
        met = self._notes.of(noted, there)
        if met is None or met[0] is None:
            raise InvalidError(f"it names a row of {noted} that did not come.")
        return met[0]

    def _numbered(self, table: str, there: Any) -> Any:
        """Give the number here of a row that may be gone: then one that no other row gets."""
        if isinstance(there, bool) or not isinstance(there, int) or not 0 <= there <= HIGHEST_ID:
            raise InvalidError(f"it names a row of {table} by what is no number.")
        met = self._notes.of(table, there)
        if met is not None and met[0] is not None:
            return met[0]
        return there + (self._shifts[table].by if table in self._shifts else 0)

    def _there(self, wanted: _Wanted) -> Mapping[str, Any] | None:
        """Find the row here that it is; of equal rows, each one once."""
        times = 0
        if not self._sheet.identity:
            known = json.dumps([wanted.row[name] for name in wanted.known], ensure_ascii=False)
            digest = sha256(known.encode()).hexdigest()
            times = self._notes.again(self._sheet.table, digest)
        if self._shifts[self._sheet.table].empty:
            return None
        table = self._facts.table
        asked = select(table).where(*(self._is(name, wanted.row[name]) for name in wanted.known))
        asked = asked.order_by(*table.primary_key.columns).offset(times).limit(1)
        found = self._connection.execute(asked).mappings().one_or_none()
        return None if found is None else dict(found)

    def _is(self, name: str, value: Any) -> ColumnElement[bool]:
        column = self._facts.table.c[name]
        return column.is_(None) if value is None else column == value

    def _met(self, wanted: _Wanted, there: Mapping[str, Any], tally: Tally) -> Tally:
        differ = self._differing(wanted.row, there)
        self._note(wanted.told, there, CONFLICT if differ else SAME)
        if not differ:
            return replace(tally, there=tally.there + 1)
        by = ", ".join(f"{wanted.row[name]!s:.40}" for name in wanted.known)
        return tally.conflicting(f"{self._sheet.table} {by}: {', '.join(differ)}")

    def _differing(self, row: Mapping[str, Any], there: Mapping[str, Any]) -> Sequence[str]:
        sheet = self._sheet
        compared = set(row) - {*sheet.passing, *sheet.secret, *sheet.loose}
        # By which number a text names another row is a matter of here, too.
        one, other = (renumbered(sheet.table, dict(each), lambda *_: 0) for each in (row, there))
        differ = {name for name in compared if one[name] != other[name]}
        # By which number it names another is a matter of here; that it names one is not.
        differ |= {name for name in sheet.loose if (row[name] is None) != (there[name] is None)}
        return sorted(differ)

    def _insert(self, wanted: _Wanted) -> None:
        row = dict(wanted.row)
        if self._facts.number:
            row[self._facts.number] = self._moved(wanted.told[self._facts.number])
        self._connection.execute(insert(self._facts.table), [row])
        self._note(wanted.told, row, NEW)

    def _moved(self, number: Any) -> int:
        if not 0 < number <= HIGHEST_ID:
            raise InvalidError("its number is not one that a database gives.")
        return int(number) + self._shifts[self._sheet.table].by

    def _note(self, told: Mapping[str, Any], here: Mapping[str, Any] | None, state: str) -> None:
        """Note which row here it is, by each column by which others may name it."""
        for noted, column in self._facts.noted.items():
            self._notes.note(noted, told[column], here[column] if here else None, state)
        for column, noted in self._sheet.loose.items():
            if state == SAME and here is not None and noted and here[column] is not None:
                self._notes.note(noted, told[column], here[column], state)
