"""The guard around the app: host, origin, rule and size of every request and WebSocket.

Plain ASGI, outside the framework, so that nothing inside can be reached around it, and so that a
client's hanging up reaches the handler (a middleware with a queue between would swallow it).
"""

from http import HTTPStatus
from time import monotonic
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.api.answering import answering, refuse
from server.api.body import limited, too_long
from server.api.context import CSRF_HEADER, IDENTITY, Accounts, session_cookie
from server.api.cookies import RENEWED, renewing
from server.api.cors import cors_headers, is_preflight, preflight
from server.api.letters import place_told, told
from server.api.problems import problem
from server.api.routes import RULE
from server.core.anonymous_rules import anonymous_may
from server.core.rule import Rule, Who
from server.core.scopes import allowed, captions
from server.core.tokens import ANONYMOUS, Identity, same
from server.core.trust import Trust, methods_for, rule_for
from server.services.access import Access
from server.services.recognised import Recognised

SAFE = frozenset({"GET", "HEAD"})
ELSEWHERE = frozenset({"cross-site", "same-site"})
"""`Sec-Fetch-Site` of a request that another origin's page made (another port is same-site)."""


class Guard:
    """Lets through what the rules allow, and answers the rest itself."""

    def __init__(self, app: ASGIApp, trust: Trust, access: Access, accounts: Accounts) -> None:
        self._app = app
        self._trust = trust
        self._access = access
        self._recognised = Recognised(access, monotonic)
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answered = answering(
            scope,
            renewing(scope, send, self._accounts.public_url),
            cors_headers(headers, self._trust),
        )
        refusal = await self._refusal(scope, headers)
        if refusal is not None:
            await refuse(refusal, scope, receive, answered)
            return
        rule = cast("Rule", rule_for(_method(scope), scope["path"]))
        scope[RULE] = rule.path
        await self._app(scope, told(limited(receive, rule.body), headers), answered)

    async def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Give the answer to a request that goes no further."""
        if not self._host_allowed(headers):
            return problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                "This host name is not ours; the setting trusted_hosts can name it.",
            )
        if not self._origin_allowed(scope, headers):
            return problem(
                HTTPStatus.FORBIDDEN,
                "This page may not talk to Rubato; the setting allowed_origins can name it.",
            )
        if not place_told(scope):
            return problem(HTTPStatus.BAD_REQUEST, "An address holds no NUL.")
        if is_preflight(scope, headers):
            return preflight(headers, methods_for(scope["path"]))
        rule = rule_for(_method(scope), scope["path"])
        if rule is None:
            return _no_rule(scope["path"])
        return too_long(headers, rule.body) or await self._no_entry(rule, scope, headers)

    def _host_allowed(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and self._trust.host_allowed(hosts[0])

    def _origin_allowed(self, scope: Scope, headers: Headers) -> bool:
        origins = headers.getlist("origin")
        if origins:
            return len(origins) == 1 and self._trust.origin_allowed(origins[0], headers["host"])
        # An image, script or frame of another page sends no Origin, but says where it comes from.
        foreign = headers.get("sec-fetch-site") in ELSEWHERE
        visit = headers.get("sec-fetch-mode") == "navigate" and _method(scope) in SAFE
        return not foreign or (visit and headers.get("sec-fetch-dest") == "document")

    async def _no_entry(self, rule: Rule, scope: Scope, headers: Headers) -> Response | None:
        """Find who asks and whether the rule lets them in."""
        if rule.who in {Who.PUBLIC, Who.HELLO}:
            return None
        found = self._recognised.at_once(_bearer(headers))
        if found is None and ("authorization" in headers or "cookie" in headers):
            found = await run_in_threadpool(self._identity, HTTPConnection(scope))
        if found is not None and found.due:
            # An open page goes on with the new cookie; what it sends beside it stays the same.
            scope[RENEWED] = await run_in_threadpool(self._access.sessions.renewed, found)
        if found is None and self._may_be_anybody(rule, headers):
            found = ANONYMOUS
        scope[IDENTITY] = found
        if found is None:
            return problem(
                HTTPStatus.UNAUTHORIZED,
                "Sign in on the server's page, or pair the extension (`rubato pair`).",
                {"WWW-Authenticate": "Bearer"},
            )
        return _forbidden(rule, scope, headers, found)

    def _may_be_anybody(self, rule: Rule, headers: Headers) -> bool:
        """Tell whether nobody in particular may read this; a token that is wrong is told so."""
        known = "authorization" in headers
        return self._accounts.anonymous_read and not known and anonymous_may(rule)

    def _identity(self, connection: HTTPConnection) -> Identity | None:
        if connection.headers.get("authorization", ""):
            token = _bearer(connection.headers)
            return self._recognised.who(token) if token else None
        cookie = session_cookie(connection)
        return self._access.who(cookie, "session") if cookie else None


def _bearer(headers: Headers) -> str:
    """Give the token that is shown, or nothing."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _forbidden(rule: Rule, scope: Scope, headers: Headers, found: Identity) -> Response | None:
    if not allowed(found.scopes, _method(scope), scope["path"]):
        return problem(
            HTTPStatus.FORBIDDEN, f"This token may only {' and '.join(captions(found.scopes))}."
        )
    writes = found.kind == "session" and scope["method"] not in SAFE
    if writes and not same(headers.get(CSRF_HEADER, ""), found.csrf):
        return problem(
            HTTPStatus.FORBIDDEN,
            "The X-Rubato-CSRF header is missing or old; load the page again.",
        )
    if rule.who in {Who.SESSION, Who.ADMIN_SESSION} and found.kind != "session":
        return problem(HTTPStatus.FORBIDDEN, "Only a person signed in on the page may do this.")
    if rule.who in {Who.ADMIN, Who.ADMIN_SESSION} and found.user.role != "admin":
        return problem(HTTPStatus.FORBIDDEN, "Only an admin may do this; ask the owner.")
    return None


def _no_rule(path: str) -> Response:
    allowed = methods_for(path)
    if not allowed:
        return problem(HTTPStatus.NOT_FOUND, "There is nothing here; /docs lists what there is.")
    named = ", ".join(allowed)
    return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Here one can only {named}.", {"Allow": named})


def _method(scope: Scope) -> str:
    return "WS" if scope["type"] == "websocket" else str(scope["method"])
