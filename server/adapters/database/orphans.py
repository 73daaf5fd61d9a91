"""`Orphanage` over SQLAlchemy and the folder of recordings; it only looks."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from server.adapters.database.performance_tables import TRACKS
from server.adapters.database.tables import DOCUMENTS, INQUIRIES, RECORDINGS
from server.adapters.database.transactions import Transactions
from server.core.recordings import GIVEN, KINDS
from server.core.step.orphans import Orphan

WEEK = 7 * 24 * 3_600_000
"""Ms after which what is on its way is given up."""
TAUGHT = "inquiry:"
"""What begins the address of a document that a correction is."""
AT_ONCE = 1000
"""Rows read at once."""


class OrphanDatabase(Transactions):
    """Looks for them in what the database knows, and in the folder."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        super().__init__(engine)
        self._folder = folder

    def orphans(self, now: int, most: int) -> Sequence[Orphan]:
        """List them."""
        with self._read() as connection:
            looks = (
                _loose(connection, most),
                _unfinished(connection, now, most),
                self._missing(connection, most),
                self._strange(connection, most),
                _untaught(connection, most),
                _unread(connection, most),
            )
            return [one for look in looks for one in look]

    def _missing(self, connection: Connection, most: int) -> Iterator[Orphan]:
        found, last = 0, ""
        recordings = RECORDINGS.c
        while found < most:
            wanted = select(recordings.id, recordings.kind, recordings.name, recordings.created)
            wanted = wanted.where(recordings.completed.is_not(None), recordings.id > last)
            rows = connection.execute(wanted.order_by(recordings.id).limit(AT_ONCE)).all()
            for row in rows:
                year = datetime.fromtimestamp(row.created / 1000, UTC).year
                path = self._folder / str(year) / f"{row.id}{KINDS[row.kind].suffix}"
                if not path.is_file() and found < most:
                    found += 1
                    yield Orphan("missing", row.id, row.name)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].id

    def _strange(self, connection: Connection, most: int) -> Iterator[Orphan]:
        held = {row.id for row in connection.execute(select(RECORDINGS.c.id))}
        found = 0
        for path in sorted(self._folder.glob("*/*")):
            if found >= most:
                return
            if path.is_file() and path.name.partition(".")[0] not in held:
                found += 1
                yield Orphan("strange", path.relative_to(self._folder).as_posix(), path.name)


def _loose(connection: Connection, most: int) -> Iterator[Orphan]:
    """Find what was sent to be a recording's: what a session carries is its own."""
    wanted = (
        select(RECORDINGS.c.id, RECORDINGS.c.name)
        .outerjoin(TRACKS, TRACKS.c.recording_id == RECORDINGS.c.id)
        .where(
            TRACKS.c.id.is_(None),
            RECORDINGS.c.kind.in_(list(GIVEN)),
            RECORDINGS.c.completed.is_not(None),
        )
        .order_by(RECORDINGS.c.created.desc())
    )
    for row in connection.execute(wanted.limit(most)):
        yield Orphan("loose", row.id, row.name)


def _unfinished(connection: Connection, now: int, most: int) -> Iterator[Orphan]:
    wanted = select(RECORDINGS.c.id, RECORDINGS.c.name).where(
        RECORDINGS.c.completed.is_(None), RECORDINGS.c.created < now - WEEK
    )
    for row in connection.execute(wanted.order_by(RECORDINGS.c.created).limit(most)):
        yield Orphan("unfinished", row.id, row.name)


def _untaught(connection: Connection, most: int) -> Iterator[Orphan]:
    asked = func.substr(DOCUMENTS.c.address, len(TAUGHT) + 1)
    there = select(INQUIRIES.c.id).where(INQUIRIES.c.id == asked).exists()
    wanted = select(DOCUMENTS.c.id, DOCUMENTS.c.title).where(
        DOCUMENTS.c.address.startswith(TAUGHT), ~there
    )
    for row in connection.execute(wanted.order_by(DOCUMENTS.c.id).limit(most)):
        yield Orphan("untaught", str(row.id), row.title)


def _unread(connection: Connection, most: int) -> Iterator[Orphan]:
    wanted = select(DOCUMENTS.c.id, DOCUMENTS.c.title).where(DOCUMENTS.c.state == "failed")
    for row in connection.execute(wanted.order_by(DOCUMENTS.c.id).limit(most)):
        yield Orphan("unread", str(row.id), row.title)
