"""Queries about people, on an open connection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from server.adapters.database.account_tables import SHARED_NAMES
from server.adapters.database.tables import TOKENS, USERS
from server.adapters.database.wish_tables import WISHES
from server.core.users import Role, User

COLUMNS = (USERS.c.id, USERS.c.name, USERS.c.role, USERS.c.created)


def user_of(row: Row[*tuple[Any, ...]]) -> User:
    """Read a user from a row of `COLUMNS`."""
    return User(row.id, row.name, row.role, row.created)


def users(connection: Connection) -> Sequence[User]:
    """List everybody, the first first."""
    return [user_of(row) for row in connection.execute(select(*COLUMNS).order_by(USERS.c.id))]


def user(connection: Connection, name: str) -> User | None:
    """Find one by name."""
    row = connection.execute(select(*COLUMNS).where(USERS.c.name == name)).one_or_none()
    return user_of(row) if row else None


def count(connection: Connection) -> int:
    """Count everybody."""
    return connection.execute(select(func.count()).select_from(USERS)).scalar_one()


def password_hash(connection: Connection, name: str) -> str | None:
    """Give somebody's stored password hash."""
    return connection.execute(
        select(USERS.c.password_hash).where(USERS.c.name == name)
    ).scalar_one_or_none()


def add(connection: Connection, name: str, role: Role, hashed: str | None, now: int) -> User:
    """Add somebody."""
    row = connection.execute(
        insert(USERS)
        .values(name=name, role=role, password_hash=hashed, created=now)
        .returning(*COLUMNS)
    ).one()
    return user_of(row)


def set_password(connection: Connection, user_id: int, hashed: str, now: int) -> None:
    """Store a password and end the sessions opened before; the shared one opens it no more."""
    connection.execute(delete(SHARED_NAMES).where(SHARED_NAMES.c.user_id == user_id))
    connection.execute(update(USERS).where(USERS.c.id == user_id).values(password_hash=hashed))
    connection.execute(
        update(TOKENS)
        .where(TOKENS.c.user_id == user_id, TOKENS.c.kind == "session", TOKENS.c.revoked.is_(None))
        .values(revoked=now)
    )


def alone(connection: Connection, user_id: int) -> bool:
    """Tell whether somebody is the only admin, and let nobody change that before this write ends.

    Two admins who remove each other at once would else both be gone.
    """
    admins = select(USERS.c.id).where(USERS.c.role == "admin").order_by(USERS.c.id)
    return connection.scalars(admins.with_for_update()).all() == [user_id]


def set_role(connection: Connection, user_id: int, role: Role, now: int) -> None:
    """Store another role; a wish to be an admin is granted by it."""
    connection.execute(update(USERS).where(USERS.c.id == user_id).values(role=role))
    if role == "admin":
        mine = (WISHES.c.user_id == user_id) & (WISHES.c.state == "open")
        connection.execute(update(WISHES).where(mine).values(state="granted", answered=now))


def remove(connection: Connection, user_id: int) -> None:
    """Remove somebody; tokens and codes go with them."""
    connection.execute(delete(USERS).where(USERS.c.id == user_id))
