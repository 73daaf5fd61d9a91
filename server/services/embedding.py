"""Embedding: the embedder told and changed while the server runs, and tried again by itself."""

import asyncio
import threading
from dataclasses import dataclass
from typing import Any

from server.core.errors import RubatoError
from server.core.ports import Log
from server.services.beside import ended
from server.services.embedders import Embedders
from server.services.library_index import LibraryIndex

BETWEEN = 30.0
"""Seconds between two tries where something could not be embedded."""


@dataclass(frozen=True, slots=True)
class EmbedderTold:
    """How it stands; names as settings have them, so "" is what is there by itself."""

    serving: str
    changing_to: str | None
    """What takes over when all passages are embedded by it; None: nothing."""
    done: int
    of: int
    """Passages that are embedded, of so many."""
    problem: str
    """Why it does not go on, and what would help; "" where all is well."""


class Embedding:
    """Runs with the server."""

    def __init__(
        self, embedders: Embedders, index: LibraryIndex, log: Log, between: float = BETWEEN
    ) -> None:
        """Take what opens the index and the index; ask nobody yet."""
        self._embedders, self._index, self._log = embedders, index, log
        self._between = between
        self._changing = threading.Lock()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Embedding":
        """Begin with the server."""
        self._task = asyncio.create_task(self._tries())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        await ended(self._task)

    def told(self) -> EmbedderTold:
        """Tell which embedder serves, and how far another is."""
        choice, standing = self._embedders.choice, self._index.standing() or {}
        problem = self._embedders.problem or standing.get("problem", "")
        return EmbedderTold(
            choice.serving,
            choice.wanted if choice.changing else None,
            _done(standing, choice.changing),
            standing.get("passages", 0),
            problem,
        )

    def change(self, name: str) -> EmbedderTold:
        """Have another take over when it is ready; the one that serves calls a change off.

        Raises our errors where the other cannot embed; then all stays as it is.
        """
        with self._changing:
            if name == self._embedders.choice.serving and not self._embedders.problem:
                self._embedders.take(name)
                return self.told()
            embedder = self._embedders.checked(name)
            if not self._index.change(
                lambda entries: self._embedders.begin(name, embedder, entries)
            ):
                self._embedders.take(name)
            return self.told()

    def retry(self) -> None:
        """Try again what could not be embedded."""
        with self._changing:
            if self.told().problem:
                self._index.change(self._embedders.retry)

    def take_over(self) -> None:
        """Be the process that writes the vectors from now on."""
        with self._changing:
            self._index.change(self._embedders.take_over)

    def follow(self) -> None:
        """Go with a choice of an embedder that another process made."""
        with self._changing:
            self._index.change(self._embedders.follow)

    async def _tries(self) -> None:
        while True:
            await asyncio.sleep(self._between)
            try:
                await asyncio.to_thread(self.retry)
            except RubatoError as error:
                self._log.warning("embedder.not_tried", reason=str(error))


def _done(standing: dict[str, Any], changing: bool) -> int:
    """Count what is embedded, by the new one where one is coming."""
    found: int = standing.get("changing_done" if changing else "embedded", 0)
    return found
