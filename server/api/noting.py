"""Leaves a note in the audit of what an admin's write did, by the table of `core/deed_rules.py`.

Plain ASGI, inside the guard, which knows who asks. The note is written before the answer goes out:
who is told that it was done finds it noted.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.context import IDENTITY
from server.core.deed_rules import NOTED
from server.core.trust import rule_for
from server.services.deeds import Deeds

TOLD = "rubato.deed"
"""Where a route leaves what the deed was done to, in the ASGI scope."""
SAFE = frozenset({"GET", "HEAD"})
DONE = range(200, 400)
"""Statuses of what was done."""

Tell: TypeAlias = Callable[[str], None]


class Noting:
    """Notes each deed that was done."""

    def __init__(self, app: ASGIApp, deeds: Deeds) -> None:
        self._app, self._deeds = app, deeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer; note what it did."""
        kind = _kind(scope)
        if kind is None:
            await self._app(scope, receive, send)
            return
        told: list[str] = []
        scope[TOLD] = told

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in DONE:
                detail = told[-1] if told else _named(scope)
                by = scope[IDENTITY].user
                await run_in_threadpool(self._deeds.note, by, kind, detail)
            await send(message)

        await self._app(scope, receive, noting)


def _kind(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] in SAFE:
        return None
    rule = rule_for(scope["method"], scope["path"])
    return NOTED.get((rule.method, rule.path)) if rule else None


def _named(scope: Scope) -> str:
    """Say what it was done to by the parts of the path that name it."""
    rule = rule_for(scope["method"], scope["path"])
    literal = re.split(r"\{[^}]+\}", rule.path if rule else "")
    found = re.fullmatch("(.+?)".join(map(re.escape, literal)), scope["path"])
    return " ".join(found.groups()) if found else ""


async def telling(connection: HTTPConnection) -> Tell:
    """Give what a route says by what its deed was done to: a name, never a text.

    A FastAPI dependency.
    """
    told: list[str] = connection.scope.get(TOLD, [])
    return told.append
