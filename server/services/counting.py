"""Counting: what this process counted of requests, and what the others that serve beside it did.

One socket is shared by several processes, so that whoever looks meets any of them.  Each leaves its
counts where the others find them, and tells all, each under a label of its own: added up they would
go down when a process ends.
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Protocol

from server.core.errors import InvalidError, UnavailableError
from server.core.metrics import Family, RequestCounts, heard, labelled, together, told
from server.services.beside import ended

EVERY = 5.0
"""Seconds between two times that it leaves them."""
LABEL = "worker"


class LeftCounts(Protocol):
    """Where processes leave what they counted."""

    @property
    def me(self) -> str:
        """Name this process."""
        ...

    def leave(self, text: str) -> None:
        """Put this process's in place of what it left before; raises `UnavailableError`."""
        ...

    def others(self) -> Sequence[str]:
        """Give what the others left that still serve."""
        ...

    def forget(self) -> None:
        """Take this process's away."""
        ...


class Counting:
    """Runs with the server; where one process serves alone it only counts."""

    def __init__(
        self, counts: RequestCounts, left: LeftCounts | None = None, every: float = EVERY
    ) -> None:
        """Begin at nothing."""
        self.counts, self._left, self._every = counts, left, every
        self._task: asyncio.Task[None] | None = None

    @property
    def me(self) -> str | None:
        """Name this process among those that serve; nothing where it serves alone."""
        return self._left.me if self._left is not None else None

    async def __aenter__(self) -> "Counting":
        """Begin with the server."""
        if self._left is not None:
            self._task = asyncio.create_task(self._leaves())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        await ended(self._task)
        if self._left is not None:
            await asyncio.to_thread(self._left.forget)

    def families(self, own: Iterable[Family] = ()) -> Sequence[Family]:
        """Give the counts of all processes, and the `own` numbers of this one."""
        if self._left is None:
            return [*self.counts.families(), *own]
        mine = labelled([*self.counts.families(), *own], LABEL, self._left.me)
        return together([*mine, *self._others(self._left)])

    def leave(self) -> None:
        """Leave them for the others now; what cannot be written now is left the next time."""
        if self._left is not None:
            with suppress(UnavailableError):
                counted = labelled(self.counts.families(), LABEL, self._left.me)
                self._left.leave(told(counted))

    def _others(self, left: LeftCounts) -> Iterator[Family]:
        for text in left.others():
            with suppress(InvalidError):
                yield from heard(text)

    async def _leaves(self) -> None:
        while True:
            await asyncio.to_thread(self.leave)
            await asyncio.sleep(self._every)
