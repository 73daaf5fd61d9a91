"""What it costs a query to be watched: a small read, with and without; prints a table.

python -m benchmarks.slow_queries
"""

import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine, text

from server.adapters.database import migrate, open_engine
from server.adapters.database.slow_queries import tell_slow_queries

ROUNDS, QUERIES = 40, 500


class Quiet:
    """A log that nobody reads; nothing here is slow."""

    def info(self, event: str, **facts: object) -> None:
        """Write nothing."""

    warning = error = info


def asked(engine: Engine) -> float:
    """Give the µs of one query: the mean of a round."""
    with engine.connect() as connection:
        began = perf_counter()
        for _ in range(QUERIES):
            connection.execute(
                text("SELECT value FROM step_marks WHERE name = :name"), {"name": "x"}
            )
        return (perf_counter() - began) / QUERIES * 1e6


def main() -> None:
    """Measure both in turn, so that both have the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        plain, watched = (open_engine(f"sqlite:///{Path(folder) / name}.db") for name in "ab")
        for engine in (plain, watched):
            migrate(engine)
        tell_slow_queries(watched, 200, Quiet())
        rounds = [(asked(plain), asked(watched)) for _ in range(ROUNDS)]
        cost = [after - before for before, after in rounds]
        print(f"{'':<24}{'µs a query (median of ' + str(ROUNDS) + ' rounds)':>24}")
        print(f"{'not watched':<24}{statistics.median(one for one, _ in rounds):>24.1f}")
        print(f"{'watched':<24}{statistics.median(one for _, one in rounds):>24.1f}")
        print(f"{'cost (bar: < 10)':<24}{statistics.median(cost):>24.2f}")
        for engine in (plain, watched):
            engine.dispose()


if __name__ == "__main__":
    main()
