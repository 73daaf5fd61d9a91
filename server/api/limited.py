"""How often somebody may ask: per token, else per address; plain ASGI, before the guard.

A token counts as one only after the guard let it in: whoever makes tokens up goes on being counted
by his address.  What comes from this machine itself is not counted.
"""

from collections import OrderedDict
from hashlib import blake2b
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.api.answering import answering, refuse
from server.api.context import IDENTITY
from server.api.cors import cors_headers
from server.api.problems import problem
from server.api.proxied import LOCAL
from server.core.buckets import MOST, Buckets
from server.core.forwarded import household
from server.core.ports import Clock
from server.core.trust import Trust

SECOND = 1000
CREDENTIALS = (b"authorization", b"cookie")


class Limited:
    """Counts each connection, and refuses what is too much before anything is looked up for it."""

    def __init__(self, app: ASGIApp, buckets: Buckets, clock: Clock, trust: Trust) -> None:
        self._app, self._buckets, self._clock, self._trust = app, buckets, clock, trust
        self._tokens: OrderedDict[bytes, int] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count one connection."""
        if scope["type"] == "lifespan" or scope.get(LOCAL):
            await self._app(scope, receive, send)
            return
        shown = _credentials(scope)
        wait = self._buckets.wait(self._who(scope, shown), self._clock())
        if wait:
            await self._refused(wait, scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._learn(scope, shown)

    def _who(self, scope: Scope, shown: bytes | None) -> int | str:
        """Give whose bucket it is: a token's number, or a household."""
        token = self._tokens.get(shown) if shown else None
        if token is not None:
            return token
        client = scope.get("client")
        return household(client[0] if client else "")

    def _learn(self, scope: Scope, shown: bytes | None) -> None:
        """Remember which token was let in by what was shown, or that it no longer is."""
        if shown is None or IDENTITY not in scope:
            return
        self._tokens.pop(shown, None)
        found = scope[IDENTITY]
        if found is not None and found.token_id > 0:
            self._tokens[shown] = found.token_id
            if len(self._tokens) > MOST:
                self._tokens.popitem(last=False)

    async def _refused(self, wait: int, scope: Scope, receive: Receive, send: Send) -> None:
        seconds = -(-wait // SECOND)
        answer = problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"These are more requests than one may make in a minute; wait {seconds} s.",
            {"Retry-After": str(seconds)},
        )
        cors = cors_headers(Headers(scope=scope), self._trust)
        await refuse(answer, scope, receive, answering(scope, send, cors))


def _credentials(scope: Scope) -> bytes | None:
    """Give what stands for a token, so that none is kept; nothing where none was shown."""
    shown = [value for name, value in scope["headers"] if name in CREDENTIALS]
    return blake2b(b"\0".join(shown), digest_size=16).digest() if shown else None
