"""`OutboxStore` over SQLAlchemy: each call is one transaction, on the disk when it returns."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.comment_tables import REPLIES
from server.adapters.database.transactions import Transactions
from server.core.comments.outbox import Reply, State, may_follow
from server.core.comments.plain import storable
from server.core.errors import ConflictError

# Made once: each reply needs them several times.
ONE = select(REPLIES).where(REPLIES.c.comment == bindparam("of"))
IN_THREAD = (
    select(REPLIES)
    .where(REPLIES.c.thread == bindparam("of"))
    .order_by(REPLIES.c.created, REPLIES.c.comment)
)
CHANGE = update(REPLIES).where(
    REPLIES.c.comment == bindparam("of"), REPLIES.c.version == bindparam("seen")
)
SENT_SINCE = (
    select(func.count())
    .select_from(REPLIES)
    .where(REPLIES.c.state == "sent", REPLIES.c.changed >= bindparam("since"))
)


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
        with self._read() as connection:
            return [reply_of(row) for row in connection.execute(IN_THREAD, {"of": thread})]

    def move(self, reply: Reply, seen: int) -> Reply | None:
        """Store a reply over its version `seen`; none where another changed it since."""
        moved = replace(reply, version=seen + 1)
        with self._write(durable=True) as connection:
            before = _one(connection, reply.comment)
            if before is None or before.version != seen:
                return None
            if not may_follow(before.state, reply.state):
                raise ConflictError(f"A reply that is {before.state} cannot become {reply.state}.")
            told = _values(moved) | {"of": reply.comment, "seen": seen}
            changed = connection.execute(CHANGE, told)
            return moved if changed.rowcount == 1 else None

    def sent_since(self, since: int) -> int:
        """Count the replies sent from a moment (ms since 1970, UTC) on."""
        with self._read() as connection:
            return int(connection.execute(SENT_SINCE, {"since": since}).scalar_one())


def _one(connection: Connection, comment: str) -> Reply | None:
    row = connection.execute(ONE, {"of": comment}).one_or_none()
    return reply_of(row) if row else None


def _values(reply: Reply) -> dict[str, Any]:
    told = {one.name: getattr(reply, one.name) for one in fields(reply)}
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
