"""Parts are looked at beside the loop, each within its time, and not more often than need be."""

import asyncio
import threading

from server.core.checkup import Finding
from server.core.errors import UnavailableError
from server.services.checking import Checking, Look
from tests.server.fakes import FakeClock, FakeLog

FINE = Finding("Disk", "fine", "room")


class Counted:
    """A check that counts how often it looked, and waits where it is told to."""

    def __init__(self) -> None:
        self.looked = 0
        self.may = threading.Event()
        self.may.set()

    def __call__(self) -> Finding:
        """Look."""
        self.looked += 1
        assert self.may.wait(30)
        return FINE


def refuses() -> Finding:
    """Fail as expected."""
    raise UnavailableError("It is not there, token=hush.")


def breaks() -> Finding:
    """Fail as nobody expected."""
    raise ValueError("oh")


async def test_a_look_holds_a_while() -> None:
    """Those who ask at once share one; it is looked again when its time is over."""
    clock, check = FakeClock(), Counted()
    checking = Checking({"Disk": Look(check, 5)}, clock, FakeLog())
    both = await asyncio.gather(checking.findings(), checking.findings())
    await checking.findings()
    assert (list(both), check.looked) == ([[FINE], [FINE]], 1)
    clock.now += 5_000
    await checking.findings()

    assert check.looked == 2


async def test_a_part_that_hangs_is_told() -> None:
    """Nobody waits for it longer, it is not asked twice at once, and later it is well again."""
    check, other = Counted(), Counted()
    check.may.clear()
    looks = {"Models": Look(check), "Disk": Look(other)}
    checking = Checking(looks, FakeClock(), FakeLog(), patience=0.01)
    other.may.set()
    for _ in range(3):
        models, _disk = await checking.findings()
    assert (models.level, models.said) == ("wrong", "did not answer within 0.01 s")
    assert check.looked == 1
    check.may.set()
    for _ in range(1000):
        models, disk = await checking.findings()
        if models.level == "fine":
            break

    assert (models, disk) == (FINE, FINE)


async def test_failures_are_told() -> None:
    """One that is expected by its sentence, one that is not by its kind; no secret with them."""
    log = FakeLog()
    checking = Checking({"Ear": Look(refuses), "Voices": Look(breaks)}, FakeClock(), log, 30)
    ear, voices = await checking.findings()

    assert ear == Finding("Ear", "wrong", "It is not there, token=[hidden]", "mend that first")
    assert "ValueError: oh" in voices.said
    assert [event for _, event, _ in log.lines] == ["check.broke"]
