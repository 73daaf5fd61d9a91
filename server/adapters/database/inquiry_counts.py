"""How many were asked, by day and topic; kept in step with what is added, and kept when it goes."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import sqlite

from server.adapters.database.tables import INQUIRY_DAYS, INQUIRY_TOPICS
from server.core.chat.reviews import DAY, DayCount, TopicAsked
from server.core.library.topics import ALL, key_of

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def count(connection: Connection, created: int, topics: Iterable[str]) -> None:
    """Count an inquiry under ALL, and under each of its topics."""
    day = created // DAY
    for key, name in {key_of(name): name for name in (ALL, *topics)}.items():
        _add(connection, INQUIRY_DAYS, day=day, topic=key)
        _add(connection, INQUIRY_TOPICS, topic=key, name=name)


def _add(connection: Connection, table: Table, **values: object) -> None:
    made = _insert(connection, table).values(**values, count=1)
    connection.execute(
        made.on_conflict_do_update(table.primary_key, set_={"count": table.c.count + 1})
    )


def _insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  (60 ms that few need)

    return postgresql.insert(table)


def by_day(connection: Connection, key: str, since: int) -> Sequence[DayCount]:
    """Count the inquiries of a topic by day, from a day on, the first first."""
    wanted = (
        select(INQUIRY_DAYS.c.day, INQUIRY_DAYS.c.count)
        .where(INQUIRY_DAYS.c.topic == key, INQUIRY_DAYS.c.day >= since)
        .order_by(INQUIRY_DAYS.c.day)
    )
    return [DayCount(day, many) for day, many in connection.execute(wanted)]


def by_topic(connection: Connection, since: int) -> Sequence[TopicAsked]:
    """Give each topic's name, how many were asked from a day on, and ever; the busiest first."""
    lately = (
        select(INQUIRY_DAYS.c.topic, func.sum(INQUIRY_DAYS.c.count).label("lately"))
        .where(INQUIRY_DAYS.c.day >= since)
        .group_by(INQUIRY_DAYS.c.topic)
        .subquery()
    )
    many = func.coalesce(lately.c.lately, 0)
    wanted = (
        select(INQUIRY_TOPICS.c.name, many, INQUIRY_TOPICS.c.count)
        .outerjoin(lately, lately.c.topic == INQUIRY_TOPICS.c.topic)
        .order_by(many.desc(), INQUIRY_TOPICS.c.count.desc(), INQUIRY_TOPICS.c.topic)
    )
    return [TopicAsked(name, int(late), ever) for name, late, ever in connection.execute(wanted)]
