"""Ratings in SQLite and PostgreSQL: changed, taken back, two at once, forgotten."""

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from server.adapters.database import Database, open_engine
from server.adapters.database.ratings import RatingDatabase
from server.core.taste.ratings import Past, Rating, Thing
from tests.server.migrated import migrated

PAGE = Thing("page", "https://example.org/a", "A", "What it says", "https://example.org/a", 5)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RatingDatabase]:
    """Open each kind of database, with two users."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    migrated(engine)
    for name in ("owner", "guest"):
        Database(engine).add_user(name, "admin", None, 1)
    yield RatingDatabase(engine)
    engine.dispose()


def test_ratings_change_and_their_history_stays(kept: RatingDatabase) -> None:
    """What is not told again stays known; each user has his own; forgotten is gone."""
    assert kept.rate(1, PAGE, 7, 10, None) == Rating(PAGE, 7, 10, 1)
    assert kept.rate(1, Thing("page", PAGE.key), 3, 11, 1) == Rating(PAGE, 3, 11, 2)
    assert kept.rate(1, PAGE, 9, 12, 1) is None
    assert kept.rate(2, PAGE, 9, 12, 1) is None
    kept.rate(2, PAGE, 0, 12, 0)
    kept.rate(1, Thing("place", PAGE.key), 5, 13, None)
    kept.rate(1, PAGE, None, 14, None)

    assert [(one.thing.kind, one.value) for one in kept.ratings(1)] == [("place", 5)]
    assert kept.rating(1, PAGE.id) == Rating(PAGE, None, 14, 3)
    assert kept.history(1)[PAGE.id] == [Past(7, 10), Past(3, 11), Past(None, 14)]
    assert kept.forget(1) == 2
    assert (kept.history(1), len(kept.ratings(2))) == ({}, 1)


def test_two_who_rate_at_once_lose_nothing(kept: RatingDatabase) -> None:
    """One is after the other, and both are in the history."""
    together = Barrier(2)

    def rate(value: int) -> None:
        together.wait()
        kept.rate(1, PAGE, value, value, None)

    threads = [Thread(target=rate, args=(value,)) for value in (3, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    past = kept.history(1)[PAGE.id]
    assert {one.value for one in past} == {3, 8}
    assert [(one.value, one.version) for one in kept.ratings(1)] == [(past[-1].value, 2)]
