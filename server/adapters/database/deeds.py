"""`DeedStore` over SQLAlchemy: the audit, read and bounded."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, delete, func, select

from server.adapters.database.dictionary_tables import PROPOSALS
from server.adapters.database.tables import AUDIT
from server.adapters.database.transactions import Transactions
from server.core.deeds import Note, Sought


class DeedDatabase(Transactions):
    """Reads the audit, and lets go of what is old; `Database.note` writes it."""

    def deeds(self, sought: Sought) -> Sequence[Note]:
        """List the notes that are sought, the newest first."""
        wanted = select(AUDIT).where(*_those(sought)).order_by(AUDIT.c.id.desc())
        with self._read() as connection:
            rows = connection.execute(wanted.limit(sought.limit)).all()
        return [Note(row.id, row.at, row.who, row.action, row.detail) for row in rows]

    def prune(self, before: int, keep: int, keep_often: int, often: Collection[str]) -> int:
        """Let go of notes older than `before`, and of all but the newest of each of two sorts."""
        many = AUDIT.c.action.in_(often)
        with self._write() as connection:
            gone = connection.execute(delete(AUDIT).where(AUDIT.c.at < before)).rowcount
            gone += _all_but(connection, ~many, keep)
            gone += _all_but(connection, many, keep_often)
        return gone

    def words_used(self) -> Mapping[str, int]:
        """Count the proposals of each person, by name, that were taken over."""
        wanted = (
            select(PROPOSALS.c.by, func.count())
            .where(PROPOSALS.c.state == "accepted")
            .group_by(PROPOSALS.c.by)
        )
        with self._read() as connection:
            return {name: count for name, count in connection.execute(wanted)}  # noqa: C416


def _those(sought: Sought) -> list[ColumnElement[bool]]:
    wanted = []
    if sought.who:
        wanted.append(AUDIT.c.who == sought.who)
    if sought.kinds:
        wanted.append(AUDIT.c.action.in_(sought.kinds))
    if sought.since is not None:
        wanted.append(AUDIT.c.at >= sought.since)
    if sought.until is not None:
        wanted.append(AUDIT.c.at < sought.until)
    if sought.before is not None:
        wanted.append(AUDIT.c.id < sought.before)
    return wanted


def _all_but(connection: Connection, which: ColumnElement[bool], keep: int) -> int:
    """Delete all but the newest `keep` of them."""
    past = select(AUDIT.c.id).where(which).order_by(AUDIT.c.id.desc()).offset(keep).limit(1)
    last = connection.execute(past).scalar_one_or_none()
    if last is None:
        return 0
    return connection.execute(delete(AUDIT).where(which, AUDIT.c.id <= last)).rowcount
