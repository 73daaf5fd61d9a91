"""Deeds: the audit is bounded by age and number, and no flood pushes out what was done."""

import asyncio

import pytest
from sqlalchemy import func, insert, select

from server.adapters.database import Database
from server.adapters.database.deeds import DeedDatabase
from server.adapters.database.tables import AUDIT
from server.core.deeds import KEPT, OFTEN, Sought
from server.core.errors import InvalidError
from server.services.deeds import Deeds
from tests.server.conftest import Made
from tests.server.fakes import FakeLog


def fill(database: Database, kind: str, count: int, at: int = 0) -> None:
    """Note that many."""
    with database.engine.begin() as connection:
        rows = [{"at": at, "action": kind, "detail": str(number)} for number in range(count)]
        connection.execute(insert(AUDIT), rows)


def counted(database: Database) -> dict[str, int]:
    """Count notes by kind."""
    wanted = select(AUDIT.c.action, func.count()).group_by(AUDIT.c.action)
    with database.engine.connect() as connection:
        return {kind: count for kind, count in connection.execute(wanted)}  # noqa: C416


def test_a_flood_of_strangers_pushes_nothing_out(database: Database) -> None:
    """What comes often is bounded apart; of each sort the newest stay; a second look is idle."""
    fill(database, "topic.add", 30)
    fill(database, "session.refused", 500)
    deeds = DeedDatabase(database.engine)
    gone = deeds.prune(0, 20, 50, OFTEN)

    assert gone == 460
    assert counted(database) == {"topic.add": 20, "session.refused": 50}
    assert deeds.prune(0, 20, 50, OFTEN) == 0
    assert deeds.deeds(Sought(kinds=("topic.add",)))[0].detail == "29"


async def test_what_is_old_goes_as_the_server_runs(made: Made) -> None:
    """At its start; and it ends with it."""
    deeds = Deeds(DeedDatabase(made.store.engine), made.store, made.clock, log := FakeLog())
    made.clock.now += KEPT
    fill(made.store, "topic.add", 3, at=made.clock.now - KEPT - 1)
    fill(made.store, "topic.change", 1, at=made.clock.now - KEPT)
    async with deeds:
        async with asyncio.timeout(5):
            while not log.lines:
                await asyncio.sleep(0.01)

    assert log.lines[0][1:] == ("audit.pruned", {"notes": 3})
    assert counted(made.store) == {"user.add": 1, "topic.change": 1}


def test_lists_have_bounds(made: Made) -> None:
    """Neither none nor too many are asked for."""
    deeds = Deeds(DeedDatabase(made.store.engine), made.store, made.clock, FakeLog())
    for limit in (0, 501):
        with pytest.raises(InvalidError):
            deeds.listed(Sought(limit=limit))
