"""A thousand comments while everything goes wrong: none answered twice, none lost."""

from pathlib import Path

import pytest

from server.adapters.database import open_engine
from tests.server.made_answers import World
from tests.server.migrated import migrated
from tests.server.soaked import Soak


@pytest.mark.parametrize(
    ("kind", "comments"),
    [("sqlite", 1000), pytest.param("postgresql", 150, marks=pytest.mark.postgresql)],
)
def test_none_is_answered_twice_and_none_is_lost(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, comments: int
) -> None:
    """Each comment is answered once, or says truly why not; the ledger is never overdrawn."""
    if kind == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    else:
        engine = open_engine(request.getfixturevalue("postgresql_url"))
    migrated(engine)
    counted = Soak(World(engine), comments, 7).run()
    engine.dispose()

    assert (counted.twice, counted.lost, counted.overdrawn) == (0, 0, 0)
    assert counted.answered > 0.8 * comments
    assert counted.troubles["kills"] > comments // 300
    assert counted.troubles["second runners"] > comments // 300
