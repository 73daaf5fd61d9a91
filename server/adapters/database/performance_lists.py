"""Lists performances: those somebody may see, filtered, with what a list shows of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from server.adapters.database import performance_remarks, take_scores
from server.adapters.database.performance_rows import PERFORMANCE, performance_of
from server.adapters.database.performance_tables import (
    PERFORMANCE_TOPICS,
    PERFORMANCES,
    TAKES,
    TRACKS,
)
from server.adapters.database.tables import RATINGS, TOPICS
from server.core.library.videos import watched_at
from server.core.performance_ports import Sought, Summary


def listed(  # noqa: PLR0917  (one query's parts)
    connection: Connection,
    user_id: int,
    everybody: bool,
    sought: Sought,
    limit: int,
    before: str | None,
) -> Sequence[Summary]:
    """List them by when they were played, the newest first; or by score, the best first."""
    score = RATINGS.c.value.label("score")
    own = and_(
        RATINGS.c.user_id == user_id,
        RATINGS.c.kind == "recording",
        RATINGS.c.key == PERFORMANCES.c.id,
    )
    counts = [_count(TAKES).label("takes"), _count(TRACKS).label("tracks")]
    best = take_scores.best(user_id).label("best")
    wanted = PERFORMANCE.add_columns(score, best, *counts).outerjoin(RATINGS, own)
    order: list[ColumnElement[Any]] = [PERFORMANCES.c.recorded, PERFORMANCES.c.id]
    if sought.by_score:
        order.insert(0, _rank(take_scores.best(user_id)))
    for where in _conditions(user_id, everybody, sought):
        wanted = wanted.where(where)
    if before is not None:
        seen = select(*order).select_from(PERFORMANCES.outerjoin(RATINGS, own))
        wanted = _after(connection, wanted, order, seen.where(PERFORMANCES.c.id == before))
    ordered = wanted.order_by(*(one.desc() for one in order))
    rows = connection.execute(ordered.limit(limit)).all()
    names = _topics(connection, [row.id for row in rows])
    noted = performance_remarks.found(connection, [row.id for row in rows], sought.words)
    return [_summary(row, names)._replace(found=noted.get(row.id, ())) for row in rows]


def _conditions(user_id: int, everybody: bool, sought: Sought) -> list[ColumnElement[bool]]:
    found = [PERFORMANCES.c.words.contains(word, autoescape=True) for word in sought.words]
    if not everybody:
        found.append(or_(PERFORMANCES.c.user_id == user_id, PERFORMANCES.c.shared))
    if sought.topic is not None:
        found.append(PERFORMANCES.c.id.in_(_in_topic(sought.topic)))
    if sought.least is not None:
        some = take_scores.some_reach(user_id, sought.least)
        found.append(or_(RATINGS.c.value >= sought.least, some))
    if sought.youtube is not None:
        found.append(PERFORMANCES.c.video == watched_at(sought.youtube))
    if sought.year is not None:
        found.append(_in_year(sought.year))
    return found


def _in_topic(topic: int) -> "Select[tuple[str]]":
    """Choose those that belong to a topic, or a take of which does."""
    columns = PERFORMANCE_TOPICS.c
    return select(columns.performance_id).where(columns.topic_id == topic, columns.state == "in")


def _in_year(year: int) -> ColumnElement[bool]:
    begins, ends = (_year_ms(one) for one in (year, year + 1))
    return and_(PERFORMANCES.c.recorded >= begins, PERFORMANCES.c.recorded < ends)


def _year_ms(year: int) -> int:
    """Give when a year begins, ms since 1970, UTC; days are counted by the Gregorian rule."""
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400 - 719_162
    return days * 24 * 3_600_000


def _rank(best: ColumnElement[int | None]) -> ColumnElement[int]:
    """Give the better of what somebody made of it as a whole and of its takes; -1: of neither."""
    whole, take = func.coalesce(RATINGS.c.value, -1), func.coalesce(best, -1)
    return case((whole >= take, whole), else_=take)


def _after(
    connection: Connection,
    wanted: "Select[Any]",
    order: Sequence[ColumnElement[Any]],
    seen: "Select[Any]",
) -> "Select[Any]":
    """Leave out what comes before the one that was seen, and that; all stay where it is gone."""
    last = connection.execute(seen).one_or_none()
    if last is None:
        return wanted
    steps = [
        and_(
            *(column == value for column, value in zip(order[:at], last, strict=False)),
            one < last[at],
        )
        for at, one in enumerate(order)
    ]
    return wanted.where(or_(*steps))


def _count(table: Any) -> Any:
    counted = select(func.count()).where(table.c.performance_id == PERFORMANCES.c.id)
    return counted.correlate(PERFORMANCES).scalar_subquery()


def _topics(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    columns = PERFORMANCE_TOPICS.c
    wanted = (
        select(columns.performance_id, TOPICS.c.name, func.lower(TOPICS.c.name).label("key"))
        .join(TOPICS, TOPICS.c.id == columns.topic_id)
        .where(columns.performance_id.in_(ids), columns.state == "in")
        .distinct()
        .order_by("key")
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(wanted):
        found[row.performance_id] = (*found.get(row.performance_id, ()), row.name)
    return found


def _summary(row: Row[*tuple[Any, ...]], names: dict[str, tuple[str, ...]]) -> Summary:
    topics = names.get(row.id, ())
    return Summary(performance_of(row), row.takes, row.tracks, topics, row.score, row.best)
