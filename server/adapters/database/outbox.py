"""`OutboxStore` over SQLAlchemy: each call is one transaction, on the disk when it returns."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.comment_tables import REPLIES
from server.adapters.database.transactions import Transactions
from server.core.comments.outbox import Reply, State, may_follow
from server.core.comments.plain import storable
from server.core.errors import ConflictError


class OutboxDatabase(Transactions):
    """Keeps the one reply to each comment."""

    def add(self, reply: Reply) -> bool:
        """Add a reply; tell whether it was added: no, where the comment has one."""
        try:
            with self._write(durable=True) as connection:
                connection.execute(insert(REPLIES).values(_values(reply)))
        except IntegrityError:
            return False
        return True

    def reply(self, comment: str) -> Reply | None:
        """Find the reply to a comment."""
        with self._read() as connection:
            return _one(connection, comment)

    def replies(self, states: Sequence[State], limit: int) -> Sequence[Reply]:
        """List replies in these states, the oldest first."""
        wanted = select(REPLIES).where(REPLIES.c.state.in_(states))
        ordered = wanted.order_by(REPLIES.c.created, REPLIES.c.comment).limit(limit)
        with self._read() as connection:
            return [reply_of(row) for row in connection.execute(ordered)]

    def thread(self, thread: str) -> Sequence[Reply]:
        """List the replies in a thread, the oldest first."""
        wanted = select(REPLIES).where(REPLIES.c.thread == thread)
        with self._read() as connection:
            ordered = wanted.order_by(REPLIES.c.created, REPLIES.c.comment)
            return [reply_of(row) for row in connection.execute(ordered)]

    def move(self, reply: Reply, seen: int) -> Reply | None:
        """Store a reply over its version `seen`; none where another changed it since."""
        moved = replace(reply, version=seen + 1)
        with self._write(durable=True) as connection:
            before = _one(connection, reply.comment)
            if before is None or before.version != seen:
                return None
            if not may_follow(before.state, reply.state):
                raise ConflictError(f"A reply that is {before.state} cannot become {reply.state}.")
            mine = (REPLIES.c.comment == reply.comment) & (REPLIES.c.version == seen)
            changed = connection.execute(update(REPLIES).where(mine).values(_values(moved)))
            return moved if changed.rowcount == 1 else None

    def sent_since(self, since: int) -> int:
        """Count the replies sent from a moment (ms since 1970, UTC) on."""
        sent = (REPLIES.c.state == "sent") & (REPLIES.c.changed >= since)
        with self._read() as connection:
            return int(connection.execute(select(func.count()).where(sent)).scalar_one())


def _one(connection: Connection, comment: str) -> Reply | None:
    row = connection.execute(select(REPLIES).where(REPLIES.c.comment == comment)).one_or_none()
    return reply_of(row) if row else None


def _values(reply: Reply) -> dict[str, Any]:
    told = asdict(reply)
    return told | {"text": storable(reply.text), "reason": storable(reply.reason)}


def reply_of(row: Row[*tuple[Any, ...]]) -> Reply:
    """Read a row of the outbox."""
    return Reply(
        row.comment,
        row.thread,
        row.video,
        row.text,
        row.state,
        row.created,
        row.changed,
        row.reason,
        row.attempts,
        row.lease,
        row.sent_as,
        row.inquiry,
        row.decided_by,
        row.version,
        row.absent,
    )
