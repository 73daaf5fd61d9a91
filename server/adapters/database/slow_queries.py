"""Tells of queries that take long: the statement without its values, and its time.

The id of the request is on the line as on every other.  What is fast costs two calls and two
readings of the clock: `benchmarks/slow_queries.py` measures it.
"""

from time import perf_counter
from typing import Any

from sqlalchemy import Engine, event

from server.core.ports import Log
from server.core.statements import without_values

BEGAN = "rubato_began"


def tell_slow_queries(engine: Engine, least_ms: int, log: Log) -> None:
    """Log each that takes longer than `least_ms`; 0: none."""
    if least_ms <= 0:
        return
    least = least_ms / 1000

    def before(
        _connection: Any, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool
    ) -> None:
        setattr(context, BEGAN, perf_counter())

    def after(
        _connection: Any, cursor: Any, statement: str, _values: Any, context: Any, many: bool
    ) -> None:
        took = perf_counter() - getattr(context, BEGAN)
        if took >= least:
            told = without_values(statement)
            log.warning(
                "query.slow", statement=told, ms=round(1000 * took), rows=cursor.rowcount, many=many
            )

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
