"""Queries about recordings, on an open connection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from server.adapters.database.tables import RECORDINGS
from server.core.recordings import Announced, Recording


def add(connection: Connection, recording: Recording) -> Recording:
    """Add one; or give the one that this person has of the same bytes."""
    told = recording.announced
    found = connection.execute(
        select(RECORDINGS).where(
            RECORDINGS.c.user_id == recording.user_id,
            RECORDINGS.c.sha256 == told.sha256,
            RECORDINGS.c.size == told.size,
            RECORDINGS.c.kind == told.kind,
        )
    ).one_or_none()
    if found is not None:
        return _recording_of(found)
    connection.execute(
        insert(RECORDINGS).values(
            id=recording.id,
            user_id=recording.user_id,
            kind=told.kind,
            name=told.name,
            size=told.size,
            sha256=told.sha256,
            arrived=recording.offset,
            created=recording.created,
            completed=recording.completed,
        )
    )
    return recording


def one(connection: Connection, recording_id: str) -> Recording | None:
    """Find one."""
    row = connection.execute(
        select(RECORDINGS).where(RECORDINGS.c.id == recording_id)
    ).one_or_none()
    return _recording_of(row) if row else None


def same(connection: Connection, user_id: int, kind: str, sha256: str) -> Recording | None:
    """Find somebody's recording of these bytes."""
    wanted = select(RECORDINGS).where(
        RECORDINGS.c.user_id == user_id, RECORDINGS.c.kind == kind, RECORDINGS.c.sha256 == sha256
    )
    row = connection.execute(wanted).first()
    return _recording_of(row) if row else None


def listed(
    connection: Connection,
    user_id: int | None,
    kind: str | None,
    limit: int,
    before: Recording | None,
) -> Sequence[Recording]:
    """List somebody's, or everybody's, the newest first, those older than `before`."""
    wanted = select(RECORDINGS).order_by(RECORDINGS.c.created.desc(), RECORDINGS.c.id.desc())
    if user_id is not None:
        wanted = wanted.where(RECORDINGS.c.user_id == user_id)
    if kind is not None:
        wanted = wanted.where(RECORDINGS.c.kind == kind)
    if before is not None:
        at, key = before.created, before.id
        older = (RECORDINGS.c.created < at) | (
            (RECORDINGS.c.created == at) & (RECORDINGS.c.id < key)
        )
        wanted = wanted.where(older)
    return [_recording_of(row) for row in connection.execute(wanted.limit(limit))]


def mark(connection: Connection, recording: Recording) -> bool:
    """Store its offset, completion and name; tell whether it is still there."""
    marked = connection.execute(
        update(RECORDINGS)
        .where(RECORDINGS.c.id == recording.id)
        .values(
            name=recording.announced.name,
            arrived=recording.offset,
            completed=recording.completed,
        )
    )
    return marked.rowcount == 1


def remove(connection: Connection, recording_id: str) -> None:
    """Forget it."""
    connection.execute(delete(RECORDINGS).where(RECORDINGS.c.id == recording_id))


def _recording_of(row: Row[*tuple[Any, ...]]) -> Recording:
    told = Announced(row.kind, row.name, row.size, row.sha256)
    return Recording(row.id, row.user_id, told, row.arrived, row.created, row.completed)
