"""Deeds: the audit, read by admins, and let go of when it is old."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from server.core.deeds import KEPT, MOST, MOST_LISTED, MOST_OFTEN, OFTEN, Note, Sought, short
from server.core.errors import InvalidError, RubatoError
from server.core.people_ports import DeedStore
from server.core.ports import Audit, Clock, Log
from server.core.redact import redact_text
from server.core.users import User
from server.services.beside import ended

EVERY = 24 * 3600
"""Seconds between two looks for what is old."""


class Deeds:
    """Notes what was done, and tells it; runs with the server, to keep the audit bounded."""

    def __init__(self, store: DeedStore, audit: Audit, clock: Clock, log: Log) -> None:
        self._store, self._audit, self._clock, self._log = store, audit, clock, log
        self._looking: asyncio.Task[None] | None = None

    def note(self, by: User, kind: str, detail: str) -> None:
        """Note a deed; what was done stays done where that is not possible, and the log says so."""
        try:
            self._audit.note(self._clock(), by.id, kind, short(redact_text(detail)))
        except RubatoError as error:
            self._log.error("audit.not_noted", kind=kind, user=by.name, error=str(error))

    def listed(self, sought: Sought) -> Sequence[Note]:
        """List notes, the newest first; raises `InvalidError`."""
        if not 1 <= sought.limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        return self._store.deeds(sought)

    def prune(self) -> int:
        """Let go of what is older than a year, or too much; gives how many notes went."""
        return self._store.prune(self._clock() - KEPT, MOST, MOST_OFTEN, OFTEN)

    async def __aenter__(self) -> Self:
        """Begin to look."""
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        await ended(self._looking)

    async def _look(self) -> None:
        while True:
            try:
                gone = await asyncio.to_thread(self.prune)
                if gone:
                    self._log.info("audit.pruned", notes=gone)
            except RubatoError as error:
                self._log.warning("audit.not_pruned", error=str(error))
            await asyncio.sleep(EVERY)
