"""Tells who waits that something changed."""

import asyncio
import threading
from collections.abc import Callable


class News:
    """Counts changes; whoever is told of one looks for themselves what it was.

    Of several processes each counts the same ones: by `reached`, of which the others tell.
    """

    def __init__(self, say: Callable[[], int] | None = None, count: int = 0) -> None:
        """Begin at a count; `say` tells the other processes, and gives what the count is then."""
        self._lock = threading.Lock()
        self._say, self._count = say, count
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    @property
    def count(self) -> int:
        """How many changes there were since the server started."""
        return self._count

    def tell(self) -> None:
        """Tell everybody; from any thread."""
        if self._say is not None:
            self.reached(self._say())
            return
        with self._lock:
            self._to(self._count + 1)

    def reached(self, count: int) -> None:
        """Be told of one by another process, and what the count is there."""
        with self._lock:
            if count > self._count:
                self._to(count)

    def _to(self, count: int) -> None:
        self._count = count
        for loop, changed in self._waiting:
            loop.call_soon_threadsafe(changed.set)

    def _known(self, seen: int) -> bool:
        """Tell whether all was seen; more than all by who asked a process that is ahead of us."""
        return self._count == seen or (self._say is not None and self._count < seen)

    async def other(self, seen: int, seconds: float) -> int:
        """Wait until the count is another than was seen, or so long; give what it is then."""
        changed = asyncio.Event()
        me = (asyncio.get_running_loop(), changed)
        with self._lock:
            if not self._known(seen):
                return self._count
            self._waiting.add(me)
        try:
            async with asyncio.timeout(seconds):
                await changed.wait()
        except TimeoutError:
            return self._count
        finally:
            with self._lock:
                self._waiting.discard(me)
        return self._count
