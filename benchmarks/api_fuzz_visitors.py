"""Who asks the routes that begin and end a session, or end the very token that asks.

Each request has an identity of its own, made for it, so that none ends what others ask with: by
turns a page's session, a program's token, a session that has ended, a page without the value
against forgery, and what the fuzzer made up.  Every other sign-in that the document allows has a
right name and password, and every other return from the provider is one that it sent.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx
from schemathesis import Case, HookContext, hook
from schemathesis.core.parameters import ParameterLocation
from schemathesis.hooks import unregister

from server.api.context import COOKIE, CSRF_HEADER
from server.core.tokens import csrf_for
from server.core.users import User
from tests.server.fuzzed import Fuzzed

PLACES: Final = r"^/v1/(session(/.*)?|tokens/current)$"
NAME, PASSWORD = "visitor", "a long enough password"
PAUSE = 61_000
"""Ms that pass before each request, so that sign-ins are not throttled all the time."""
GOOGLE: Final = "/v1/session/google"
Visit = Callable[[Case[Any]], None]


class Visitors:
    """Changes each request before it is sent."""

    def __init__(self, running: Fuzzed) -> None:
        self._running = running
        self._access = running.made.access
        self._user: User = running.made.users.add(NAME, "user", PASSWORD)[0]
        kinds = (self._page, self._program, self._ended, self._unguarded, _made_up)
        self._kinds: defaultdict[str, Iterator[Visit]] = defaultdict(lambda: cycle(kinds))
        self._truly: defaultdict[str, Iterator[bool]] = defaultdict(lambda: cycle((True, False)))

    def prepare(self, context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        """Give a request its identity, and something true to say; a hook of schemathesis."""
        self._running.made.clock.now += PAUSE
        if _as_declared(case, ParameterLocation.HEADER, ParameterLocation.COOKIE):
            next(self._kinds[case.operation.label])(case)
        true = TRUE.get(case.operation.label)
        allowed = true is not None and _as_declared(case, *ParameterLocation)
        if true and allowed and next(self._truly[case.operation.label]):
            true(self, case)

    def sign_in(self, case: Case[Any]) -> None:
        """Say a right name and its password."""
        case.body = {"name": NAME, "password": PASSWORD}

    def come_back(self, case: Case[Any]) -> None:
        """Go to the provider and come back, with the cookie that was given on the way."""
        left = httpx.get(self._running.address + GOOGLE)
        back = self._running.provider.consent(left.headers["location"])
        told = parse_qs(urlsplit(back).query)
        case.query = {name: told[name][0] for name in ("state", "code")}
        given = SimpleCookie(left.headers["set-cookie"])
        case.cookies = {key: one.value for key, one in given.items()}

    def _page(self, case: Case[Any]) -> None:
        token = self._access.sessions.open(self._user, "own", "fuzz")
        case.headers["Origin"] = self._running.address
        case.headers[CSRF_HEADER] = csrf_for(token)
        case.cookies[COOKIE] = token

    def _unguarded(self, case: Case[Any]) -> None:
        self._page(case)
        del case.headers[CSRF_HEADER]

    def _ended(self, case: Case[Any]) -> None:
        self._page(case)
        found = self._access.who(case.cookies[COOKIE], "session")
        assert found is not None
        self._access.sessions.end_this(found)

    def _program(self, case: Case[Any]) -> None:
        token = self._access.give(self._user, "extension", "fuzz", None)
        case.headers["Authorization"] = f"Bearer {token}"


def _made_up(case: Case[Any]) -> None:
    """Leave it as the fuzzer made it."""


TRUE: Final[dict[str, Callable[[Visitors, Case[Any]], None]]] = {
    "POST /v1/session": Visitors.sign_in,
    f"GET {GOOGLE}/back": Visitors.come_back,
}
"""What can only be said truly by who knows it."""


def _as_declared(case: Case[Any], *places: ParameterLocation) -> bool:
    """Tell whether nothing there is meant to be refused, or lacking."""
    if case.meta is None:
        return True
    parts = case.meta.components
    return all(parts[place].mode.is_positive for place in places if place in parts)


@contextmanager
def visitors(running: Fuzzed) -> Iterator[None]:
    """Prepare every request within."""
    prepare = Visitors(running).prepare

    def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        prepare(context, case, kwargs)

    hook(before_call)
    try:
        yield
    finally:
        unregister(before_call)
