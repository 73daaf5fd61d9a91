"""What a task of a step did once and for all, and what it tries again after days that double."""

import json

from server.core.comments.schedule import DAY
from server.core.ports import Clock
from server.core.step_ports import StepStore

MOST_TRIES = 6
"""After these, a month and a half, it is let be."""


class Tried:
    """Remembers things by their ids, in a mark of the log of steps."""

    def __init__(self, steps: StepStore, mark: str, clock: Clock) -> None:
        self._steps, self._mark, self._clock = steps, mark, clock
        self._done: set[str] = set()
        self._tries: dict[str, tuple[int, int]] = {}
        """How often it failed, and when it is tried again, ms since 1970, UTC."""
        self._read()

    def waits(self, name: str) -> bool:
        """Tell whether it is time to do a thing."""
        tried = self._tries.get(name)
        return name not in self._done and (tried is None or self._clock() >= tried[1])

    def did(self, name: str) -> None:
        """Note that nothing more is to be done of it."""
        self._done.add(name)
        self._tries.pop(name, None)
        self._keep()

    def failed(self, name: str) -> None:
        """Note that it failed; at last it is let be."""
        times = self._tries.get(name, (0, 0))[0] + 1
        if times >= MOST_TRIES:
            self.did(name)
            return
        self._tries[name] = (times, self._clock() + 2 ** (times - 1) * DAY)
        self._keep()

    def _read(self) -> None:
        try:
            told = json.loads(self._steps.mark(self._mark))
            tries = {str(one): (int(a), int(b)) for one, (a, b) in told["tries"].items()}
            self._done, self._tries = {str(one) for one in told["done"]}, tries
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # none yet, or somebody wrote in it: all is looked at again

    def _keep(self) -> None:
        told = {"done": sorted(self._done), "tries": self._tries}
        self._steps.set_mark(self._mark, json.dumps(told), self._clock())
