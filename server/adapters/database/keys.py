"""Queries about tokens and pairing codes, on an open connection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from server.adapters.database.account_tables import SESSIONS
from server.adapters.database.people import COLUMNS as USER_COLUMNS
from server.adapters.database.people import user_of
from server.adapters.database.tables import PAIRINGS, TOKENS, USERS
from server.core.sessions import SessionFacts
from server.core.tokens import Token, TokenKind
from server.core.users import User

COLUMNS = (
    TOKENS.c.id,
    TOKENS.c.kind,
    TOKENS.c.label,
    TOKENS.c.created,
    TOKENS.c.last_used,
    TOKENS.c.expires,
    TOKENS.c.revoked,
    TOKENS.c.scopes,
    USERS.c.id.label("user_id"),
    USERS.c.name.label("user_name"),
    USERS.c.role.label("user_role"),
    USERS.c.created.label("user_created"),
    SESSIONS.c.family,
    SESSIONS.c.began,
    SESSIONS.c.way,
    SESSIONS.c.csrf,
    SESSIONS.c.renewed,
)
_JOINED = TOKENS.join(USERS).outerjoin(SESSIONS, SESSIONS.c.token_id == TOKENS.c.id)


def _token_of(row: Row[*tuple[Any, ...]]) -> Token:
    owner = User(row.user_id, row.user_name, row.user_role, row.user_created)
    return Token(
        row.id,
        owner,
        row.kind,
        row.label,
        row.created,
        row.last_used,
        row.expires,
        row.revoked,
        tuple(row.scopes.split()),
        None
        if row.family is None
        else SessionFacts(row.family, row.began, row.way, row.csrf, row.renewed),
    )


def add(connection: Connection, **values: object) -> int:
    """Add a token; give its number."""
    added = connection.execute(insert(TOKENS).values(**values).returning(TOKENS.c.id))
    return int(added.scalar_one())


def one(connection: Connection, where: ColumnElement[bool]) -> Token | None:
    """Find a token."""
    row = connection.execute(select(*COLUMNS).select_from(_JOINED).where(where)).one_or_none()
    return _token_of(row) if row else None


def live(connection: Connection, kind: TokenKind) -> Sequence[Token]:
    """List the tokens not revoked, the newest first."""
    rows = connection.execute(
        select(*COLUMNS)
        .select_from(_JOINED)
        .where(TOKENS.c.kind == kind, TOKENS.c.revoked.is_(None))
        .order_by(TOKENS.c.id.desc())
    )
    return [_token_of(row) for row in rows]


def mark(connection: Connection, token_id: int, **values: int) -> None:
    """Set `last_used` or `revoked`."""
    connection.execute(update(TOKENS).where(TOKENS.c.id == token_id).values(**values))


def open_code(connection: Connection, user_id: int, code_hash: str, now: int, expires: int) -> None:
    """Open a pairing code; old ones are swept out on the way."""
    connection.execute(delete(PAIRINGS).where(PAIRINGS.c.expires <= now))
    connection.execute(
        insert(PAIRINGS).values(user_id=user_id, code_hash=code_hash, created=now, expires=expires)
    )


def take_code(connection: Connection, code_hash: str, now: int, attempts: int) -> User | None:
    """Use a code up, in one statement so that two takers cannot both have it."""
    found = connection.execute(
        delete(PAIRINGS)
        .where(PAIRINGS.c.code_hash == code_hash, PAIRINGS.c.expires > now)
        .returning(PAIRINGS.c.user_id)
    ).scalar_one_or_none()
    if found is None:
        connection.execute(update(PAIRINGS).values(attempts=PAIRINGS.c.attempts + 1))
        connection.execute(delete(PAIRINGS).where(PAIRINGS.c.attempts >= attempts))
        return None
    return user_of(connection.execute(select(*USER_COLUMNS).where(USERS.c.id == found)).one())
