"""A step: each task on its own, each ending one row, whatever it raises."""

from collections.abc import Callable

import pytest

from server.core.errors import InvalidError
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step_ports import TaskDone
from server.services.stepping import Limits, Stepping, Wanted
from tests.server.fakes import FakeClock, FakeLog
from tests.server.fakes_step import FakeSteps, Watcher


class Chore:
    """A task that does what it is told."""

    caption = "test"

    def __init__(self, name: str, act: Callable[[Bounds], Outcome]) -> None:
        self.name, self._act = name, act

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Do it."""
        told(1, 2, "x")
        return self._act(bounds)


class Made:
    """A step with its fakes."""

    def __init__(self) -> None:
        self.clock, self.log, self.steps, self.watcher = (
            FakeClock(),
            FakeLog(),
            FakeSteps(),
            Watcher(),
        )
        self.done: list[TaskDone] = []
        self.stepping = Stepping(self.clock, self.log, Limits(2, 3), self.steps, self.done)

    def step(self, *acts: Callable[[Bounds], Outcome], dry: bool = False) -> list[Outcome]:
        """Do tasks a, b, c … and give how they ended."""
        wanted = [
            Wanted(name, lambda name=name, act=act: Chore(name, act))  # type: ignore[misc]
            for name, act in zip("abc", acts, strict=False)
        ]
        found = self.stepping.step(wanted, self.watcher, {"machine": "m"}, dry=dry)
        self.code = found.code
        return [one.outcome for one in found.tasks]


def done(_bounds: Bounds) -> Outcome:
    """End well."""
    return Outcome("done", ("Did it.",), {"things": 1})


def test_a_task_that_fails_keeps_none_from_being_done() -> None:
    """What is expected is told as it is, what is not by its name; secrets in it are hidden."""

    def refuse(_bounds: Bounds) -> Outcome:
        raise InvalidError("Mend it.")

    def burst(_bounds: Bounds) -> Outcome:
        raise ZeroDivisionError("token=abcdefgh")

    made = Made()
    first, second, third = made.step(refuse, burst, done)

    assert (first.ending, first.error) == ("failed", "Mend it.")
    assert second.error == "It broke: ZeroDivisionError: token=[hidden]"
    assert (third.ending, made.code) == ("done", 1)
    assert [event for _, event, _ in made.log.lines] == ["step.task_broke"]
    assert [done.task for done in made.done] == ["a", "b", "c"]
    kept = made.steps.kept[1]
    assert (kept.code, len(kept.tasks), kept.facts) == (1, 3, {"machine": "m"})
    assert made.watcher.seen[2:4] == [("ended", "a", "failed"), ("began", "b", 2, 3)]


def test_a_task_that_cannot_be_made_is_a_row_too() -> None:
    """What its builder raises is told as what it raises itself."""
    made = Made()
    found = made.stepping.step(
        [Wanted("a", lambda: Chore("a", 1 / 0))],  # type: ignore[arg-type]
        made.watcher,
        {},
        dry=False,
    )

    assert found.tasks[0].outcome.error == "It broke: ZeroDivisionError: division by zero"


def test_bounds_are_those_that_are_set() -> None:
    """Two minutes and three requests, of each task anew."""
    made = Made()
    left: list[bool] = []

    def spend(bounds: Bounds) -> Outcome:
        left.append(bounds.left())
        bounds.count(3)
        left.append(bounds.left())
        return Outcome("partly")

    def wait(bounds: Bounds) -> Outcome:
        left.append(bounds.left())
        made.clock.now += 120_000
        left.append(bounds.left())
        return Outcome("partly")

    made.step(spend, wait)

    assert left == [True, False, True, False]
    assert made.code == 0


def test_a_dry_run_is_not_remembered() -> None:
    """It changes nothing, its own log among it."""
    made = Made()
    made.step(done, dry=True)
    assert made.steps.kept == {}


@pytest.mark.parametrize("when", ["before", "between"])
def test_where_its_log_cannot_be_written_it_goes_on(when: str) -> None:
    """A full disk is told of in the log, and the chores are done."""
    made = Made()
    made.steps.broken = when == "before"

    def fill(bounds: Bounds) -> Outcome:
        made.steps.broken = True
        return done(bounds)

    assert [one.ending for one in made.step(fill, done)] == ["done", "done"]
    assert {event for _, event, _ in made.log.lines} == {"step.not_noted"}
