"""What is told of the server: what was seen of the database holds for a moment."""

import pytest

from server.core.errors import UnavailableError
from server.services.status import Status
from tests.server.conftest import Made

KEPT = 1_000


@pytest.fixture
def status(made: Made) -> Status:
    """Look at the database once a second."""
    return Status("0.1.0", made.store, list, None, made.clock, KEPT)


def test_what_was_seen_holds_for_a_moment(made: Made, status: Status) -> None:
    """It is known without a look for as long, and no longer; nor where the clock was put back."""
    assert status.health_known() is None
    told = status.health()

    made.clock.now += KEPT - 1
    assert status.health_known() == told
    made.clock.now += 1
    assert status.health_known() is None
    status.health()
    made.clock.now -= 10
    assert status.health_known() is None


def test_phases_are_told_at_once(status: Status) -> None:
    """A server that ends says so, however fresh is what it saw of the database."""
    status.health()
    status.phase = "ending"

    known = status.health_known()

    assert known is not None
    assert (known["ready"], known["status"]) == (False, "ending")


def test_a_database_that_went_is_told(
    made: Made, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next look tells it, and what is known then is that."""

    def away() -> None:
        raise UnavailableError("The database does not answer; see the server's log.")

    status.health()
    monkeypatch.setattr(made.store, "ping", away)
    made.clock.now += KEPT

    assert status.health()["status"] == "failing"
    known = status.health_known()
    assert known is not None
    assert "does not answer" in known["database"]


def test_unless_told_it_looks_each_time(made: Made) -> None:
    """Without a time to keep it for nothing is known."""
    status = Status("0.1.0", made.store, list, None, made.clock)
    status.health()

    assert status.health_known() is None
