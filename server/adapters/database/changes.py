"""`Changes` over SQLAlchemy, and locks that several processes share.

Numbers must be seen in their order: else who read up to 7 would never see a 6 that came later.  On
PostgreSQL a lock is held from the number on to the end of its transaction, which is short, since a
change is told of last; SQLite has one writer at a time anyway.
"""

import threading
import zlib
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from server.adapters.database.shared_tables import CHANGES
from server.adapters.database.transactions import Transactions
from server.core.shared_ports import Changed, Kind

LOCK = 0x7275_6263
"""The number of the advisory lock of numbers: "rubc" in ASCII; others are named in `NamedLock`."""
FAMILY = 0x7275
"""The first of the two numbers of a named lock."""


class Clock(Protocol):
    """Tells the time in ms since 1970."""

    def __call__(self) -> int:
        """Give it."""
        ...


class ChangeDatabase(Transactions):
    """Keeps what one process tells the others."""

    def __init__(self, engine: Engine, by: str, clock: Clock) -> None:
        """`by`: who we are, among all processes."""
        super().__init__(engine)
        self.by, self._clock = by, clock

    def newest(self) -> int:
        """Give the number of the last; 0: there was none."""
        with self._read() as connection:
            return connection.scalars(select(func.max(CHANGES.c.number))).one() or 0

    def after(self, number: int, limit: int) -> Sequence[Changed]:
        """Give those after one, the first first."""
        columns = (CHANGES.c.number, CHANGES.c.kind, CHANGES.c.subject, CHANGES.c.by)
        wanted = select(*columns).where(CHANGES.c.number > number)
        with self._read() as connection:
            rows = connection.execute(wanted.order_by(CHANGES.c.number).limit(limit))
            return [Changed(row.number, row.kind, row.subject, row.by) for row in rows]

    def say(self, kind: Kind, subject: int = 0) -> int:
        """Tell of one; give its number."""
        with self._write() as connection:
            return self.note(connection, kind, [subject])

    def note(self, connection: Connection, kind: Kind, subjects: Sequence[int]) -> int:
        """Tell of some in the transaction that changes them, as the last that it does."""
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        now, number = self._clock(), 0
        for subject in subjects:
            values = {"kind": kind, "subject": subject, "by": self.by, "at": now}
            made = insert(CHANGES).values(values).returning(CHANGES.c.number)
            number = connection.execute(made).scalar_one()
        return number

    def missed(self, number: int) -> bool:
        """Tell whether some after this one are let go already."""
        with self._read() as connection:
            first = connection.scalars(select(func.min(CHANGES.c.number))).one()
        return first is not None and first > number + 1 > 1

    def let_go(self, before: int) -> None:
        """Let those go that are older (ms since 1970); the newest stays."""
        newest = select(func.max(CHANGES.c.number)).scalar_subquery()
        with self._write() as connection:
            connection.execute(
                delete(CHANGES).where(CHANGES.c.at < before, CHANGES.c.number < newest)
            )


class NamedLock:
    """A lock that one thread of one process has, of all processes over a PostgreSQL database."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._number = zlib.crc32(name.encode()) - 2**31
        self._here = threading.Lock()
        self._held: Connection | None = None

    def __enter__(self) -> None:
        """Wait for it."""
        self._here.acquire()
        try:
            held = self._engine.connect()
            try:
                held.execute(
                    text("SELECT pg_advisory_xact_lock(:family, :number)"),
                    {"family": FAMILY, "number": self._number},
                )
            except BaseException:
                held.close()
                raise
            self._held = held
        except BaseException:
            self._here.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let it go; where its connection broke, the database did."""
        held, self._held = self._held, None
        try:
            if held is not None:
                held.close()
        finally:
            self._here.release()
