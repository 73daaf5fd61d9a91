"""Work that goes on behind: one thread, there only while there is something to do."""

import threading
from collections.abc import Callable
from contextvars import Context, copy_context

PATIENCE = 5.0
"""Seconds that are waited for the end of what was stopped."""


class Background:
    """Does its work each time it is asked to, once more where it was asked meanwhile."""

    def __init__(self, name: str, work: Callable[[threading.Event], None]) -> None:
        """Take the work; it looks at the event that it is given, and ends where that is set."""
        self._name = name
        self._work = work
        self._state = threading.Condition()
        self._stop = threading.Event()
        self._wanted: Context | None = None
        """What is known where it was last asked to: the request, whose id is in its lines."""
        self._thread: threading.Thread | None = None

    def kick(self) -> None:
        """Have the work done; returns at once."""
        with self._state:
            self._wanted = copy_context()
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        try:
            while (asked := self._take()) is not None:
                asked.run(self._work, self._stop)
        finally:
            with self._state:
                self._thread = None
                self._state.notify_all()

    def _take(self) -> Context | None:
        with self._state:
            wanted, self._wanted = self._wanted, None
            if wanted is not None and not self._stop.is_set():
                return wanted
            # Said while nobody else can ask: who asks after this starts a new thread.
            self._thread = None
            self._state.notify_all()
            return None

    @property
    def busy(self) -> bool:
        """Tell whether it works."""
        return self._thread is not None

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until there is nothing to do; tells whether that is so."""
        with self._state:
            return self._state.wait_for(lambda: self._thread is None, seconds)

    def stop(self) -> None:
        """Tell it to end, for good."""
        self._stop.set()

    def close(self, seconds: float = PATIENCE) -> bool:
        """Stop it, and wait for that a while; tells whether it ended.

        One that waits for a silent server ends when that does, or with the process.
        """
        self.stop()
        return self.settle(seconds)
