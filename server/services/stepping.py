"""One step of the clock: its tasks one after another, each on its own, and what became of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from server.core.errors import RubatoError
from server.core.ports import Clock, Log
from server.core.redact import redact_text
from server.core.step.ports import Watching
from server.core.step.task import Bounds, Outcome, Task
from server.core.step_ports import StepDone, StepStore, TaskDone

KEPT = 400 * 24 * 3_600_000
"""Ms for which steps are remembered: a year can be compared with the one before."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One task that is to be done, made when it is its turn."""

    name: str
    make: Callable[[], Task]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much each task may take."""

    minutes: int
    requests: int


class Stepping:
    """Does steps. `done` is filled as a step goes, for tasks that tell of those before them."""

    def __init__(
        self, clock: Clock, log: Log, limits: Limits, steps: StepStore, done: list[TaskDone]
    ) -> None:
        self._clock, self._log, self._limits = clock, log, limits
        self._steps, self._done = steps, done

    def step(
        self, wanted: Sequence[Wanted], watching: Watching, facts: Mapping[str, str], *, dry: bool
    ) -> StepDone:
        """Do one step; a task that fails keeps none of the others from being done.

        A dry run is not remembered.
        """
        began = self._clock()
        number = 0 if dry else self._begun(began, facts)
        for at, one in enumerate(wanted, 1):
            watching.began(one.name, at, len(wanted))
            ended = self._task(one, watching, dry=dry)
            watching.ended(one.name, ended.outcome)
            self._done.append(ended)
            if number:
                self._noted(self._steps.note, number, ended)
        code = int(any(one.outcome.ending == "failed" for one in self._done))
        finished = self._clock()
        if number:
            self._noted(self._steps.end, number, finished, code)
        return StepDone(number, began, finished, dry, code, tuple(self._done), facts)

    def _begun(self, began: int, facts: Mapping[str, str]) -> int:
        """Note that a step begins; where that cannot be noted it begins all the same."""
        numbers: list[int] = []
        self._noted(lambda: numbers.append(self._steps.begin(began, facts, dry=False)))
        self._noted(self._steps.forget, began - KEPT)
        return numbers[0] if numbers else 0

    def _noted(self, note: Callable[..., object], *words: object) -> None:
        # The log of steps is for people: a full disk must not keep the chores from going on.
        try:
            note(*words)
        except Exception as error:
            self._log.warning("step.not_noted", error=f"{type(error).__name__}: {error}")

    def _task(self, wanted: Wanted, watching: Watching, *, dry: bool) -> TaskDone:
        began = self._clock()
        bounds = Bounds(self._clock, began + self._limits.minutes * 60_000, self._limits.requests)
        try:
            outcome = wanted.make().run(bounds, watching, dry=dry)
        except RubatoError as error:
            outcome = Outcome("failed", error=str(error))
        except Exception as error:  # one row with a reason, and the step goes on
            self._log.error("step.task_broke", task=wanted.name, exc_info=error)
            outcome = Outcome("failed", error=redact_text(f"It broke: {_named(error)}"))
        return TaskDone(wanted.name, began, self._clock(), outcome)


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
