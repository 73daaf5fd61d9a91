"""Queries about passages, on an open connection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from server.adapters.database.documents import in_batches
from server.adapters.database.tables import DOCUMENTS, PASSAGES
from server.core.library.passages import Change, Cut, Passage

NUMBERED = select(PASSAGES).where(PASSAGES.c.id.in_(bindparam("numbers", expanding=True)))
TEXTS = (
    select(PASSAGES.c.id, DOCUMENTS.c.title, PASSAGES.c.heading, PASSAGES.c.text)
    .join(DOCUMENTS)
    .where(PASSAGES.c.id.in_(bindparam("numbers", expanding=True)))
)
"""Queries of each search, written once: that takes longer than their answers."""


def of_document(connection: Connection, document_id: int) -> Sequence[Passage]:
    """List a document's passages in their order."""
    wanted = select(PASSAGES).where(PASSAGES.c.document_id == document_id)
    return [_passage_of(row) for row in connection.execute(wanted.order_by(PASSAGES.c.position))]


def by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, Passage]:
    """Give passages by their numbers, those that are still there."""
    held: dict[int, Passage] = {}
    for some in in_batches(numbers):
        rows = connection.execute(NUMBERED, {"numbers": some})
        held |= {row.id: _passage_of(row) for row in rows}
    return held


def texts(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Give the texts of passages, each with its document's title and its heading before it."""
    held: dict[int, str] = {}
    for some in in_batches(numbers):
        for number, *texts in connection.execute(TEXTS, {"numbers": some}):
            held[number] = " ".join(filter(None, texts))
    return held


def of_documents(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Passage]]:
    """Give the passages of each of these documents."""
    told: dict[int, list[Passage]] = {}
    wanted = select(PASSAGES).where(PASSAGES.c.document_id.in_(numbers))
    ordered = wanted.order_by(PASSAGES.c.document_id, PASSAGES.c.position)
    for row in connection.execute(ordered):
        told.setdefault(row.document_id, []).append(_passage_of(row))
    return told


def add(
    connection: Connection, document_id: int, cuts: Sequence[tuple[int, Cut]]
) -> Sequence[Passage]:
    """Add passages, each with its position; give them with their numbers."""
    if not cuts:
        return []
    values = [{"document_id": document_id, **_values(position, cut)} for position, cut in cuts]
    statement = insert(PASSAGES).returning(PASSAGES.c.id, sort_by_parameter_order=True)
    numbers = connection.scalars(statement, values).all()
    return [
        Passage(number, document_id, position, cut)
        for number, (position, cut) in zip(numbers, cuts, strict=True)
    ]


def apply(connection: Connection, document_id: int, change: Change) -> Sequence[Passage]:
    """Bring a document's passages to another version; give those that are new."""
    for some in in_batches(change.removed):
        connection.execute(delete(PASSAGES).where(PASSAGES.c.id.in_(some)))
    if change.kept:
        moved = [{"number": number, **_values(at, cut)} for number, at, cut in change.kept]
        connection.execute(update(PASSAGES).where(PASSAGES.c.id == bindparam("number")), moved)
    return add(connection, document_id, change.added)


def _values(position: int, cut: Cut) -> dict[str, Any]:
    return {
        "position": position,
        "text": cut.text,
        "start": cut.start,
        "end": cut.end,
        "heading": cut.heading,
        "line": cut.line,
        "page": cut.page,
        "from_ms": cut.from_ms,
        "to_ms": cut.to_ms,
    }


def _passage_of(row: Row[*tuple[Any, ...]]) -> Passage:
    place = (row.start, row.end, row.heading, row.line, row.page, row.from_ms, row.to_ms)
    return Passage(row.id, row.document_id, row.position, Cut(row.text, *place))
