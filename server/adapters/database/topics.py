"""Queries about topics, on an open connection."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from server.adapters.database.performance_tables import PERFORMANCE_TOPICS
from server.adapters.database.tables import DOCUMENT_TOPICS, DOCUMENTS, TOPICS
from server.core.library.topics import Topic, TopicCount

COLUMNS = (TOPICS.c.id, TOPICS.c.name, TOPICS.c.caution, TOPICS.c.created)


def counted(connection: Connection, passages: Any) -> Sequence[TopicCount]:
    """List topics by name, each with what is in it; `passages`: a count for each document."""
    return [_count_of(row) for row in connection.execute(_counting(passages))]


@lru_cache(maxsize=1)
def _counting(passages: Any) -> Select[Any]:
    """Write the query, once: that takes longer than its answer."""
    belongs = DOCUMENT_TOPICS.c.state == "set"

    def total(amount: ColumnElement[int]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((belongs, amount), else_=0)), 0)

    return (
        select(
            *COLUMNS,
            func.count(case((belongs, 1))).label("documents"),
            total(passages.c.number).label("passages"),
            total(DOCUMENTS.c.characters).label("characters"),
            func.count(case((DOCUMENT_TOPICS.c.state == "suggested", 1))).label("suggested"),
        )
        .outerjoin(DOCUMENT_TOPICS, DOCUMENT_TOPICS.c.topic_id == TOPICS.c.id)
        .outerjoin(DOCUMENTS, DOCUMENTS.c.id == DOCUMENT_TOPICS.c.document_id)
        .outerjoin(passages, passages.c.document_id == DOCUMENTS.c.id)
        .group_by(*COLUMNS)
        .order_by(func.lower(TOPICS.c.name), TOPICS.c.id)
    )


def _count_of(row: Row[*tuple[Any, ...]]) -> TopicCount:
    return TopicCount(
        _topic_of(row), row.documents, int(row.passages), int(row.characters), row.suggested
    )


def one(connection: Connection, where: ColumnElement[bool]) -> Topic | None:
    """Find one."""
    row = connection.execute(select(*COLUMNS).where(where)).one_or_none()
    return _topic_of(row) if row else None


def add(connection: Connection, **values: object) -> int:
    """Add one; give its number."""
    added = connection.execute(insert(TOPICS).values(**values).returning(TOPICS.c.id))
    return int(added.scalar_one())


def change(connection: Connection, topic_id: int, **values: object) -> bool:
    """Change one; tell whether it was there."""
    done = connection.execute(update(TOPICS).where(TOPICS.c.id == topic_id).values(**values))
    return done.rowcount == 1


def members(connection: Connection, topic_id: int) -> Sequence[int]:
    """List the documents that are set in one."""
    wanted = select(DOCUMENT_TOPICS.c.document_id).where(
        DOCUMENT_TOPICS.c.topic_id == topic_id, DOCUMENT_TOPICS.c.state == "set"
    )
    return [int(number) for number in connection.scalars(wanted)]


def move(connection: Connection, source: int, target: int) -> None:
    """Let the documents of one topic belong to another; what is set there stays set."""
    strength = {"refused": 0, "suggested": 1, "set": 2}
    held = dict(_states(connection, target))
    for number, state in _states(connection, source):
        there = held.get(number)
        if there is None:
            connection.execute(
                insert(DOCUMENT_TOPICS).values(document_id=number, topic_id=target, state=state)
            )
        elif strength[state] > strength[there]:
            connection.execute(
                update(DOCUMENT_TOPICS)
                .where(
                    DOCUMENT_TOPICS.c.document_id == number, DOCUMENT_TOPICS.c.topic_id == target
                )
                .values(state=state)
            )


def move_performances(connection: Connection, source: int, target: int) -> None:
    """Let the performances and takes of one topic belong to another; what is in there stays in."""
    columns = PERFORMANCE_TOPICS.c
    held = select(columns.id, columns.performance_id, columns.take_id, columns.state)
    there = {
        (row.performance_id, row.take_id): row.id
        for row in connection.execute(held.where(columns.topic_id == target))
    }
    for row in connection.execute(held.where(columns.topic_id == source)).all():
        same = there.get((row.performance_id, row.take_id))
        if same is None:
            moved = update(PERFORMANCE_TOPICS).where(columns.id == row.id)
            connection.execute(moved.values(topic_id=target))
        elif row.state == "in":
            put = update(PERFORMANCE_TOPICS).where(columns.id == same)
            connection.execute(put.values(state="in"))


def _states(connection: Connection, topic_id: int) -> Sequence[tuple[int, str]]:
    wanted = select(DOCUMENT_TOPICS.c.document_id, DOCUMENT_TOPICS.c.state).where(
        DOCUMENT_TOPICS.c.topic_id == topic_id
    )
    return [(row.document_id, row.state) for row in connection.execute(wanted)]


def remove(connection: Connection, topic_id: int) -> None:
    """Delete one; which documents were in it goes with it."""
    connection.execute(delete(TOPICS).where(TOPICS.c.id == topic_id))


def _topic_of(row: Row[*tuple[Any, ...]]) -> Topic:
    return Topic(row.id, row.name, row.caution, row.created)
