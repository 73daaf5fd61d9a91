"""Queries about everybody's own language, on an open connection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from server.adapters.database.tables import OWN_LANGUAGES
from server.core.own_language import KEPT, OwnLanguage

COLUMNS = (OWN_LANGUAGES.c.version, OWN_LANGUAGES.c.changed, OWN_LANGUAGES.c.text)


def listed(connection: Connection, user_id: int) -> Sequence[OwnLanguage]:
    """List the versions that are kept, the newest first."""
    wanted = select(*COLUMNS).where(OWN_LANGUAGES.c.user_id == user_id)
    rows = connection.execute(wanted.order_by(OWN_LANGUAGES.c.version.desc()))
    return [_of(row) for row in rows]


def one(connection: Connection, user_id: int, version: int | None) -> OwnLanguage | None:
    """Find one version, or the newest."""
    wanted = select(*COLUMNS).where(OWN_LANGUAGES.c.user_id == user_id)
    if version is not None:
        wanted = wanted.where(OWN_LANGUAGES.c.version == version)
    newest = wanted.order_by(OWN_LANGUAGES.c.version.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return _of(row) if row else None


def add(connection: Connection, user_id: int, language: OwnLanguage) -> bool:
    """Add the version after the newest; nothing where that is another one by now."""
    newest = connection.execute(
        select(func.max(OWN_LANGUAGES.c.version)).where(OWN_LANGUAGES.c.user_id == user_id)
    ).scalar_one()
    if language.version != (newest or 0) + 1:
        return False
    row = {"version": language.version, "changed": language.changed, "text": language.text}
    connection.execute(insert(OWN_LANGUAGES).values(user_id=user_id, **row))
    connection.execute(
        delete(OWN_LANGUAGES).where(
            OWN_LANGUAGES.c.user_id == user_id,
            OWN_LANGUAGES.c.version <= language.version - KEPT,
        )
    )
    return True


def _of(row: Row[*tuple[Any, ...]]) -> OwnLanguage:
    return OwnLanguage(row.version, row.changed, row.text)
