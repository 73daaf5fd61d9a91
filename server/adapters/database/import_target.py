"""Takes the rows of an export in: what is there already stays as it is, and nothing is doubled.

All of it is one transaction, and each kind a savepoint in it: a kind comes whole or not at all, and
an import that is killed leaves nothing. Rows get numbers of this database: those of the archive
where its table was never used, else those moved past all that were ever given here.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from server.adapters.database.engine import writing
from server.adapters.database.import_notes import Notes
from server.adapters.database.import_rows import SheetImport, Shift
from server.adapters.database.sheets import facts_of
from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.export.kinds import BATCHES, BY_NAME, sheets_of
from server.core.export.manifest import Contents
from server.core.export.rows import Tally
from server.core.export_ports import LinesOf, TakeFile


class _DryError(Exception):
    """Nothing of it is to be kept."""


class DatabaseImports:
    """Opens one database for imports."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def opened(self, *, dry: bool, secrets: bool) -> Iterator["Target"]:
        """Open it; all that is taken in is kept at the end of the block, or (dry) nothing.

        `secrets`: also what lets somebody in.
        """
        notes = Notes()
        try:
            with suppress(_DryError), writing(self._engine, durable=True) as connection:
                yield Target(connection, notes, secrets=secrets)
                if dry:
                    raise _DryError
        except SQLAlchemyError as error:
            raise UnavailableError("The database did not take it; nothing was changed.") from error
        finally:
            notes.close()


class Target:
    """One import."""

    def __init__(self, connection: Connection, notes: Notes, *, secrets: bool) -> None:
        self._connection, self._notes, self._secrets = connection, notes, secrets
        self._shifts: dict[str, Shift] = {}
        self._failed: set[str] = set()

    def kind(self, name: str, contents: Contents, lines: LinesOf, files: TakeFile) -> Tally:
        """Take in a kind; what goes wrong is in the tally, and then nothing of the kind came."""
        try:
            with self._connection.begin_nested():
                return self._taken(Tally(name), contents, lines, files)
        except IntegrityError as error:
            told = f"The database refuses a row: {_first_line(error)}"
        except RubatoError as error:
            told = str(error)
        self._failed |= {sheet.table for sheet in BY_NAME[name].sheets}
        return Tally(name, failed=told)

    def _taken(self, tally: Tally, contents: Contents, lines: LinesOf, files: TakeFile) -> Tally:
        for sheet in sheets_of(tally.kind, secrets=self._secrets):
            if contents.of(sheet.table) is None:
                continue
            facts = facts_of(sheet.table)
            if broken := {*facts.keys.values()} & self._failed:
                raise InvalidError(f"What it names did not come: {min(broken)}.")
            self._shifts[sheet.table] = _shift(self._connection, sheet.table)
            for counted_in in {*sheet.loose.values()} & {BATCHES}:
                # A batch has the number of its first change.
                self._shifts[counted_in] = self._shifts[sheet.table]
            one = SheetImport(self._connection, self._notes, sheet, self._shifts, self._secrets)
            tally = one.take(lines(sheet.table), tally, files)
            _count_on(self._connection, sheet.table)
        return tally


def _shift(connection: Connection, name: str) -> Shift:
    """Look at how far a table was counted; a table that was never used keeps its numbers."""
    facts = facts_of(name)
    empty = connection.execute(select(facts.table).limit(1)).first() is None
    if facts.number is None:
        return Shift(0, empty=empty)
    column = facts.table.c[facts.number]
    highest = connection.execute(select(func.max(column))).scalar() or 0
    return Shift(max(highest, counted(connection, name)), empty=empty)


def counted(connection: Connection, name: str) -> int:
    """Tell the highest number that was ever given in a table, as far as the database remembers."""
    if connection.dialect.name == "sqlite":
        if not inspect(connection).has_table("sqlite_sequence"):
            return 0
        asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return int(connection.execute(asked, {"name": name}).scalar() or 0)
    if (sequence := _sequence(connection, name)) is None:
        return 0
    asked = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    return int(connection.execute(asked).scalar() or 0)


def _sequence(connection: Connection, name: str) -> str | None:
    """Name PostgreSQL's counter of a table; the names of table and column are our own."""
    number = facts_of(name).number
    asked = text("SELECT pg_get_serial_sequence(:table, :column)")
    found = connection.execute(asked, {"table": name, "column": number}).scalar()
    return None if found is None else str(found)


def _count_on(connection: Connection, name: str, least: int = 0) -> None:
    """Let PostgreSQL count on after the highest number; SQLite does it by itself."""
    facts = facts_of(name)
    if facts.number is None or connection.dialect.name == "sqlite":
        return
    sequence = _sequence(connection, name)
    highest = connection.execute(select(func.max(facts.table.c[facts.number]))).scalar() or 0
    highest = max(highest, least, counted(connection, name))
    if sequence is not None and highest:
        asked = text("SELECT setval(CAST(:sequence AS regclass), :highest)")
        connection.execute(asked, {"sequence": sequence, "highest": highest})


def count_on(connection: Connection, name: str, least: int) -> None:
    """Let a table count on after a number that was given in another database."""
    if connection.dialect.name != "sqlite":
        _count_on(connection, name, least)
        return
    if least and counted(connection, name) < least:
        kept = {"name": name, "least": least}
        changed = connection.execute(
            text("UPDATE sqlite_sequence SET seq = :least WHERE name = :name"), kept
        )
        if not changed.rowcount:
            connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :least)"), kept)


def _first_line(error: IntegrityError) -> str:
    return (str(error.orig).splitlines() or ["no reason given"])[0]
