"""Loads the model that answers when the server starts, so that the first question need not wait."""

import asyncio

from server.core.errors import RubatoError, UnavailableError
from server.core.ports import Log
from server.services.beside import ended
from server.services.model_shelf import ModelShelf

TRIES = 30
BETWEEN = 2.0
"""Seconds between two tries: what runs models may start with the machine, as the server does."""


class Warming:
    """Runs with the server; nothing waits for it."""

    def __init__(self, models: ModelShelf, log: Log, between: float = BETWEEN) -> None:
        """Do nothing yet."""
        self._models, self._log, self._between = models, log, between
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Warming":
        """Begin with the server."""
        self._task = asyncio.create_task(self._warm())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server, however far it is."""
        await ended(self._task)

    async def _warm(self) -> None:
        why = ""
        for _ in range(TRIES):
            try:
                model = await self._models.load(await self._models.chosen())
            except UnavailableError as error:
                why = str(error)
                await asyncio.sleep(self._between)
            except RubatoError as error:
                why = str(error)
                break
            else:
                self._log.info("model.warm", model=model.name)
                return
        self._log.warning("model.not_warm", reason=why)
