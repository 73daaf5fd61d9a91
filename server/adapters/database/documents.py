"""Queries about documents and the topics they belong to, on an open connection."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Subquery,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from server.adapters.database.tables import DOCUMENT_TOPICS, DOCUMENTS, PASSAGES
from server.core.library.blocks import blocks_json
from server.core.library.documents import Belonging, Document, Source, Suggestion
from server.core.library_ports import Content

Value = TypeVar("Value")

AT_ONCE = 5_000
"""Values in one statement: SQLite takes 32,766."""

COLUMNS = (
    DOCUMENTS.c.id,
    DOCUMENTS.c.kind,
    DOCUMENTS.c.title,
    DOCUMENTS.c.address,
    DOCUMENTS.c.sha256,
    DOCUMENTS.c.state,
    DOCUMENTS.c.reason,
    DOCUMENTS.c.language,
    DOCUMENTS.c.characters,
    DOCUMENTS.c.created,
    DOCUMENTS.c.changed,
    DOCUMENTS.c.summary,
)


TOPICS_OF = (
    select(DOCUMENT_TOPICS.c.document_id, DOCUMENT_TOPICS.c.topic_id)
    .where(
        DOCUMENT_TOPICS.c.document_id.in_(bindparam("numbers", expanding=True)),
        DOCUMENT_TOPICS.c.state == "set",
    )
    .order_by(DOCUMENT_TOPICS.c.topic_id)
)


@cache
def passage_counts() -> Subquery:
    """Count passages for each document."""
    counted = select(PASSAGES.c.document_id, func.count().label("number"))
    return counted.group_by(PASSAGES.c.document_id).subquery()


def found(
    connection: Connection, *where: ColumnElement[bool], limit: int | None = None
) -> Sequence[Document]:
    """List those that fit, the newest first."""
    return _read(connection, connection.execute(_counted().where(*where).limit(limit)).all())


def numbered(connection: Connection, numbers: Sequence[int]) -> Sequence[Document]:
    """Give documents by their numbers, the newest first; as many as a statement takes."""
    return _read(connection, connection.execute(_numbered(), {"numbers": numbers}).all())


@cache
def _counted() -> Select[Any]:
    """Write the query, once: that takes longer than its answer."""
    number = (
        select(func.count())
        .where(PASSAGES.c.document_id == DOCUMENTS.c.id)
        .scalar_subquery()
        .label("passages")
    )
    return select(*COLUMNS, number).order_by(DOCUMENTS.c.id.desc())


@cache
def _numbered() -> Select[Any]:
    return _counted().where(DOCUMENTS.c.id.in_(bindparam("numbers", expanding=True)))


def _read(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> Sequence[Document]:
    topics = topics_of(connection, [row.id for row in rows])
    return [_document_of(row, topics.get(row.id, ())) for row in rows]


def one(connection: Connection, document_id: int) -> Document | None:
    """Find one."""
    return next(iter(found(connection, DOCUMENTS.c.id == document_id)), None)


def topics_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Tell the topics that are set for each of these documents."""
    told: dict[int, list[int]] = {}
    for some in in_batches(numbers):
        for document, topic in connection.execute(TOPICS_OF, {"numbers": some}):
            told.setdefault(document, []).append(topic)
    return {number: tuple(topics) for number, topics in told.items()}


def member_of(topic_id: int) -> ColumnElement[bool]:
    """Give the condition that a document is set in a topic."""
    members = select(DOCUMENT_TOPICS.c.document_id).where(
        DOCUMENT_TOPICS.c.topic_id == topic_id, DOCUMENT_TOPICS.c.state == "set"
    )
    return DOCUMENTS.c.id.in_(members)


def add(connection: Connection, source: Source, content: Content, now: int) -> int:
    """Add one; give its number."""
    values = {**_values(source, content, now), "created": now}
    return int(
        connection.execute(insert(DOCUMENTS).values(values).returning(DOCUMENTS.c.id)).scalar_one()
    )


def change(
    connection: Connection, document_id: int, source: Source, content: Content, now: int
) -> bool:
    """Store another version; tell whether it was there."""
    changed = connection.execute(
        update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(_values(source, content, now))
    )
    return changed.rowcount == 1


def _values(source: Source, content: Content, now: int) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "title": source.title,
        "address": source.address,
        "sha256": source.sha256,
        "state": content.state,
        "reason": content.reason,
        "language": content.language,
        "blocks": blocks_json(content.blocks),
        "characters": sum(len(block.text) for block in content.blocks),
        "changed": now,
        "summary": content.summary.text,
        "headings": content.summary.headings,
    }


def remove(connection: Connection, document_id: int) -> None:
    """Delete one; its passages and belongings go with it."""
    connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))


def set_topic(
    connection: Connection, document_id: int, topic_id: int, state: Belonging, reason: str
) -> None:
    """Say whether a document belongs to a topic."""
    unset_topic(connection, document_id, topic_id)
    connection.execute(
        insert(DOCUMENT_TOPICS).values(
            document_id=document_id, topic_id=topic_id, state=state, reason=reason
        )
    )


def unset_topic(connection: Connection, document_id: int, topic_id: int) -> None:
    """Forget what was said about a document and a topic."""
    connection.execute(
        delete(DOCUMENT_TOPICS).where(
            DOCUMENT_TOPICS.c.document_id == document_id, DOCUMENT_TOPICS.c.topic_id == topic_id
        )
    )


def belongings(connection: Connection, document_id: int) -> dict[int, Belonging]:
    """Tell what was said about a document and each topic."""
    wanted = select(DOCUMENT_TOPICS.c.topic_id, DOCUMENT_TOPICS.c.state).where(
        DOCUMENT_TOPICS.c.document_id == document_id
    )
    return {row.topic_id: row.state for row in connection.execute(wanted)}


def suggestions(connection: Connection) -> Sequence[Suggestion]:
    """List what is suggested and not yet answered."""
    wanted = (
        select(DOCUMENT_TOPICS)
        .where(DOCUMENT_TOPICS.c.state == "suggested")
        .order_by(DOCUMENT_TOPICS.c.document_id, DOCUMENT_TOPICS.c.topic_id)
    )
    return [
        Suggestion(row.document_id, row.topic_id, row.reason) for row in connection.execute(wanted)
    ]


def in_batches(values: Sequence[Value]) -> list[Sequence[Value]]:
    """Part values into as many as one statement takes."""
    return [values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE)]


def _document_of(row: Row[*tuple[Any, ...]], topics: tuple[int, ...]) -> Document:
    return Document(
        row.id,
        Source(row.kind, row.title, row.address, row.sha256),
        row.state,
        row.reason,
        row.language,
        row.characters,
        row.passages,
        topics,
        row.created,
        row.changed,
        row.summary or "",
    )
