"""A whole server as it is composed to be run, for the suite of what must be refused."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from starlette.types import ASGIApp

from server.api.context import COOKIE
from server.cli.opened import Opened, clock, open_services
from server.cli.serve import app_of
from server.core.layers import resolve
from server.core.rule import Rule, Who
from server.core.settings import Settings
from server.core.tokens import csrf_for
from server.core.trust import RULES
from tests.server.api.asgi import HOST, Answer, Header, asked

HERE = f"http://{HOST[1]}"
PUBLIC: Header = ("host", "piano.example.org")
HTTP = [rule for rule in RULES if rule.method != "WS"]
SOCKETS = [rule for rule in RULES if rule.method == "WS"]
CLOSED = [rule for rule in HTTP if rule.who is not Who.PUBLIC]
WRITES = [rule for rule in CLOSED if rule.method != "GET"]
BROKEN = 500
"""The server's own answer where something breaks in it, which is raised once more to be logged."""
DAY = 24 * 3600 * 1000
PARTS = {"path": "x", "int": "1", None: "a"}
"""A part of a path by its convertor."""

Tried = tuple[str, bool]
"""What was tried, and whether it was refused."""


@dataclass(frozen=True)
class World:
    """The app, and what somebody may hold who is let in."""

    app: ASGIApp
    opened: Opened
    folder: Path
    token: str
    """The owner's, as an extension has it."""
    cookie: str
    """The owner's, as a page has it."""

    @property
    def bearer(self) -> Header:
        """Give the header of the owner's extension."""
        return "authorization", f"Bearer {self.token}"

    @property
    def signed_in(self) -> tuple[Header, ...]:
        """Give the headers of the owner's page, without the one that writing needs."""
        return HOST, ("origin", HERE), ("cookie", f"{COOKIE}={self.cookie}")

    @property
    def csrf(self) -> str:
        """Give what the owner's page sends when it writes."""
        return csrf_for(self.cookie)

    async def ask(
        self, method: str, path: str, *headers: Header, body: bytes = b"", client: str = "127.0.0.1"
    ) -> Answer:
        """Ask for a path as it stands in an address: it is decoded once, as servers do."""
        route, mark, query = path.partition("?")
        sent = headers or (HOST,)
        whole = unquote(route) + mark + query
        try:
            return await asked(self.app, method, whole, sent, body=body, client=client)
        except Exception as error:
            return Answer(BROKEN, {}, repr(error).encode())


@contextmanager
def made_world(folder: Path) -> Iterator[World]:
    """Compose a server over an empty folder."""
    opened = open_services(settings_for(folder))
    opened.users.first_run()
    try:
        owner = opened.users.owner()
        yield World(
            app_of(settings_for(folder), opened, midi=False),
            opened,
            folder,
            opened.access.give(owner, "extension", "Chrome", None),
            opened.access.give(owner, "session", "page", clock() + DAY),
        )
    finally:
        opened.store.close()


def settings_for(folder: Path) -> Settings:
    """Give the shipped settings, behind a proxy on this machine, for a data folder."""
    return replace(
        resolve([]).settings,
        data_dir=str(folder / "data"),
        log_level="error",
        log_format="json",
        trusted_proxies=("127.0.0.1",),
        trusted_hosts=(PUBLIC[1],),
        requests_a_minute=0,
        ollama_url="http://127.0.0.1:9",
    )


def example(rule: Rule) -> str:
    """Give a path that falls under a rule."""
    return re.sub(r"\{\w+(?::(\w+))?\}", lambda found: PARTS[found[1]], rule.path)


@dataclass(frozen=True)
class Kind:
    """One kind of what must be refused."""

    name: str
    caption: str
    tried: Callable[[World], AsyncIterator[Tried]]
    least: int
    """So many are tried at least: a suite that tries nothing is green, too."""


async def tallied(kind: Kind, world: World) -> tuple[int, Sequence[str]]:
    """Try all of a kind; give how many, and what was let through."""
    count, through = 0, []
    async for what, refused in kind.tried(world):
        count += 1
        if not refused:
            through.append(what)
    return count, through


async def each(
    rules: Sequence[Rule], forms: Sequence[object], ask: Callable[[Rule, object], Awaitable[bool]]
) -> AsyncIterator[Tried]:
    """Try every form on every rule."""
    for rule in rules:
        for form in forms:
            yield f"{rule.method} {rule.path} {form!r}", await ask(rule, form)
