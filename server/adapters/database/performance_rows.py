"""Queries about the parts of performances, on an open connection."""

import json
from typing import Any

from sqlalchemy import Connection, Row, func, select

from server.adapters.database import performance_remarks
from server.adapters.database.performance_tables import (
    PERFORMANCE_TOPICS,
    PERFORMANCES,
    SAID_LINES,
    TAKES,
    TRACKS,
)
from server.adapters.database.tables import RECORDINGS, TOPICS, USERS
from server.core.library.topics import Topic
from server.core.performances.performance import (
    Belongs,
    Performance,
    SaidLine,
    Take,
    Track,
    Whole,
)

PERFORMANCE = select(
    *(column for column in PERFORMANCES.c if column.name != "words"), USERS.c.name.label("owner")
).join(USERS, USERS.c.id == PERFORMANCES.c.user_id)
"""What `performance_of` reads."""


def one(connection: Connection, performance_id: str) -> Performance | None:
    """Find one."""
    row = connection.execute(PERFORMANCE.where(PERFORMANCES.c.id == performance_id)).one_or_none()
    return performance_of(row) if row else None


def whole(connection: Connection, performance_id: str) -> Whole | None:
    """Give everything of one."""
    found = one(connection, performance_id)
    if found is None:
        return None
    held = tracks(connection, performance_id)
    return Whole(
        found,
        held,
        takes(connection, performance_id),
        _lines(connection, performance_id),
        _belongs(connection, performance_id),
        performance_remarks.listed(connection, performance_id),
    )


def tracks(connection: Connection, performance_id: str) -> tuple[Track, ...]:
    """List the files of one, the first first."""
    wanted = (
        select(TRACKS, RECORDINGS.c.kind, RECORDINGS.c.size, USERS.c.name.label("by"))
        .join(RECORDINGS, RECORDINGS.c.id == TRACKS.c.recording_id)
        .join(USERS, USERS.c.id == TRACKS.c.user_id)
        .where(TRACKS.c.performance_id == performance_id)
        .order_by(TRACKS.c.id)
    )
    return tuple(
        Track(
            row.id,
            row.user_id,
            row.by,
            row.recording_id,
            row.kind,
            row.name,
            row.size,
            row.offset_ms,
            row.feedback,
            tuple(json.loads(row.languages)),
            row.version,
        )
        for row in connection.execute(wanted)
    )


def takes(connection: Connection, performance_id: str) -> tuple[Take, ...]:
    """List the takes of one by their beginnings."""
    wanted = select(TAKES).where(TAKES.c.performance_id == performance_id)
    return tuple(
        Take(row.id, row.number, row.name, row.from_ms, row.to_ms, row.found_by, row.version)
        for row in connection.execute(wanted.order_by(TAKES.c.from_ms, TAKES.c.id))
    )


def _lines(connection: Connection, performance_id: str) -> tuple[SaidLine, ...]:
    """List what is said, by the performance's clock: a file's lines move with it."""
    later = func.coalesce(TRACKS.c.offset_ms, 0)
    begins = (SAID_LINES.c.from_ms + later).label("begins")
    wanted = (
        select(SAID_LINES, begins, later.label("later"), TRACKS.c.feedback)
        .outerjoin(TRACKS, TRACKS.c.id == SAID_LINES.c.track_id)
        .where(SAID_LINES.c.performance_id == performance_id)
        .order_by(begins, SAID_LINES.c.id)
    )
    return tuple(
        SaidLine(
            row.id,
            row.track_id,
            row.begins,
            row.to_ms + row.later,
            row.original,
            row.correction,
            bool(row.feedback),
            row.version,
        )
        for row in connection.execute(wanted)
    )


def _belongs(connection: Connection, performance_id: str) -> tuple[Belongs, ...]:
    wanted = (
        select(PERFORMANCE_TOPICS, TOPICS.c.name, TOPICS.c.caution, TOPICS.c.created)
        .join(TOPICS, TOPICS.c.id == PERFORMANCE_TOPICS.c.topic_id)
        .where(PERFORMANCE_TOPICS.c.performance_id == performance_id)
        .order_by(func.lower(TOPICS.c.name), PERFORMANCE_TOPICS.c.id)
    )
    return tuple(
        Belongs(row.take_id, Topic(row.topic_id, row.name, row.caution, row.created), row.state)
        for row in connection.execute(wanted)
    )


def performance_of(row: Row[*tuple[Any, ...]]) -> Performance:
    """Read a row of `PERFORMANCE`."""
    return Performance(
        row.id,
        row.user_id,
        row.owner,
        row.name,
        row.video,
        row.shared,
        row.in_library,
        row.recorded,
        row.created,
        row.version,
    )
