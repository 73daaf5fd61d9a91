"""Believes the proxies that the owner listed, and nobody else; plain ASGI, before the guard.

It also says of each connection whether it comes from this machine itself.  A proxy or a tunnel on
this machine connects from 127.0.0.1, too, for people who are elsewhere: what shows by its headers
or by its host that it came by one is not from here, whoever sent it.
"""

from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send

from server.core.forwarded import (
    SIGNS,
    Forwarded,
    Networks,
    client_of,
    host_of,
    listed,
    scheme_of,
    this_machine,
)
from server.core.trust import LOOPBACK, Trust, host_name

LOCAL = "rubato.local"
"""Where it is left in the ASGI scope whether a connection comes from this machine itself."""
REMEMBERED = 1024
"""Lines of proxies that are kept read; each is `SHORT` at most."""
SHORT = 100


class Proxied:
    """Puts the real client, scheme and host into the scope of what comes by a listed proxy."""

    def __init__(self, app: ASGIApp, proxies: Networks, trust: Trust) -> None:
        self._app, self._proxies, self._trust = app, proxies, trust
        self._listed = lru_cache(REMEMBERED)(lambda address: listed(address, proxies))
        self._client = lru_cache(REMEMBERED)(lambda line: client_of([line], proxies))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one connection."""
        if scope["type"] != "lifespan":
            self._look(scope)
        await self._app(scope, receive, send)

    def _look(self, scope: Scope) -> None:
        peer, sign, host = _peer(scope), False, b""
        for name, value in scope["headers"]:
            if name in SIGNS:
                sign = True
            elif name == b"host":
                host = value
        scope[LOCAL] = not sign and this_machine(peer) and _local_name(host)
        if sign and self._proxies and self._listed(peer):
            self._believe(scope, self._said(scope), host.decode("latin-1"))

    def _said(self, scope: Scope) -> Forwarded:
        lines: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            if name in SIGNS:
                lines.setdefault(name, []).append(value.decode("latin-1"))
        hops = lines.get(b"x-forwarded-for", [])
        short = len(hops) == 1 and len(hops[0]) <= SHORT
        return Forwarded(
            self._client(hops[0]) if short else client_of(hops, self._proxies),
            scheme_of(lines.get(b"x-forwarded-proto", [])),
            host_of(lines.get(b"x-forwarded-host", [])),
        )

    def _believe(self, scope: Scope, said: Forwarded, host: str) -> None:
        if said.client is not None:
            scope["client"] = (said.client, 0)
        if said.scheme is not None:
            socket = scope["type"] == "websocket"
            scope["scheme"] = said.scheme.replace("http", "ws") if socket else said.scheme
        # A page that rebinds its name to this machine may write this header, and comes from
        # 127.0.0.1, where a proxy may be, too: so the name it was asked by must be ours as well.
        if said.host and host_name(said.host) and self._trust.host_allowed(host):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope["headers"] = [(b"host", said.host.encode("latin-1")), *others]


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


def _local_name(host: bytes) -> bool:
    name = host_name(host.decode("latin-1"))
    return name is not None and LOOPBACK.fullmatch(name) is not None
