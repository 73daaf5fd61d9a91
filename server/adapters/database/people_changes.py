"""Counts changes of who may come in, so that what was just looked up may be believed."""

import re
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

WRITES: Final = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b.*\b(?:users|tokens)\b", re.I | re.S)
NOTED: Final = "rubato.people"


def people_changes(engine: Engine) -> Callable[[], int]:
    """Give what counts writes to people and tokens by this process; others' it does not see.

    It counts when one is written, and again when that is committed: whoever looked between the two
    saw the old.
    """
    count = 0

    def written(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal count
        if WRITES.match(statement):
            connection.info[NOTED] = True
            count += 1

    def committed(connection: Connection) -> None:
        nonlocal count
        if connection.info.pop(NOTED, False):
            count += 1

    event.listen(engine, "after_cursor_execute", written)
    # SQLAlchemy tells of it just before it is done: who looks in between is believed for a second.
    event.listen(engine, "commit", committed)
    return lambda: count
