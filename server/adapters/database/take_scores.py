"""`TakeScoreStore` over SQLAlchemy: what people make of takes."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.performance_tables import PERFORMANCES, TAKE_SCORES, TAKES
from server.adapters.database.transactions import Transactions
from server.core.errors import NotFoundError

COLUMNS = TAKE_SCORES.c


class TakeScoreDatabase(Transactions):
    """Keeps them; they go with the take, and with who gave them."""

    def take_scores(self, user_id: int, performance_id: str) -> Mapping[int, int]:
        """Give what somebody makes of the takes of a performance, by their ids."""
        wanted = _of(select(COLUMNS.take_id, COLUMNS.value), performance_id)
        with self._read() as connection:
            rows = connection.execute(wanted.where(COLUMNS.user_id == user_id))
            return {row.take_id: row.value for row in rows}

    def scored_takes(self, performance_id: str) -> Collection[int]:
        """Name the takes of a performance that anybody has scored."""
        wanted = _of(select(COLUMNS.take_id).distinct(), performance_id)
        with self._read() as connection:
            return set(connection.scalars(wanted))

    def score_take(self, user_id: int, take_id: int, value: int | None, now: int) -> None:
        """Store what somebody makes of a take, or nothing; see the port."""
        here = (COLUMNS.user_id == user_id) & (COLUMNS.take_id == take_id)
        given = {"value": value, "changed": now}
        try:
            with self._write() as connection:
                if value is None:
                    connection.execute(delete(TAKE_SCORES).where(here))
                elif not connection.execute(update(TAKE_SCORES).where(here).values(given)).rowcount:
                    made = {"user_id": user_id, "take_id": take_id} | given
                    connection.execute(insert(TAKE_SCORES).values(made))
        except IntegrityError as error:
            raise NotFoundError("It was deleted meanwhile.") from error


def best(user_id: int) -> ColumnElement[int | None]:
    """Give the highest that somebody gave a take of each performance that is listed."""
    wanted = _scored(select(func.max(COLUMNS.value)), user_id)
    return wanted.correlate(PERFORMANCES).scalar_subquery()


def some_reach(user_id: int, least: int) -> ColumnElement[bool]:
    """Say that somebody scored a take of a performance so or better."""
    wanted = _scored(select(COLUMNS.take_id), user_id).where(COLUMNS.value >= least)
    return wanted.correlate(PERFORMANCES).exists()


def _scored(wanted: "Select[Any]", user_id: int) -> "Select[Any]":
    joined = wanted.join(TAKES, TAKES.c.id == COLUMNS.take_id)
    return joined.where(TAKES.c.performance_id == PERFORMANCES.c.id, COLUMNS.user_id == user_id)


def _of(wanted: "Select[Any]", performance_id: str) -> "Select[Any]":
    joined = wanted.join(TAKES, TAKES.c.id == COLUMNS.take_id)
    return joined.where(TAKES.c.performance_id == performance_id)
