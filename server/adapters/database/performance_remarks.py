"""`RemarkStore` over SQLAlchemy: notes on moments of performances."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from server.adapters.database.performance_tables import PERFORMANCE_REMARKS
from server.adapters.database.tables import USERS
from server.adapters.database.transactions import Transactions
from server.core.errors import NotFoundError
from server.core.performances.performance import Remark, remarks_with

COLUMNS = PERFORMANCE_REMARKS.c
REMARKS = select(PERFORMANCE_REMARKS, USERS.c.name.label("by")).join(
    USERS, USERS.c.id == COLUMNS.user_id
)
MOST_FOUND = 3
"""Notes of a performance that a list shows."""
MOST_LOOKED_AT = 20_000
"""Notes of all that a list shows; more are not looked at for words."""


class RemarkDatabase(Transactions):
    """Keeps notes on moments; a change of one is an edit as of any other part."""

    def add_remark(self, performance_id: str, user_id: int, at_ms: int, text: str, now: int) -> int:
        """Add one; raises `NotFoundError` where the performance was deleted meanwhile."""
        values = {
            "performance_id": performance_id,
            "user_id": user_id,
            "at_ms": at_ms,
            "text": text,
            "made": now,
            "version": 1,
        }
        try:
            with self._write() as connection:
                made = insert(PERFORMANCE_REMARKS).values(values).returning(COLUMNS.id)
                return int(connection.execute(made).scalar_one())
        except IntegrityError as error:
            raise NotFoundError("It was deleted meanwhile.") from error

    def remove_remark(self, performance_id: str, remark_id: int) -> bool:
        """Delete one; tell whether it was there."""
        here = (COLUMNS.performance_id == performance_id) & (COLUMNS.id == remark_id)
        with self._write() as connection:
            return connection.execute(delete(PERFORMANCE_REMARKS).where(here)).rowcount == 1


def found(
    connection: Connection, performances: Sequence[str], words: Sequence[str]
) -> Mapping[str, tuple[Remark, ...]]:
    """Give notes with such words, some of each performance, as far as they are looked at."""
    if not words or not performances:
        return {}
    wanted = (
        REMARKS.where(COLUMNS.performance_id.in_(performances))
        .order_by(COLUMNS.performance_id, COLUMNS.at_ms, COLUMNS.id)
        .limit(MOST_LOOKED_AT)
    )
    rows = groupby(connection.execute(wanted), key=lambda row: str(row.performance_id))
    return {held: remarks_with(map(_remark, own), words, MOST_FOUND) for held, own in rows}


def listed(connection: Connection, performance_id: str) -> tuple[Remark, ...]:
    """List those of a performance by their moments."""
    wanted = REMARKS.where(COLUMNS.performance_id == performance_id)
    ordered = wanted.order_by(COLUMNS.at_ms, COLUMNS.id)
    return tuple(_remark(row) for row in connection.execute(ordered))


def _remark(row: Row[*tuple[Any, ...]]) -> Remark:
    return Remark(row.id, row.user_id, row.by, row.at_ms, row.text, row.made, row.version)
