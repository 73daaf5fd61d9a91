"""What pages and programs that are not ours may send: hosts, origins, writes, credentials."""

from collections.abc import AsyncIterator, Sequence
from typing import cast

from server.api.context import COOKIE
from server.core.rule import Rule
from server.core.settings import EXTENSION_ID
from tests.server.api.asgi import HOST, Header
from tests.server.refused.world import (
    CLOSED,
    HERE,
    HTTP,
    PUBLIC,
    SOCKETS,
    WRITES,
    Kind,
    Tried,
    World,
    each,
    example,
)

HOSTS = (
    "", " ", "evil.example", "evil.example:8000", "127.0.0.1.evil.example",
    "localhost.evil.example", "127.0.0.1@evil.example", "user:word@localhost", "127.0.0.1:8000:1",
    "localhost:8000/x", "0.0.0.0", "[::1", "::1", "[::]", "[fe80::1]", "[::ffff:127.0.0.1]",
    "notlocalhost", "localhost.", "127.1", "xpiano.example.org", "piano.example.org.evil.example",
    "piano.example.org.", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "10.0.0.1", "169.254.169.254",
    "127.0.0.1, evil.example", "localhost\x00", "localhost\n", "localhost%00",
    "localhost\\evil.example", "http://localhost", "*",
)  # fmt: skip

ORIGINS = (
    "", "null", "*", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:3000",
    "http://localhost:8000", f"{HERE}/", f"{HERE}.evil.example", f"{HERE}, https://evil.example",
    "http://evil.example@127.0.0.1:8000", "http://127.0.0.1:8000@evil.example", f"ftp://{HOST[1]}",
    f"file://{HOST[1]}", "file://", "data:", "blob:http://127.0.0.1:8000", HERE.upper(), HOST[1],
    f"//{HOST[1]}", "http://[::1]:8000", "https://piano.example.org", "https://127.0.0.1:8001",
    "chrome-extension://" + "a" * 32, f"chrome-extension://{EXTENSION_ID}x", "chrome-extension://",
    f"chrome-extension://{EXTENSION_ID}.evil.example", f"x-chrome-extension://{EXTENSION_ID}",
    f"moz-extension://{EXTENSION_ID}", f"chrome-extension://{EXTENSION_ID}\n", f" {HERE}",
    f"{HERE}\x00",
)  # fmt: skip

FETCHES = tuple(
    (("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", dest))
    for site in ("cross-site", "same-site")
    for mode, dest in (
        ("no-cors", "image"), ("no-cors", "script"), ("no-cors", "style"), ("no-cors", "video"),
        ("no-cors", "empty"), ("cors", "empty"), ("navigate", "iframe"), ("navigate", "frame"),
        ("navigate", "object"), ("navigate", "embed"), ("nested-navigate", "document"), ("", ""),
    )
)  # fmt: skip
FORM = (("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"))  # fmt: skip


async def hosts(world: World) -> AsyncIterator[Tried]:
    """Ask every route by every name that is not ours, also with the owner's token, or two names."""

    async def refused(rule: Rule, form: object) -> bool:
        sent = [("host", host) for host in cast("tuple[str, ...]", form)]
        return (await world.ask(rule.method, example(rule), *sent, world.bearer)).status == 421

    twice = ((HOST[1], "evil.example"), ("evil.example", HOST[1]))
    async for tried in each(HTTP, (*((host,) for host in HOSTS), *twice), refused):
        yield tried


async def rebound(world: World) -> AsyncIterator[Tried]:
    """Ask by a name that is not ours, and let a header of a proxy say that it is."""

    async def refused(rule: Rule, form: object) -> bool:
        sent = (("host", "evil.example"), ("x-forwarded-for", "127.0.0.1"), world.bearer)
        told = ("x-forwarded-host", str(form))
        return (await world.ask(rule.method, example(rule), *sent, told)).status == 421

    async for tried in each(HTTP, (HOST[1], PUBLIC[1], "localhost", "[::1]"), refused):
        yield tried


async def origins(world: World) -> AsyncIterator[Tried]:
    """Ask every route from every origin that is not ours, with the owner's token."""

    async def refused(rule: Rule, form: object) -> bool:
        sent = [("origin", origin) for origin in cast("tuple[str, ...]", form)]
        answer = await world.ask(rule.method, example(rule), HOST, *sent, world.bearer)
        return answer.status == 403 and "access-control-allow-origin" not in answer.headers

    twice = ((HERE, "https://evil.example"), ("https://evil.example", HERE))
    async for tried in each(HTTP, (*((origin,) for origin in ORIGINS), *twice), refused):
        yield tried


async def preflights(world: World) -> AsyncIterator[Tried]:
    """Ask from every origin that is not ours whether it may."""

    async def refused(rule: Rule, form: object) -> bool:
        sent = (HOST, ("origin", str(form)), ("access-control-request-method", rule.method))
        answer = await world.ask("OPTIONS", example(rule), *sent)
        return answer.status == 403 and "access-control-allow-methods" not in answer.headers

    async for tried in each(HTTP, ORIGINS, refused):
        yield tried


async def fetches(world: World) -> AsyncIterator[Tried]:
    """Embed, load or frame every route in another's page; and send it a form that writes."""

    async def refused(rule: Rule, form: object) -> bool:
        sent = cast("tuple[Header, ...]", form)
        return (
            await world.ask(rule.method, example(rule), HOST, world.bearer, *sent)
        ).status == 403

    async for tried in each(HTTP, FETCHES, refused):
        yield tried
    async for tried in each([rule for rule in HTTP if rule.method != "GET"], (FORM,), refused):
        yield tried


async def forged_writes(world: World) -> AsyncIterator[Tried]:
    """Write with the page's cookie, and without what only the page can read."""
    right = world.csrf
    forms: Sequence[tuple[str, ...]] = (
        (), ("",), ("x",), (world.cookie,), (right[:-1],), (right + "x",), (right.swapcase(),),
        (f" {right[1:]}",), (f"{right}\x00",), ("wrong", right), (f"{right},{right}",), ("null",),
    )  # fmt: skip

    async def refused(rule: Rule, form: object) -> bool:
        sent = [("x-rubato-csrf", value) for value in cast("tuple[str, ...]", form)]
        path = f"{example(rule)}?csrf={right}&x-rubato-csrf={right}"
        return (await world.ask(rule.method, path, *world.signed_in, *sent)).status == 403

    async for tried in each(WRITES, forms, refused):
        yield tried


async def strangers(world: World) -> AsyncIterator[Tried]:
    """Ask every closed route with nothing that opens it, from here and by a proxy."""
    opened, owner = world.opened, world.opened.users.owner()
    gone = opened.access.give(owner, "extension", "gone", None)
    found = opened.access.who(gone, "extension")
    opened.access.revoke(owner, found.token_id if found else 0)
    page = ("cookie", f"{COOKIE}={world.cookie}")
    proxied = (PUBLIC, ("x-forwarded-for", "127.0.0.1"), ("x-forwarded-host", "localhost"))
    forms: Sequence[tuple[Header, ...]] = (
        (HOST,), (HOST, ("authorization", "")), (HOST, ("authorization", "Bearer ")),
        (HOST, ("authorization", "Bearer rbt_wrong")), (HOST, ("authorization", f"Bearer {gone}")),
        (HOST, ("authorization", world.token)), (HOST, ("authorization", f"Basic {world.token}")),
        (HOST, ("authorization", f"Bearer {world.cookie}")),
        (HOST, ("cookie", f"{COOKIE}=rbt_wrong")), (HOST, ("cookie", f"{COOKIE}={world.token}")),
        (HOST, ("x-api-key", world.token)), (HOST, ("authorization", "Bearer ' OR 1=1 --")),
        (HOST, ("cookie", f"{COOKIE}=")),
        (HOST, ("origin", f"chrome-extension://{EXTENSION_ID}"), page),
        (PUBLIC,), proxied, (HOST, ("x-forwarded-for", "::1")), (HOST, ("x-real-ip", "127.0.0.1")),
        (HOST, ("x-forwarded-user", "owner")),
        (HOST, ("forwarded", "for=127.0.0.1;host=localhost")),
    )  # fmt: skip

    async def refused(rule: Rule, form: object) -> bool:
        sent = cast("tuple[Header, ...]", form)
        path = f"{example(rule)}?token={world.token}&access_token={world.token}"
        return (await world.ask(rule.method, path, *sent)).status == 401

    async for tried in each(CLOSED, forms, refused):
        yield tried


async def sockets(world: World) -> AsyncIterator[Tried]:
    """Open every WebSocket by a name or from an origin that is not ours."""
    forms: Sequence[tuple[Header, ...]] = (
        *((("host", host),) for host in HOSTS),
        *((HOST, ("origin", origin)) for origin in ORIGINS),
        *((HOST, *form) for form in FETCHES),
        *((HOST, ("origin", HERE), ("origin", origin)) for origin in ORIGINS[:4]),
    )

    async def refused(rule: Rule, form: object) -> bool:
        sent = cast("tuple[Header, ...]", form)
        return (await world.ask("WS", example(rule), *sent, world.bearer)).status in {403, 421}

    async for tried in each(SOCKETS, forms, refused):
        yield tried


REACH = (
    Kind("host", "a name that is not ours, on every route", hosts, 3000),
    Kind("rebound host", "and a proxy's header that says it is", rebound, 400),
    Kind("origin", "a page that is not ours, with the owner's token", origins, 3000),
    Kind("preflight", "a page that asks whether it may", preflights, 3000),
    Kind("embedding", "Sec-Fetch: another's image, script, frame, form", fetches, 2000),
    Kind("forged write", "the page's cookie without its CSRF value", forged_writes, 800),
    Kind("stranger", "no token, a wrong, a gone, another's place for it", strangers, 2000),
    Kind("WebSocket", "hosts, origins and embedding, before it opens", sockets, 150),
)
