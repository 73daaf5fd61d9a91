"""`InquiryStore` over SQLAlchemy: each call is one transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from server.adapters.database.tables import INQUIRIES
from server.adapters.database.transactions import Transactions
from server.core.chat.inquiries import Inquiry, details_json, details_of


class InquiryDatabase(Transactions):
    """Keeps inquiries."""

    def add_inquiry(self, inquiry: Inquiry) -> None:
        """Add one."""
        with self._write() as connection:
            connection.execute(insert(INQUIRIES).values(_values(inquiry)))

    def change_inquiry(self, inquiry: Inquiry) -> bool:
        """Store what became of one; tell whether it is still there."""
        with self._write() as connection:
            changed = connection.execute(
                update(INQUIRIES).where(INQUIRIES.c.id == inquiry.id).values(_values(inquiry))
            )
            return changed.rowcount == 1

    def inquiry(self, inquiry_id: str) -> Inquiry | None:
        """Find one."""
        with self._read() as connection:
            wanted = select(INQUIRIES).where(INQUIRIES.c.id == inquiry_id)
            row = connection.execute(wanted).one_or_none()
        return _inquiry_of(row) if row else None

    def inquiries(
        self, user_id: int | None, limit: int, before: str | None = None
    ) -> Sequence[Inquiry]:
        """List somebody's, or everybody's, the newest first, those older than `before`."""
        wanted = select(INQUIRIES).order_by(INQUIRIES.c.created.desc(), INQUIRIES.c.id.desc())
        if user_id is not None:
            wanted = wanted.where(INQUIRIES.c.user_id == user_id)
        last = self.inquiry(before) if before else None
        if last is not None:
            at, key = INQUIRIES.c.created, INQUIRIES.c.id
            wanted = wanted.where((at < last.created) | ((at == last.created) & (key < last.id)))
        with self._read() as connection:
            return [_inquiry_of(row) for row in connection.execute(wanted.limit(limit))]

    def conversation(self, conversation: str) -> Sequence[Inquiry]:
        """List the inquiries of a conversation, the oldest first."""
        wanted = select(INQUIRIES).where(INQUIRIES.c.conversation == conversation)
        with self._read() as connection:
            ordered = wanted.order_by(INQUIRIES.c.created, INQUIRIES.c.id)
            return [_inquiry_of(row) for row in connection.execute(ordered)]

    def remove_inquiry(self, inquiry_id: str) -> None:
        """Delete one."""
        with self._write() as connection:
            connection.execute(delete(INQUIRIES).where(INQUIRIES.c.id == inquiry_id))


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


def _inquiry_of(row: Row[*tuple[Any, ...]]) -> Inquiry:
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
    )
