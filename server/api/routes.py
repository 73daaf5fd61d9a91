"""Finds the route of a request by the rule that let it in, in one step.

A framework tries one route after another, which with two hundred of them costs more than most
answers do.  A rule and its route have the same path to the letter, so that once a rule's first
request has found its route the next ones need not look.
"""

from starlette.routing import BaseRoute, Match, Router
from starlette.types import Receive, Scope, Send

RULE = "rubato.rule"
"""Where the guard leaves the rule's path in the ASGI scope."""


class Routes:
    """Stands before a router's own search."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self._found: dict[tuple[str, str], BaseRoute] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to its route."""
        key = (str(scope.get("method")), scope.get(RULE, ""))
        route = self._found.get(key) or self._search(scope, key)
        match, more = route.matches(scope) if route is not None else (Match.NONE, {})
        if route is None or match is not Match.FULL:
            await self._router.app(scope, receive, send)
            return
        scope.setdefault("router", self._router)
        scope.update(more)
        await route.handle(scope, receive, send)

    def _search(self, scope: Scope, key: tuple[str, str]) -> BaseRoute | None:
        if not key[1]:
            return None
        for route in self._router.routes:
            if route.matches(scope)[0] is Match.FULL:
                self._found[key] = route
                return route
        return None
