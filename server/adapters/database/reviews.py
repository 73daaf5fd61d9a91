"""`ReviewStore` over SQLAlchemy: ratings and corrections, counts, and old inquiries let go."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, tuple_, update

from server.adapters.database import inquiry_counts, inquiry_words
from server.adapters.database.inquiries import inquiry_of
from server.adapters.database.tables import INQUIRIES, REVIEW_ROUNDS
from server.adapters.database.transactions import Transactions
from server.core.chat.inquiries import Inquiry
from server.core.chat.retention import Oldest, Round
from server.core.chat.reviews import DayCount, Review, TopicAsked, marks_of

AT_ONCE = 500
"""Inquiries that go in one transaction, so that others can write between."""
NUMBER, CREATED = INQUIRIES.c.number, INQUIRIES.c.created


class ReviewDatabase(Transactions):
    """Keeps what people made of answers."""

    def review(self, inquiry_id: str, review: Review) -> Inquiry | None:
        """Store a review over the version before it; none where that is not the one kept."""
        with self._write() as connection:
            held = select(INQUIRIES).where(INQUIRIES.c.id == inquiry_id)
            row = connection.execute(held).one_or_none()
            if row is None or row.version != review.version - 1:
                return None
            before = inquiry_of(row)
            corrected = bool(review.correction)
            values = asdict(review)
            values["reviewed"] = values.pop("at")
            if review.rating is None and not corrected:
                values["reviewed"] = None
            values["marks"] = marks_of(before.user_id, before.topics, review.rating, corrected)
            connection.execute(
                update(INQUIRIES).where(INQUIRIES.c.number == row.number).values(values)
            )
            return inquiry_of(connection.execute(held).one())

    def by_day(self, key: str, since: int) -> Sequence[DayCount]:
        """Count the inquiries of a topic by day, from a day on."""
        with self._read() as connection:
            return inquiry_counts.by_day(connection, key, since)

    def by_topic(self, since: int) -> Sequence[TopicAsked]:
        """Count the inquiries of each topic, from a day on and ever."""
        with self._read() as connection:
            return inquiry_counts.by_topic(connection, since)

    def last_round(self) -> Round | None:
        """Give when old inquiries were last let go."""
        wanted = select(REVIEW_ROUNDS).order_by(REVIEW_ROUNDS.c.id.desc()).limit(1)
        with self._read() as connection:
            row = connection.execute(wanted).one_or_none()
        return Round(row.at, row.user, row.removed) if row else None

    def add_round(self, told: Round) -> None:
        """Say that old ones were let go."""
        with self._write() as connection:
            connection.execute(insert(REVIEW_ROUNDS).values(asdict(told)))
            if told.removed:
                inquiry_words.forget(connection)

    def total(self) -> int:
        """Count all that there are."""
        with self._read() as connection:
            return connection.scalars(select(func.count(CREATED))).one()

    def oldest(self, many: int) -> Oldest | None:
        """Tell about so many of the oldest."""
        if many < 1:
            return None
        last = select(CREATED, NUMBER).order_by(CREATED, NUMBER).limit(1).offset(many - 1)
        with self._read() as connection:
            row = connection.execute(last).one_or_none()
            if row is None:
                return None
            # Few are reviewed; the sum keeps SQLite from looking through all of that age instead.
            spared = select(func.count()).where(
                INQUIRIES.c.reviewed > 0, tuple_(CREATED + 0, NUMBER) <= tuple_(*row)
            )
            return Oldest(row.created, row.number, connection.scalars(spared).one())

    def going(self, oldest: Oldest, limit: int) -> Sequence[Inquiry]:
        """List the first of those that would go, the oldest first."""
        with self._read() as connection:
            numbers = _going(connection, oldest, limit)
            wanted = select(INQUIRIES).where(NUMBER.in_(numbers)).order_by(CREATED, NUMBER)
            return [inquiry_of(row) for row in connection.execute(wanted)]

    def let_go(self, oldest: Oldest) -> int:
        """Delete some of them; tell how many, 0 when all are gone."""
        with self._write() as connection:
            numbers = _going(connection, oldest, AT_ONCE)
            connection.execute(delete(INQUIRIES).where(NUMBER.in_(numbers)))
            return len(numbers)


def _going(connection: Connection, oldest: Oldest, limit: int) -> Sequence[int]:
    wanted = (
        select(NUMBER)
        .where(INQUIRIES.c.reviewed.is_(None), _not_after(oldest.created, oldest.number))
        .order_by(CREATED, NUMBER)
        .limit(limit)
    )
    return connection.scalars(wanted).all()


def _not_after(created: int, number: int) -> ColumnElement[bool]:
    return tuple_(CREATED, NUMBER) <= tuple_(created, number)
