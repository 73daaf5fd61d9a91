"""`MarkStore` over SQLAlchemy: marked inquiries, and the moments at which they were answered."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from server.adapters.database.mark_tables import INQUIRY_ANSWERS, INQUIRY_MARKS
from server.adapters.database.performance_tables import PERFORMANCES, TRACKS
from server.adapters.database.tables import RECORDINGS
from server.adapters.database.transactions import Transactions
from server.core.chat.answered import Answered
from server.core.errors import NotFoundError

MARKS, ANSWERS = INQUIRY_MARKS.c, INQUIRY_ANSWERS.c

MARKED = (
    select(MARKS.inquiry_id)
    .where(MARKS.user_id == bindparam("user_id"))
    .order_by(MARKS.marked, MARKS.inquiry_id)
)
ANSWERED = (
    select(
        INQUIRY_ANSWERS,
        func.coalesce(TRACKS.c.offset_ms, 0).label("offset"),
        PERFORMANCES.c.id.label("held"),
        func.coalesce(PERFORMANCES.c.name, RECORDINGS.c.name).label("name"),
        func.coalesce(PERFORMANCES.c.user_id, RECORDINGS.c.user_id).label("owner"),
        PERFORMANCES.c.shared,
    )
    .outerjoin(TRACKS, TRACKS.c.recording_id == ANSWERS.recording_id)
    .outerjoin(
        PERFORMANCES,
        PERFORMANCES.c.id == func.coalesce(ANSWERS.performance_id, TRACKS.c.performance_id),
    )
    .outerjoin(RECORDINGS, RECORDINGS.c.id == ANSWERS.recording_id)
    .where(ANSWERS.inquiry_id.in_(bindparam("inquiries", expanding=True)))
    .order_by(ANSWERS.id, PERFORMANCES.c.created.desc(), PERFORMANCES.c.id)
)
"""Queries of each listing of inquiries, written once: that takes longer than their answers."""


class InquiryMarkDatabase(Transactions):
    """Keeps them; they go with the inquiry, the file or the performance."""

    def marked(self, user_id: int) -> Sequence[str]:
        """Name the inquiries that somebody marked, in the order in which he did."""
        with self._read() as connection:
            return list(connection.scalars(MARKED, {"user_id": user_id}))

    def mark_inquiry(self, user_id: int, inquiry_id: str, most: int, now: int) -> bool:
        """Mark one; tell whether there was room for it, or it was marked before."""
        own = select(MARKS.inquiry_id).where(MARKS.user_id == user_id)
        values = {"user_id": user_id, "inquiry_id": inquiry_id, "marked": now}
        try:
            with self._write() as connection:
                there = set(connection.scalars(own))
                if inquiry_id not in there and len(there) < most:
                    connection.execute(insert(INQUIRY_MARKS).values(values))
                return inquiry_id in there or len(there) < most
        except IntegrityError as error:
            raise _gone() from error

    def unmark_inquiry(self, user_id: int, inquiry_id: str) -> None:
        """Take a mark back, where there is one."""
        here = (MARKS.user_id == user_id) & (MARKS.inquiry_id == inquiry_id)
        with self._write() as connection:
            connection.execute(delete(INQUIRY_MARKS).where(here))

    def answered(self, inquiries: Collection[str]) -> Sequence[Answered]:
        """List when these were answered; a file of several performances is told for each."""
        with self._read() as connection:
            found = connection.execute(ANSWERED, {"inquiries": list(inquiries)})
            return [_answered(row) for row in found]

    def answer_in_file(self, inquiry_id: str, recording: str, at_ms: int, now: int) -> None:
        """Say at which ms of a file one was answered, in place of what was said before."""
        self._answer({"inquiry_id": inquiry_id, "recording_id": recording}, at_ms, now)

    def answer_in_performance(
        self, inquiry_id: str, performance: str, at_ms: int, now: int
    ) -> None:
        """Say at which ms of a performance one was answered; the same otherwise."""
        self._answer({"inquiry_id": inquiry_id, "performance_id": performance}, at_ms, now)

    def take_answer_back(self, inquiry_id: str, answer_id: int) -> bool:
        """Say no more that it was answered there; tell whether that was said."""
        here = (ANSWERS.inquiry_id == inquiry_id) & (ANSWERS.id == answer_id)
        with self._write() as connection:
            return connection.execute(delete(INQUIRY_ANSWERS).where(here)).rowcount == 1

    def _answer(self, place: dict[str, str], at_ms: int, now: int) -> None:
        same = [INQUIRY_ANSWERS.c[name] == value for name, value in place.items()]
        values = {**place, "at_ms": at_ms, "made": now}
        try:
            with self._write() as connection:
                connection.execute(delete(INQUIRY_ANSWERS).where(*same))
                connection.execute(insert(INQUIRY_ANSWERS).values(values))
        except IntegrityError as error:
            raise _gone() from error


def _answered(row: Row[*tuple[Any, ...]]) -> Answered:
    return Answered(
        row.id,
        row.inquiry_id,
        row.recording_id,
        row.held,
        row.name,
        row.owner,
        bool(row.shared),
        row.at_ms + row.offset,
    )


def _gone() -> NotFoundError:
    return NotFoundError("It was deleted meanwhile.")
