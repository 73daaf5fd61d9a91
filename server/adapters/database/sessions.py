"""`SessionStore` over SQLAlchemy: the sessions of people who are signed in on a page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from server.adapters.database import keys
from server.adapters.database.account_tables import SESSIONS
from server.adapters.database.tables import TOKENS
from server.adapters.database.transactions import Transactions
from server.core.sessions import OpenSession, SessionFacts, Way


class SessionRows(Transactions):
    """Keeps what session tokens are besides."""

    def begin_session(
        self,
        user_id: int,
        token_hash: str,
        facts: SessionFacts,
        *,
        label: str,
        now: int,
        expires: int,
    ) -> int:
        """Add a session's token; give its number. A `family` of 0 begins a session of its own."""
        with self._write() as connection:
            number = keys.add(
                connection,
                user_id=user_id,
                kind="session",
                hash=token_hash,
                label=label,
                created=now,
                expires=expires,
                scopes="",
            )
            own = facts if facts.family else replace(facts, family=number)
            row: dict[str, Any] = {"family": own.family, "began": own.began, "way": own.way}
            connection.execute(insert(SESSIONS).values(token_id=number, csrf=own.csrf, **row))
            return number

    def claim_renewal(self, token_id: int, now: int, since: int) -> bool:
        """Take it upon oneself to renew a token, unless another did after `since`."""
        free = or_(SESSIONS.c.renewed.is_(None), SESSIONS.c.renewed <= since)
        with self._write() as connection:
            claimed = connection.execute(
                update(SESSIONS).where(SESSIONS.c.token_id == token_id, free).values(renewed=now)
            )
            return claimed.rowcount == 1

    def first_use(self, token_id: int, family: int, now: int, ends: int) -> None:
        """Note that a follower came into use: all others of its session end at `ends`."""
        with self._write() as connection:
            keys.mark(connection, token_id, last_used=now)
            connection.execute(
                update(TOKENS)
                .where(
                    TOKENS.c.id.in_(_of(family)), TOKENS.c.id != token_id, TOKENS.c.expires > ends
                )
                .values(expires=ends)
            )

    def end_session(self, family: int, now: int) -> int:
        """End all tokens of a session; tell how many there were."""
        with self._write() as connection:
            # One from before sessions renewed themselves has a token, and nothing besides.
            return _end(connection, or_(TOKENS.c.id.in_(_of(family)), TOKENS.c.id == family), now)

    def end_sessions(self, user_id: int | None, way: Way | None, now: int) -> int:
        """End all sessions of somebody, or all that were opened in a way."""
        with self._write() as connection:
            if way is not None:
                return end_way(connection, way, now)
            return _end(connection, TOKENS.c.user_id == user_id, now)

    def open_sessions(self, user_id: int, now: int) -> Sequence[OpenSession]:
        """List somebody's sessions, the last begun first."""
        family = func.coalesce(SESSIONS.c.family, TOKENS.c.id)
        began = func.min(func.coalesce(SESSIONS.c.began, TOKENS.c.created))
        found = (
            select(
                family.label("family"),
                func.max(TOKENS.c.label).label("label"),
                func.max(func.coalesce(SESSIONS.c.way, "own")).label("way"),
                began.label("began"),
                func.max(TOKENS.c.last_used).label("last_used"),
                func.max(TOKENS.c.expires).label("expires"),
            )
            .select_from(TOKENS.outerjoin(SESSIONS, SESSIONS.c.token_id == TOKENS.c.id))
            .where(
                TOKENS.c.user_id == user_id,
                TOKENS.c.kind == "session",
                TOKENS.c.revoked.is_(None),
                TOKENS.c.expires > now,
            )
            .group_by(family)
            .order_by(began.desc(), family.desc())
        )
        with self._read() as connection:
            return [OpenSession(*row) for row in connection.execute(found)]


def end_way(connection: Connection, way: Way, now: int) -> int:
    """End all sessions that were opened in a way."""
    opened = select(SESSIONS.c.token_id).where(SESSIONS.c.way == way)
    return _end(connection, TOKENS.c.id.in_(opened), now)


def _of(family: int) -> Any:
    return select(SESSIONS.c.token_id).where(SESSIONS.c.family == family)


def _end(connection: Connection, where: ColumnElement[bool], now: int) -> int:
    ended = connection.execute(
        update(TOKENS)
        .where(where, TOKENS.c.kind == "session", TOKENS.c.revoked.is_(None))
        .values(revoked=now)
    )
    return ended.rowcount
