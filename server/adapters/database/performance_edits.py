"""Changes of performances and their parts: stored or refused, and kept in any case."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from server.adapters.database.performance_tables import (
    PERFORMANCE_EDITS,
    PERFORMANCE_REMARKS,
    PERFORMANCES,
    SAID_LINES,
    TAKES,
    TRACKS,
)
from server.adapters.database.tables import USERS
from server.core.performances.edits import Change, Edit, Fields, Thing, Verdict, judged

TABLES: dict[Thing, Table] = {
    "performance": PERFORMANCES,
    "track": TRACKS,
    "take": TAKES,
    "line": SAID_LINES,
    "remark": PERFORMANCE_REMARKS,
}
LISTS = frozenset({"languages"})
"""Fields that are kept as JSON."""


def edit(
    connection: Connection, performance_id: str, change: Change, user_id: int, now: int
) -> Verdict | None:
    """Store a change, or keep it as refused; none where the thing is gone."""
    table = TABLES[change.thing]
    here = table.c.id == (performance_id if change.thing == "performance" else change.id)
    if change.thing != "performance":
        here &= table.c.performance_id == performance_id
    # Locked where writers run side by side (PostgreSQL): two may not both find the same version.
    row = connection.execute(select(table).where(here).with_for_update()).one_or_none()
    if row is None:
        return None
    standing = {name: _read(name, getattr(row, name)) for name in change.fields}
    verdict = judged(change, standing, row.version, _since(connection, performance_id, change))
    if not verdict.fields and not verdict.refused:
        return verdict
    version = None if verdict.refused else row.version + 1
    if version is not None:
        stored = {name: _written(name, value) for name, value in verdict.fields.items()}
        connection.execute(update(table).where(here).values(**stored, version=version))
    _keep(connection, performance_id, change, verdict, (user_id, now, version))
    return verdict


def _since(connection: Connection, performance_id: str, change: Change) -> list[Fields]:
    columns = PERFORMANCE_EDITS.c
    wanted = select(columns.fields).where(
        columns.performance_id == performance_id,
        columns.thing == change.thing,
        columns.thing_id == change.id,
        columns.version > change.base,
    )
    return [json.loads(text) for text in connection.scalars(wanted)]


def _keep(
    connection: Connection,
    performance_id: str,
    change: Change,
    verdict: Verdict,
    made: tuple[int, int, int | None],
) -> None:
    user_id, now, version = made
    fields = change.fields if verdict.refused else verdict.fields
    connection.execute(
        insert(PERFORMANCE_EDITS).values(
            performance_id=performance_id,
            thing=change.thing,
            thing_id=change.id,
            user_id=user_id,
            at=now,
            base=change.base,
            version=version,
            fields=json.dumps(dict(fields), ensure_ascii=False),
        )
    )


def edits(connection: Connection, performance_id: str, limit: int) -> Sequence[Edit]:
    """List changes, the newest first."""
    wanted = (
        select(PERFORMANCE_EDITS, USERS.c.name.label("by"))
        .outerjoin(USERS, USERS.c.id == PERFORMANCE_EDITS.c.user_id)
        .where(PERFORMANCE_EDITS.c.performance_id == performance_id)
        .order_by(PERFORMANCE_EDITS.c.id.desc())
        .limit(limit)
    )
    return [_edit_of(row) for row in connection.execute(wanted)]


def _edit_of(row: Row[*tuple[Any, ...]]) -> Edit:
    change = Change(row.thing, row.thing_id, row.base, json.loads(row.fields))
    return Edit(change, row.user_id, row.by or "", row.at, row.version)


def _read(name: str, value: Any) -> Any:
    return json.loads(value) if name in LISTS else value


def _written(name: str, value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if name in LISTS else value
