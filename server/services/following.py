"""Following: what other processes changed in the database is taken over into this one's memory."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeAlias

from server.core.errors import RubatoError, UnavailableError
from server.core.ports import Clock, Log
from server.core.shared_ports import Changed, Changes, Kind
from server.services.beside import ended

EVERY = 0.25
"""Seconds between two looks."""
AT_ONCE = 500
KEPT = 3_600_000
"""Ms that a change is kept for who is behind; who is further behind reads everything anew."""
TIDIED = 600_000
"""Ms between two times that old ones are let go."""

Followers: TypeAlias = Mapping[Kind, Callable[[Changed], object]]


class Following:
    """Looks what changed; runs with the server, as the first of its parts."""

    def __init__(
        self, changes: Changes, me: str, clock: Clock, log: Log, every: float = EVERY
    ) -> None:
        """Know of nothing yet."""
        self._changes, self._me, self._clock, self._log = changes, me, clock, log
        self._every = every
        self._followers: Followers = {}
        self._all: Callable[[], object] = lambda: None
        self._seen = 0
        self._tidied = clock()
        self._task: asyncio.Task[None] | None = None
        self._silent = False

    def follow(self, followers: Followers, everything: Callable[[], object]) -> None:
        """Say who takes what over, and who reads `everything` anew where too much was missed."""
        self._followers, self._all = followers, everything

    async def __aenter__(self) -> "Following":
        """Begin with the server; what changed before is read by whoever opens."""
        self._seen = await asyncio.to_thread(self._changes.newest)
        self._task = asyncio.create_task(self._looks())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        await ended(self._task)

    def look(self) -> int:
        """Take over what is new; give how many changes that were."""
        found = self._changes.after(self._seen, AT_ONCE)
        if not found:
            return 0
        if found[0].number > self._seen + 1 and self._changes.missed(self._seen):
            self._log.warning("changes.missed", since=self._seen)
            self._take(self._all)
        told: set[tuple[Kind, int]] = set()
        for one in reversed(found):
            # What was changed several times is read once; it is as after the last.
            if one.by != self._me and (one.kind, one.subject) not in told:
                told.add((one.kind, one.subject))
                self._take(lambda one=one: self._followers.get(one.kind, _nobody)(one))  # type: ignore[misc]
        self._seen = found[-1].number
        return len(found)

    def _take(self, taken: Callable[[], object]) -> None:
        try:
            taken()
        except UnavailableError:
            raise  # it is taken over when the database answers again
        except Exception as error:  # one that cannot be followed must not keep all from being so
            self._log.warning("changes.not_followed", reason=f"{type(error).__name__}: {error}")

    def _tidy(self) -> None:
        now = self._clock()
        if not 0 <= now - self._tidied < TIDIED:
            self._tidied = now
            self._changes.let_go(now - KEPT)

    async def _looks(self) -> None:
        while True:
            try:
                while await asyncio.to_thread(self.look) >= AT_ONCE:
                    pass
                await asyncio.to_thread(self._tidy)
                self._silent = False
            except RubatoError as error:
                if not self._silent:
                    self._log.warning("changes.not_read", reason=str(error))
                self._silent = True
            await asyncio.sleep(self._every)


def _nobody(_changed: Changed) -> None:
    """Take nothing over."""
