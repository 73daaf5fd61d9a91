"""`RatingStore` over SQLAlchemy: each call is one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.tables import RATING_CHANGES, RATINGS
from server.adapters.database.transactions import Transactions
from server.core.taste.ratings import Past, Rating, Thing

Stamp = tuple[Any, ...]
STAMP = (
    func.count(),
    func.max(RATINGS.c.id),
    func.max(RATINGS.c.changed),
    func.sum(RATINGS.c.version),
    func.sum(RATINGS.c.value),
)
"""By which one sees whether somebody's ratings are as they were: each change counts a version."""


class RatingDatabase(Transactions):
    """Keeps what people rated."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._held: dict[int, tuple[Stamp, Sequence[Rating]]] = {}

    def rate(
        self, user_id: int, thing: Thing, value: int | None, now: int, version: int | None
    ) -> Rating | None:
        """Store what somebody says of a thing now; what he said before is kept as history."""
        try:
            return self._rate(user_id, thing, value, now, version)
        except IntegrityError:
            # Another rated it for the first time at the same moment.
            return self._rate(user_id, thing, value, now, version)

    def _rate(
        self, user_id: int, thing: Thing, value: int | None, now: int, version: int | None
    ) -> Rating | None:
        with self._write() as connection:
            row = _row(connection, user_id, thing.id)
            before = row.version if row else 0
            if version is not None and version != before:
                return None
            values = {"value": value, "changed": now, "version": before + 1}
            if row is None:
                made = insert(RATINGS).values(**_told(user_id, thing), **values)
                (number,) = connection.execute(made).inserted_primary_key or (0,)
            else:
                number = row.id
                thing = _kept(_rating(row).thing, thing)
                held = RATINGS.c.id == number
                connection.execute(
                    update(RATINGS).where(held).values(**_told(user_id, thing), **values)
                )
            past = {"rating_id": number, "value": value, "at": now}
            connection.execute(insert(RATING_CHANGES).values(past))
            return Rating(thing, value, now, before + 1)

    def ratings(self, user_id: int) -> Sequence[Rating]:
        """List somebody's ratings that stand, the last changed first."""
        mine = (RATINGS.c.user_id == user_id, RATINGS.c.value.is_not(None))
        wanted = select(RATINGS).where(*mine)
        with self._read() as connection:
            stamp: Stamp = tuple(connection.execute(select(*STAMP).where(*mine)).one())
            held = self._held.get(user_id)
            if held is None or held[0] != stamp:
                ordered = wanted.order_by(RATINGS.c.changed.desc(), RATINGS.c.id.desc())
                held = stamp, [_rating(row) for row in connection.execute(ordered)]
                self._held[user_id] = held
            return held[1]

    def rating(self, user_id: int, thing_id: str) -> Rating | None:
        """Find somebody's rating of a thing, also one that was taken back."""
        with self._read() as connection:
            row = _row(connection, user_id, thing_id)
        return _rating(row) if row else None

    def history(self, user_id: int) -> Mapping[str, Sequence[Past]]:
        """Give all that somebody said of each thing (by its id), the oldest first."""
        wanted = select(RATINGS.c.thing, RATING_CHANGES.c.value, RATING_CHANGES.c.at)
        joined = wanted.join(RATING_CHANGES, RATING_CHANGES.c.rating_id == RATINGS.c.id)
        found: dict[str, list[Past]] = {}
        with self._read() as connection:
            mine = joined.where(RATINGS.c.user_id == user_id).order_by(RATING_CHANGES.c.id)
            for thing, value, at in connection.execute(mine):
                found.setdefault(thing, []).append(Past(value, at))
        return found

    def forget(self, user_id: int) -> int:
        """Delete somebody's ratings with their history; tell how many there were."""
        mine = select(RATINGS.c.id).where(RATINGS.c.user_id == user_id)
        with self._write() as connection:
            gone = delete(RATING_CHANGES).where(RATING_CHANGES.c.rating_id.in_(mine))
            connection.execute(gone)
            held = delete(RATINGS).where(RATINGS.c.user_id == user_id)
            count = connection.execute(held).rowcount
        self._held.pop(user_id, None)
        return count


def _row(connection: Connection, user_id: int, thing_id: str) -> Row[*tuple[Any, ...]] | None:
    wanted = select(RATINGS).where(RATINGS.c.user_id == user_id, RATINGS.c.thing == thing_id)
    return connection.execute(wanted).one_or_none()


def _kept(before: Thing, now: Thing) -> Thing:
    """Keep what was known of a thing where nothing new is told of it."""
    return Thing(
        now.kind,
        now.key,
        now.title or before.title,
        now.text or before.text,
        now.address or before.address,
        before.made if now.made is None else now.made,
    )


def _told(user_id: int, thing: Thing) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "thing": thing.id,
        "kind": thing.kind,
        "key": thing.key,
        "title": thing.title,
        "text": thing.text,
        "address": thing.address,
        "made": thing.made,
    }


def _rating(row: Row[*tuple[Any, ...]]) -> Rating:
    thing = Thing(row.kind, row.key, row.title, row.text, row.address, row.made)
    return Rating(thing, row.value, row.changed, row.version)
