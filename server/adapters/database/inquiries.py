"""`InquiryStore` over SQLAlchemy: each call is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from server.adapters.database import inquiry_counts, inquiry_words
from server.adapters.database.tables import INQUIRIES, USERS
from server.adapters.database.transactions import Transactions
from server.core.chat.inquiries import Inquiry, details_json, details_of
from server.core.chat.reviews import Review, Sought, marks_of, query_of

MOST = 2**31 - 1
"""A number that none has."""
SOON_WRITTEN = 20_000
"""Inquiries of which all words are written anew when one is deleted; of more, with the next round
of retention, since it takes seconds."""

NUMBERED = (
    select(INQUIRIES)
    .where(INQUIRIES.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(INQUIRIES.c.number.desc())
)
NEWEST = (
    select(INQUIRIES.c.number)
    .where(INQUIRIES.c.number >= bindparam("first"), INQUIRIES.c.number <= bindparam("last"))
    .order_by(INQUIRIES.c.number.desc())
    .limit(bindparam("most"))
)
NAMES = select(USERS.c.id, USERS.c.name).where(
    USERS.c.id.in_(bindparam("user_ids", expanding=True))
)
"""Queries of each listing, written once: that takes longer than their answers."""

BROKEN_OFF = "The server ended before the answer did; ask again."


class InquiryDatabase(Transactions):
    """Keeps inquiries."""

    def add_inquiry(self, inquiry: Inquiry) -> None:
        """Add one."""
        with self._write() as connection:
            review = inquiry.review
            marks = marks_of(
                inquiry.user_id, inquiry.topics, review.rating, bool(review.correction)
            )
            connection.execute(insert(INQUIRIES).values(_values(inquiry) | {"marks": marks}))
            inquiry_counts.count(connection, inquiry.created, inquiry.topics)

    def change_inquiry(self, inquiry: Inquiry) -> bool:
        """Store what became of one; tell whether it is still there."""
        with self._write() as connection:
            changed = connection.execute(
                update(INQUIRIES).where(INQUIRIES.c.id == inquiry.id).values(_values(inquiry))
            )
            return changed.rowcount == 1

    def end_broken_off(self, now: int) -> int:
        """End those that nobody answers any more, since the server ended first; tell how many.

        One that another server is still answering is told by that one as it ends.
        """
        values = {
            "state": "failed",
            "reason": BROKEN_OFF,
            "finished": func.max(now, INQUIRIES.c.created)
            if self.engine.name == "sqlite"
            else func.greatest(now, INQUIRIES.c.created),
        }
        with self._write() as connection:
            ended = connection.execute(
                update(INQUIRIES).where(INQUIRIES.c.state == "asked").values(values)
            )
            return ended.rowcount

    def retopic_inquiry(self, inquiry: Inquiry) -> bool:
        """Store the topics of one, and those refused; tell whether it is still there."""
        review = inquiry.review
        corrected = bool(review.correction)
        values = {
            "details": details_json(inquiry),
            "marks": marks_of(inquiry.user_id, inquiry.topics, review.rating, corrected),
        }
        with self._write() as connection:
            changed = connection.execute(
                update(INQUIRIES).where(INQUIRIES.c.id == inquiry.id).values(values)
            )
            return changed.rowcount == 1

    def inquiry(self, inquiry_id: str) -> Inquiry | None:
        """Find one."""
        with self._read() as connection:
            wanted = select(INQUIRIES).where(INQUIRIES.c.id == inquiry_id)
            row = connection.execute(wanted).one_or_none()
        return inquiry_of(row) if row else None

    def inquiries(self, sought: Sought, limit: int, before: str | None = None) -> Sequence[Inquiry]:
        """List those that are sought, the newest first, those older than `before`."""
        with self._read() as connection:
            numbers = _numbers(connection, sought, limit, before)
            found = connection.execute(NUMBERED, {"numbers": numbers})
            return [inquiry_of(row) for row in found]

    def conversation(self, conversation: str) -> Sequence[Inquiry]:
        """List the inquiries of a conversation, the oldest first."""
        wanted = select(INQUIRIES).where(INQUIRIES.c.conversation == conversation)
        with self._read() as connection:
            ordered = wanted.order_by(INQUIRIES.c.created, INQUIRIES.c.id)
            return [inquiry_of(row) for row in connection.execute(ordered)]

    def remove_inquiry(self, inquiry_id: str) -> None:
        """Delete one, and its words where it is searched."""
        with self._write() as connection:
            connection.execute(delete(INQUIRIES).where(INQUIRIES.c.id == inquiry_id))
            newest = connection.scalar(select(func.max(INQUIRIES.c.number))) or 0
            if newest < SOON_WRITTEN:
                inquiry_words.forget(connection)

    def user_names(self, user_ids: Collection[int]) -> Mapping[int, str]:
        """Name users by their numbers."""
        with self._read() as connection:
            found = connection.execute(NAMES, {"user_ids": list(user_ids)})
            return {number: name for number, name in found}  # noqa: C416


def _numbers(
    connection: Connection, sought: Sought, limit: int, before: str | None
) -> Sequence[int]:
    """Give the numbers of those that are sought; numbers rise with time."""
    number, created = INQUIRIES.c.number, INQUIRIES.c.created
    within = [0, MOST]
    if sought.since is not None:
        first = select(number).where(created >= sought.since).order_by(created, number)
        within[0] = connection.scalars(first.limit(1)).one_or_none() or MOST
    if sought.until is not None:
        last = select(number).where(created <= sought.until)
        last = last.order_by(created.desc(), number.desc()).limit(1)
        within[1] = connection.scalars(last).one_or_none() or 0
    if before:
        found = connection.scalars(select(number).where(INQUIRIES.c.id == before)).one_or_none()
        within[1] = min(within[1], MOST if found is None else found - 1)
    query = query_of(sought)
    if sought.reviewed is not None:
        wanted = NEWEST.where(*_reviewed(sought, sought.reviewed))
    elif query:
        return inquiry_words.matching(connection, query, (within[0], within[1]), limit)
    else:
        wanted = NEWEST
    told = {"first": within[0], "last": within[1], "most": limit}
    return connection.scalars(wanted, told).all()


def _reviewed(sought: Sought, since: int) -> tuple[ColumnElement[bool], ...]:
    """Find by when it was reviewed, which its words and marks do not tell."""
    found: tuple[ColumnElement[bool], ...] = (INQUIRIES.c.reviewed >= since,)
    if sought.user_id is not None:
        found += (INQUIRIES.c.user_id == sought.user_id,)
    if sought.rated is not None:
        lowest, highest = sought.rated
        found += (INQUIRIES.c.rating >= lowest, INQUIRIES.c.rating <= highest)
    return (*found, INQUIRIES.c.correction != "") if sought.corrected else found


def _values(inquiry: Inquiry) -> dict[str, Any]:
    return {
        "id": inquiry.id,
        "user_id": inquiry.user_id,
        "conversation": inquiry.conversation,
        "question": inquiry.question,
        "answer": inquiry.answer,
        "state": inquiry.state,
        "reason": inquiry.reason,
        "model": inquiry.model,
        "prompt": inquiry.prompt,
        "own_prompt": inquiry.own_prompt,
        "details": details_json(inquiry),
        "confidence": inquiry.confidence,
        "created": inquiry.created,
        "finished": inquiry.finished,
    }


def inquiry_of(row: Row[*tuple[Any, ...]]) -> Inquiry:
    """Read an inquiry from its row."""
    details = details_of(row.details)
    return Inquiry(
        row.id,
        row.user_id,
        row.conversation,
        row.question,
        row.created,
        details.topics,
        row.model,
        row.prompt,
        row.own_prompt,
        details.length,
        row.answer,
        row.state,
        row.reason,
        details.sources,
        details.claims,
        row.confidence,
        row.finished,
        Review(row.rating, row.correction, row.taught, row.version, row.reviewer, row.reviewed),
        details.after,
        details.instead_of,
        details.steps,
        details.persona,
        details.refused,
    )
