"""Gives memory that is free back to the system, again and again."""

import asyncio
from collections.abc import Callable
from typing import Self

from server.services.beside import ended

EVERY = 30.0
"""Seconds between: it takes a millisecond or two, in a thread."""


class Trimming:
    """Runs while its context is entered.

    An allocator keeps what was free for a moment between pieces that are in use: of a library that
    was learnt, of a hundred answers at once; a server in use would grow for hours, of which nothing
    is in use.
    """

    def __init__(self, trim: Callable[[], None], every: float = EVERY) -> None:
        self._trim = trim
        self._every = every
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin."""
        self._task = asyncio.create_task(self._again())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End."""
        await ended(self._task)

    async def _again(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            await asyncio.to_thread(self._trim)
