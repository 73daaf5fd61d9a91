"""Serves by several processes: they share a socket, and one that ends is started again.

SIGTERM and SIGINT end them, each when it has finished what it began.  SIGHUP replaces them one
after another: a new one is ready before an old one is asked to end, so nobody is refused.
"""

import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from server.core.supervision import failures, pause

if TYPE_CHECKING:
    from server.core.ports import Log

TICK = 0.05
STARTING = 90.0
"""Seconds that a process may take to be ready."""
GRACE = 30
"""Seconds that a process has to finish what it began."""
KILLED = GRACE + 10
"""Seconds after which it is ended anyway."""


class Process(Protocol):
    """One that serves."""

    @property
    def pid(self) -> int:
        """Give its number."""
        ...

    @property
    def ready(self) -> bool:
        """Tell whether it answers."""
        ...

    def ended(self) -> int | None:
        """Give its exit code; none while it lives."""
        ...

    def end(self) -> None:
        """Ask it to end."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...


@dataclass(slots=True)
class Place:
    """One of the places for a process."""

    process: Process | None = None
    begun: float = 0.0
    failed: int = 0
    not_before: float = 0.0


class Supervised:
    """So many processes; `ready` is called once, when all of them answer."""

    def __init__(
        self,
        start: Callable[[], Process],
        count: int,
        ready: Callable[[], None],
        log: "Log",
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start none yet."""
        self._start, self._ready, self._log, self._now = start, ready, log, now
        self._places = [Place() for _ in range(count)]
        self._ending: list[tuple[Process, float]] = []
        self._to_replace: list[Place] = []
        self._coming: tuple[Place, Process, float] | None = None
        self._was_ready = False
        self._code = 0
        self.leaving = False

    def end(self) -> None:
        """Have them all end."""
        self.leaving = True

    def replace(self) -> None:
        """Have each replaced by a new one, one after another."""
        self._log.info("workers.replacing", count=len(self._places))
        self._to_replace = list(self._places)

    def tick(self) -> bool:
        """See to them once; tell whether there is more to do."""
        self._ended()
        if self.leaving:
            self._leave()
            return bool(self._ending)
        for place in self._places:
            self._see_to(place)
        self._see_to_coming()
        if not self._was_ready and all(one.process and one.process.ready for one in self._places):
            self._was_ready = True
            self._ready()
        return True

    @property
    def code(self) -> int:
        """Give the exit code of all."""
        return self._code

    def _see_to(self, place: Place) -> None:
        code = place.process.ended() if place.process else None
        if place.process is not None and code is not None:
            self._died(place, place.process.pid, code)
        if place.process is None and self._now() >= place.not_before and not self.leaving:
            place.process, place.begun = self._start(), self._now()
            self._log.info("worker.started", worker=place.process.pid)

    def _died(self, place: Place, pid: int, code: int) -> None:
        place.process = None
        if not self._was_ready:
            # What keeps the first from starting keeps all: it has said what.
            self._code, self.leaving = code or 1, True
            return
        place.failed = failures(place.failed, self._now() - place.begun)
        seconds = pause(place.failed)
        place.not_before = self._now() + seconds
        self._log.warning("worker.died", worker=pid, code=code, again_in=seconds)

    def _see_to_coming(self) -> None:
        if self._coming is None:
            if self._to_replace:
                place = self._to_replace.pop(0)
                self._coming = place, self._start(), self._now() + STARTING
            return
        place, process, latest = self._coming
        if process.ended() is not None or self._now() >= latest:
            process.kill()
            self._ending.append((process, self._now()))
            self._coming, self._to_replace = None, []
            self._log.warning("workers.not_replaced", worker=process.pid)
        elif process.ready:
            if place.process is not None:
                self._ask_to_end(place.process)
            place.process, place.begun, place.failed = process, self._now(), 0
            self._coming = None
            self._log.info("worker.replaced", worker=process.pid)

    def _ask_to_end(self, process: Process) -> None:
        process.end()
        self._ending.append((process, self._now() + KILLED))

    def _leave(self) -> None:
        for place in self._places:
            if place.process is not None:
                self._ask_to_end(place.process)
                place.process = None
        if self._coming is not None:
            self._ask_to_end(self._coming[1])
            self._coming = None

    def _ended(self) -> None:
        for process, latest in self._ending:
            if process.ended() is None and self._now() >= latest:
                self._log.warning("worker.killed", worker=process.pid)
                process.kill()
        self._ending = [one for one in self._ending if one[0].ended() is None]


def supervise(supervised: Supervised) -> int:
    """See to them until they are to end; give the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: supervised.end())
    signal.signal(signal.SIGINT, lambda *_: supervised.end())
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, lambda *_: supervised.replace())
    while supervised.tick():
        time.sleep(TICK)
    return supervised.code
