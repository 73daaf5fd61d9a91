"""Seeing to processes: started, started again with pauses, replaced, ended; by fake ones."""

from dataclasses import dataclass, field

from server.cli.supervised import KILLED, STARTING, Supervised
from server.core.supervision import HEALTHY, LATEST, failures, pause
from tests.server.fakes import FakeLog


@dataclass
class FakeProcess:
    """Does what it is told."""

    pid: int
    ready: bool = False
    code: int | None = None
    asked: list[str] = field(default_factory=list)

    def ended(self) -> int | None:
        """Give its exit code."""
        return self.code

    def end(self) -> None:
        """Note it."""
        self.asked.append("end")

    def kill(self) -> None:
        """End."""
        self.asked.append("kill")
        self.code = -9


class World:
    """So many places, and a clock that stands."""

    def __init__(self, count: int = 2) -> None:
        self.made: list[FakeProcess] = []
        self.now, self.told = 0.0, 0
        self.log = FakeLog()
        self.all = Supervised(self._start, count, self._ready, self.log, lambda: self.now)

    def _start(self) -> FakeProcess:
        self.made.append(FakeProcess(len(self.made)))
        return self.made[-1]

    def _ready(self) -> None:
        self.told += 1

    def begun(self) -> "World":
        """Start all, and let them be ready."""
        self.all.tick()
        for one in self.made:
            one.ready = True
        self.all.tick()
        return self


def test_ready_is_told_once_when_all_are() -> None:
    """Not when the first is, and not again."""
    world = World()
    world.all.tick()
    world.made[0].ready = True
    world.all.tick()
    assert (len(world.made), world.told) == (2, 0)
    world.made[1].ready = True
    world.all.tick()
    world.all.tick()
    assert (len(world.made), world.told) == (2, 1)


def test_what_keeps_the_first_from_starting_ends_all() -> None:
    """With its exit code; the others are asked to end, and waited for."""
    world = World()
    world.all.tick()
    world.made[0].code = 3
    assert world.all.tick()
    assert world.all.tick()
    assert world.made[1].asked == ["end"]
    world.made[1].code = 0
    assert not world.all.tick()
    assert world.all.code == 3


def test_one_that_dies_comes_again_after_a_pause() -> None:
    """At once the first time, then later and later; one that lived long dies a first time."""
    world = World().begun()
    world.made[0].code = -9
    world.all.tick()
    assert len(world.made) == 3
    world.made[2].code = 1
    world.all.tick()
    assert len(world.made) == 3
    world.now += pause(2)
    world.all.tick()
    assert len(world.made) == 4
    assert [pause(count) for count in (1, 2, 3, 4)] == [0.0, 1.0, 2.0, 4.0]
    assert pause(50) == LATEST
    assert (failures(7, HEALTHY), failures(7, HEALTHY - 1)) == (1, 8)


def test_replaced_one_after_another() -> None:
    """An old one is asked to end only when a new one is ready."""
    world = World().begun()
    world.all.replace()
    world.all.tick()
    world.all.tick()
    assert len(world.made) == 3
    assert world.made[0].asked == []
    world.made[2].ready = True
    for _ in range(3):
        world.all.tick()
    assert world.made[0].asked == ["end"]
    assert world.made[1].asked == []
    assert len(world.made) == 4
    world.made[3].ready = True
    world.all.tick()
    assert world.made[1].asked == ["end"]
    world.now += KILLED
    world.all.tick()
    assert world.made[0].asked == ["end", "kill"]
    assert world.told == 1


def test_a_new_one_that_does_not_start_leaves_the_old() -> None:
    """Whether it ends or hangs; and it can be tried again."""
    for ended in (True, False):
        world = World().begun()
        world.all.replace()
        world.all.tick()
        if ended:
            world.made[2].code = 1
        else:
            world.now += STARTING
        for _ in range(3):
            world.all.tick()
        assert [one.asked for one in world.made[:2]] == [[], []]
        assert len(world.made) == 3
        world.all.replace()
        world.all.tick()
        assert len(world.made) == 4


def test_at_the_end_all_end() -> None:
    """Also one that was just coming; what does not end in time is ended."""
    world = World().begun()
    world.all.replace()
    world.all.tick()
    world.all.end()
    assert world.all.tick()
    assert [one.asked for one in world.made] == [["end"]] * 3
    world.made[0].code = world.made[1].code = 0
    assert world.all.tick()
    world.now += KILLED
    assert not world.all.tick()
    assert world.made[2].asked == ["end", "kill"]
    assert world.all.code == 0
