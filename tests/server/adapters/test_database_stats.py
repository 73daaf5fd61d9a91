"""Counts in SQLite and PostgreSQL: the same numbers of the same rows, busy topics first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from server.adapters.database import Database, open_engine
from server.adapters.database.performance_tables import PERFORMANCES, TAKES
from server.adapters.database.performances import PerformanceDatabase
from server.adapters.database.stats import StatsDatabase
from server.adapters.database.tables import INQUIRY_DAYS, INQUIRY_TOPICS
from server.core.recordings import Announced, Recording
from server.core.stats import Kept, Person, Totals
from tests.server.migrated import migrated


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Open each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    migrated(engine)
    opened = Database(engine)
    yield opened
    opened.close()


def test_an_empty_database_is_all_noughts(database: Database) -> None:
    """Nothing there is nothing counted, and nobody to tell of."""
    stats = StatsDatabase(database.engine)

    assert stats.totals() == Totals(0, 0, 0, 0, 0, 0, 0, 0)
    assert (stats.kept(), stats.persons(), stats.asked(0, 8)) == ([], [], {})


def test_recordings_and_minutes(database: Database) -> None:
    """Only whole files count; the lengths of takes add up to whole minutes, rounded down."""
    anna = database.add_user("anna", "user", None, 1)
    for at, (arrived, completed) in enumerate(((5, 9), (1, None))):
        told = Announced("session", "one", 5, str(at) * 64)
        database.add_recording(Recording(f"{at:016}", anna.id, told, arrived, 1, completed))
    with database.engine.begin() as connection:
        held = {"id": "a" * 16, "user_id": anna.id, "name": "x", "shared": False}
        times = {"in_library": True, "recorded": 1, "created": 1, "version": 1}
        connection.execute(insert(PERFORMANCES).values(**held, **times))
        for number, end in ((1, 60_000), (2, 119_000)):
            take = {"performance_id": "a" * 16, "number": number, "name": "", "version": 1}
            span = {"from_ms": 0, "to_ms": end, "found_by": "hand"}
            connection.execute(insert(TAKES).values(**take, **span))
    PerformanceDatabase(database.engine).score_take(anna.id, 2, 0, 1)
    stats = StatsDatabase(database.engine)

    assert stats.kept() == [Kept(9, 5)]
    assert stats.persons() == [Person("anna", "user", None, 2, 1, 0, 0, 0, 1)]
    assert stats.totals().ratings == 1
    assert (stats.totals().recordings, stats.totals().recorded_bytes) == (1, 5)


def test_the_busiest_topics_since_a_day(database: Database) -> None:
    """What was asked before that day counts for nobody; the least busy are left out."""
    with database.engine.begin() as connection:
        for topic, day, count in (
            ("a", 5, 9),
            ("a", 20, 1),
            ("b", 20, 3),
            ("b", 21, 2),
            ("c", 21, 2),
        ):
            row = {"topic": topic, "day": day, "count": count}
            connection.execute(insert(INQUIRY_DAYS).values(row))
        for topic in "abc":
            row = {"topic": topic, "name": topic.upper(), "count": 9}
            connection.execute(insert(INQUIRY_TOPICS).values(row))
    told = StatsDatabase(database.engine).asked(20, 2)

    assert list(told.items()) == [("B", {20: 3, 21: 2}), ("C", {21: 2})]
