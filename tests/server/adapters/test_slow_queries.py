"""Slow queries are in the log, with their statement and none of their values."""

import time
from typing import Any

from sqlalchemy import event, text
from structlog.contextvars import bound_contextvars, get_contextvars

from server.adapters.database import Database
from server.adapters.database.slow_queries import tell_slow_queries
from tests.server.conftest import database

__all__ = ["database"]  # a fixture, which pytest finds by name
SLOW = "SELECT slowly(:name) AS x, 'Anna' AS y"


class RequestLog:
    """Keeps lines with the id of the request, which the real one puts on them."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def info(self, event: str, **facts: Any) -> None:
        """Keep."""
        self.lines.append({"event": event, **facts, **get_contextvars()})

    warning = error = info


def slow(database: Database, least_ms: int) -> RequestLog:
    """Watch a database that has a slow function; ask it fast and slowly."""
    log, engine = RequestLog(), database.engine

    def slowly(_name: str) -> int:
        time.sleep(0.03)
        return 1

    event.listen(engine, "connect", lambda opened, _: opened.create_function("slowly", 1, slowly))
    engine.dispose()  # connections opened before do not know it
    tell_slow_queries(engine, least_ms, log)
    with bound_contextvars(request="0123456789ab"), engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.execute(text(SLOW), {"name": "hush"})
        connection.execute(text("INSERT INTO step_marks VALUES ('a', slowly('b'), 7)"))
    return log


def test_only_slow_ones_are_told(database: Database) -> None:
    """With the request that asked, and neither bound nor written values."""
    first, second = slow(database, 20).lines

    assert first["event"] == "query.slow"
    assert first["statement"] == "SELECT slowly(?) AS x, ? AS y"
    assert first["ms"] >= 20
    assert first["request"] == "0123456789ab"
    assert second["statement"] == "INSERT INTO step_marks VALUES (?, slowly(?), ?)"


def test_none_is_told_where_that_is_off(database: Database) -> None:
    """Nothing is even looked at."""
    assert slow(database, 0).lines == []
