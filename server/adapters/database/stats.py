"""`StatsStore` over SQLAlchemy: counts of what the database holds."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from server.adapters.database.performance_tables import (
    PERFORMANCE_EDITS,
    PERFORMANCES,
    TAKE_SCORES,
    TAKES,
    TRACKS,
)
from server.adapters.database.tables import (
    DOCUMENTS,
    INQUIRIES,
    INQUIRY_DAYS,
    INQUIRY_TOPICS,
    PASSAGES,
    RATINGS,
    RECORDINGS,
    TOKENS,
    TOPICS,
    USERS,
)
from server.adapters.database.transactions import Transactions
from server.core.library.topics import ALL, key_of
from server.core.stats import Kept, Person, Totals

WHOLE = RECORDINGS.c.completed.is_not(None)
RATED = RATINGS.c.value.is_not(None)
REVIEWED = INQUIRIES.c.reviewed.is_not(None)
"""By an index; what stands beside it is then read of few inquiries."""
MENDED = and_(PERFORMANCE_EDITS.c.thing == "line", PERFORMANCE_EDITS.c.version.is_not(None))
MINUTE = 60_000
"""Milliseconds."""


class StatsDatabase(Transactions):
    """Counts; each call sees one state of the database."""

    def totals(self) -> Totals:
        """Count everything."""
        with self._read() as connection:
            size = func.coalesce(func.sum(RECORDINGS.c.size), 0)
            ever = select(INQUIRY_TOPICS.c.count).where(INQUIRY_TOPICS.c.topic == key_of(ALL))
            answers = _count(connection, INQUIRIES, REVIEWED, INQUIRIES.c.rating.is_not(None))
            things = _count(connection, RATINGS, RATED) + _count(connection, TAKE_SCORES)
            return Totals(
                recordings=_count(connection, RECORDINGS, WHOLE),
                recorded_bytes=int(connection.execute(select(size).where(WHOLE)).scalar_one()),
                inquiries=connection.execute(ever).scalar_one_or_none() or 0,
                documents=_count(connection, DOCUMENTS),
                passages=_count(connection, PASSAGES),
                topics=_count(connection, TOPICS),
                ratings=things + answers,
                people=_count(connection, USERS),
            )

    def kept(self) -> Sequence[Kept]:
        """List the recordings that are whole."""
        wanted = select(RECORDINGS.c.completed, RECORDINGS.c.size).where(WHOLE)
        with self._read() as connection:
            return [Kept(*row) for row in connection.execute(wanted)]

    def asked(self, since: int, topics: int) -> Mapping[str, Mapping[int, int]]:
        """Count inquiries by day of the busiest topics from a day on."""
        many = func.sum(INQUIRY_DAYS.c.count).label("many")
        busiest = (
            select(INQUIRY_DAYS.c.topic, many)
            .where(INQUIRY_DAYS.c.day >= since)
            .group_by(INQUIRY_DAYS.c.topic)
            .order_by(many.desc(), INQUIRY_DAYS.c.topic)
            .limit(topics)
            .subquery()
        )
        wanted = (
            select(INQUIRY_TOPICS.c.name, INQUIRY_DAYS.c.day, INQUIRY_DAYS.c.count)
            .join(INQUIRY_TOPICS, INQUIRY_TOPICS.c.topic == INQUIRY_DAYS.c.topic)
            .join(busiest, busiest.c.topic == INQUIRY_DAYS.c.topic)
            .where(INQUIRY_DAYS.c.day >= since)
            .order_by(busiest.c.many.desc(), INQUIRY_DAYS.c.topic, INQUIRY_DAYS.c.day)
        )
        told: dict[str, dict[int, int]] = {}
        with self._read() as connection:
            for name, day, count in connection.execute(wanted):
                told.setdefault(name, {})[day] = count
        return told

    def persons(self) -> Sequence[Person]:
        """Tell what everybody put in."""
        reviewer = and_(INQUIRIES.c.correction != "", INQUIRIES.c.reviewer == USERS.c.name)
        seen = select(func.max(TOKENS.c.last_used)).where(TOKENS.c.user_id == USERS.c.id)
        wanted = select(
            USERS.c.name,
            USERS.c.role,
            seen.scalar_subquery(),
            _played(),
            _of_each(RECORDINGS, WHOLE),
            _of_each(TRACKS, TRACKS.c.feedback),
            _of_each(INQUIRIES),
            select(func.count()).where(REVIEWED, reviewer).scalar_subquery()
            + _of_each(PERFORMANCE_EDITS, MENDED),
            _of_each(RATINGS, RATED) + _of_each(TAKE_SCORES),
        ).order_by(USERS.c.id)
        with self._read() as connection:
            return [
                Person(name, role, last, int(played) // MINUTE, *counts)
                for name, role, last, played, *counts in connection.execute(wanted)
            ]


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    wanted = select(func.count()).select_from(table).where(*where)
    return int(connection.execute(wanted).scalar_one())


def _played() -> ColumnElement[int]:
    """Give the ms of takes; a database of its own rounds minutes in its own way."""
    length = func.coalesce(func.sum(TAKES.c.to_ms - TAKES.c.from_ms), 0)
    theirs = and_(PERFORMANCES.c.id == TAKES.c.performance_id, PERFORMANCES.c.user_id == USERS.c.id)
    return select(length).where(theirs).scalar_subquery()


def _of_each(table: Table, *where: ColumnElement[bool]) -> ColumnElement[int]:
    mine = table.c.user_id == USERS.c.id
    return select(func.count()).select_from(table).where(mine, *where).scalar_subquery()
