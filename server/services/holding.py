"""Holding: of several processes over one database one does what goes on behind.

It renews its lease while it serves, and gives it back when it ends: another goes on at once.
"""

import asyncio
from collections.abc import Callable

from server.core.errors import RubatoError
from server.core.lease import EVERY, TERM, Watched, step, trusted
from server.core.ports import Clock, Log
from server.core.shared_ports import Leases
from server.services.beside import ended

BEHIND = "behind"
"""The name of the lease."""


class Holding:
    """Knows whether it is this process; runs with the server."""

    def __init__(  # noqa: PLR0917  (two clocks)
        self, leases: Leases, me: str, clock: Clock, steady: Clock, log: Log, every: int = EVERY
    ) -> None:
        """Have nothing yet; `steady` counts ms and is never set."""
        self._leases, self._me, self._log, self._every = leases, me, log, every
        self._clock, self._steady = clock, steady
        self._watched: Watched | None = None
        self._renewed: int | None = None
        self._had = False
        self._gained: list[Callable[[], object]] = []
        self._task: asyncio.Task[None] | None = None

    def when_gained(self, *work: Callable[[], object]) -> None:
        """Do this, in a thread, each time that it becomes this process."""
        self._gained += work

    def __call__(self) -> bool:
        """Tell whether it is this process, now."""
        return trusted(self._renewed, self._steady())

    async def __aenter__(self) -> "Holding":
        """Begin with the server."""
        self._task = asyncio.create_task(self._looks())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server: another may have it at once."""
        await ended(self._task)
        await asyncio.to_thread(self.give_back)

    def look(self) -> bool:
        """Look once, and take or renew it if that may be; tell whether it was gained just now."""
        asked = self._steady()
        lease = self._leases.lease(BEHIND)
        now = self._steady()
        seen = Watched(lease, now) if self._watched is None else self._watched.seen(lease, now)
        self._watched = seen
        mine = False
        if step(seen, self._me, now) != "wait":
            mine = self._leases.turn(BEHIND, lease, self._me, self._clock() + TERM)
        self._renewed = asked if mine else None
        gained, self._had = mine and not self._had, mine
        if gained:
            self._log.info("lease.gained", lease=BEHIND)
        return gained

    def give_back(self) -> None:
        """Let another have it."""
        held, self._renewed, self._had = self(), None, False
        if held:
            try:
                self._leases.turn(BEHIND, self._leases.lease(BEHIND), "", self._clock())
            except RubatoError as error:
                self._log.warning("lease.not_given_back", reason=str(error))

    def work(self) -> None:
        """Do what is done by who gained it."""
        for one in self._gained:
            try:
                one()
            except RubatoError as error:
                self._log.warning("lease.work_failed", reason=str(error))

    async def _looks(self) -> None:
        behind: set[asyncio.Future[None]] = set()
        while True:
            try:
                if await asyncio.to_thread(self.look):
                    behind = {one for one in behind if not one.done()}
                    behind.add(asyncio.ensure_future(asyncio.to_thread(self.work)))
            except RubatoError as error:
                # What was renewed stays trusted for as long as nobody else can have it.
                self._log.warning("lease.not_renewed", reason=str(error))
            await asyncio.sleep(self._every / 1000)
