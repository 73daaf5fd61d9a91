"""Long jobs are told when they begin and when they end, and how."""

import pytest

from server.core.errors import UnavailableError
from server.services.jobs import Jobs
from tests.server.fakes import FakeClock, FakeLog


@pytest.mark.parametrize(
    ("error", "ended"),
    [
        (None, "done"),
        (UnavailableError("Nobody there."), "failed: UnavailableError"),
        (ValueError("x"), "broken"),
        (GeneratorExit(), "left"),
    ],
)
def test_a_job_has_two_lines(error: BaseException | None, ended: str) -> None:
    """With its name, its facts, and its length in ms."""
    clock, log = FakeClock(), FakeLog()
    try:
        with Jobs(log, clock).job("learning taste", ratings=7):
            clock.now += 1500
            if error is not None:
                raise error
    except BaseException as raised:
        assert raised is error  # noqa: PT017
    facts = {"job": "learning taste", "ratings": 7}

    assert log.lines == [
        ("info", "job.began", facts),
        ("info", "job.ended", {**facts, "ended": ended, "ms": 1500}),
    ]
