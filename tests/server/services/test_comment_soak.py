"""A thousand comments while everything goes wrong: none answered twice, none lost."""

from pathlib import Path

from server.adapters.database import migrate, open_engine
from tests.server.made_answers import World
from tests.server.soaked import Soak


def test_none_is_answered_twice_and_none_is_lost(tmp_path: Path) -> None:
    """Each comment is answered once, or says truly why not; the ledger is never overdrawn."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrate(engine)
    counted = Soak(World(engine), 1000, 7).run()
    engine.dispose()

    assert (counted.twice, counted.lost, counted.overdrawn) == (0, 0, 0)
    assert counted.answered > 800
    assert counted.troubles["kills"] > 3
    assert counted.troubles["second runners"] > 3
