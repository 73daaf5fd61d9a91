"""`WishStore` over SQLAlchemy: each call is one transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database import people
from server.adapters.database.tables import USERS
from server.adapters.database.transactions import Transactions
from server.adapters.database.wish_tables import WISHES
from server.core.wishes import Wish

OPEN = WISHES.c.state == "open"
ALL = select(WISHES, USERS.c.name.label("name")).join(USERS, USERS.c.id == WISHES.c.user_id)


class WishDatabase(Transactions):
    """Keeps wishes, each with its answer."""

    def ask(self, user_id: int, why: str, now: int) -> Wish | None:
        """Keep a wish; nothing where one of theirs is open."""
        row = {"user_id": user_id, "why": why, "asked": now, "state": "open"}
        try:
            with self._write() as connection:
                made = insert(WISHES).values(row).returning(WISHES.c.id)
                number = connection.execute(made).scalar_one()
                return _of(connection.execute(ALL.where(WISHES.c.id == number)).one())
        except IntegrityError:
            return None

    def wish(self, number: int) -> Wish | None:
        """Find one."""
        with self._read() as connection:
            row = connection.execute(ALL.where(WISHES.c.id == number)).one_or_none()
        return _of(row) if row else None

    def wishes(self, user_id: int | None, limit: int) -> Sequence[Wish]:
        """List somebody's, or everybody's: open ones first, then the newest."""
        wanted = ALL.order_by(case((OPEN, 0), else_=1), WISHES.c.id.desc()).limit(limit)
        if user_id is not None:
            wanted = wanted.where(WISHES.c.user_id == user_id)
        with self._read() as connection:
            return [_of(row) for row in connection.execute(wanted)]

    def open_wishes(self) -> int:
        """Count those that wait."""
        with self._read() as connection:
            return connection.execute(select(func.count()).where(OPEN)).scalar_one()

    def answer_wish(self, number: int, *, grant: bool, answer: str, by: str, now: int) -> bool:
        """Answer one that is open; whoever is granted theirs is an admin with the same write."""
        told = {
            "state": "granted" if grant else "refused",
            "answer": answer,
            "answered": now,
            "by": by,
        }
        here = update(WISHES).where(WISHES.c.id == number, OPEN).values(told)
        with self._write() as connection:
            asker = connection.execute(here.returning(WISHES.c.user_id)).scalar_one_or_none()
            if asker is not None and grant:
                people.set_role(connection, asker, "admin", now)
        return asker is not None

    def see_wishes(self, user_id: int, now: int) -> None:
        """Note that somebody was shown the answers that they have."""
        mine = (WISHES.c.user_id == user_id) & WISHES.c.answered.is_not(None)
        unseen = update(WISHES).where(mine, WISHES.c.seen.is_(None))
        with self._write() as connection:
            connection.execute(unseen.values(seen=now))


def _of(row: Row[*tuple[Any, ...]]) -> Wish:
    return Wish(
        row.id,
        row.name,
        row.why,
        row.asked,
        row.state,
        row.answer,
        row.answered,
        row.by,
        row.seen,
    )
