"""Looks whether the tokens that WebSockets came with still hold, all together.

A thousand sockets that each looked for themselves would keep the server busier than what it sends
them.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from server.core.scopes import allowed
from server.core.tokens import Identity, TokenKind
from server.services.access import Access

LOOK_EVERY = 5.0
"""Seconds between looks: so soon does a revoked token's socket hear it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A token that was shown, and what it must be one of."""

    token: str
    kind: TokenKind


def identity(access: Access, shown: Shown) -> Identity | None:
    """Find who it is; a token that is for something narrower opens no WebSocket."""
    found = access.who(shown.token, shown.kind)
    return found if found is not None and allowed(found.scopes, "WS", "") else None


class Watch:
    """Belongs to one event loop; it looks while anybody waits."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._waiting: dict[Shown, set[asyncio.Future[None]]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def until_revoked(self, shown: Shown) -> None:
        """Wait until a token holds no more; raises what looking raises."""
        revoked = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(shown, set()).add(revoked)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            await revoked
        finally:
            self._leave(shown, revoked)

    def _leave(self, shown: Shown, revoked: asyncio.Future[None]) -> None:
        others = self._waiting[shown]
        others.discard(revoked)
        if not others:
            del self._waiting[shown]
        if not self._waiting and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            shown = list(self._waiting)
            try:
                gone = await run_in_threadpool(self._gone, shown)
            except Exception as error:
                self._tell(shown, error)
            else:
                self._tell(gone, None)

    def _gone(self, shown: Sequence[Shown]) -> Sequence[Shown]:
        return [one for one in shown if identity(self._access, one) is None]

    def _tell(self, shown: Sequence[Shown], error: Exception | None) -> None:
        for one in shown:
            for revoked in self._waiting.get(one, ()):
                if revoked.done():
                    continue
                if error is None:
                    revoked.set_result(None)
                else:
                    revoked.set_exception(error)
