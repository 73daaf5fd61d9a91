"""What believing proxies and counting requests cost a request.

    python -m benchmarks.trust_cost

Each layer is asked alone, around an app that does nothing, as often as the table says, in five
rounds; the app alone is taken off.  The headers are those of a browser.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from server.api.context import IDENTITY
from server.api.limited import Limited
from server.api.proxied import LOCAL, Proxied
from server.core.buckets import Buckets
from server.core.forwarded import networks
from server.core.tokens import Identity
from server.core.trust import trust
from server.core.users import User

REQUESTS = 20_000
ROUNDS = 5
TRUST = trust(["piano.example.org"], [], [])
OWNER = Identity(User(1, "owner", "admin", 0), 1, "extension")
BROWSER = [
    (b"host", b"piano.example.org"),
    (b"user-agent", b"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0"),
    (b"accept", b"*/*"),
    (b"accept-language", b"en-GB,en;q=0.9"),
    (b"accept-encoding", b"gzip, deflate, br, zstd"),
    (b"referer", b"https://piano.example.org/web/chat.html"),
    (b"sec-fetch-site", b"same-origin"),
    (b"sec-fetch-mode", b"cors"),
    (b"sec-fetch-dest", b"empty"),
    (b"sec-ch-ua", b'"Chromium";v="142"'),
    (b"connection", b"keep-alive"),
]  # fmt: skip
TOKEN = (b"authorization", b"Bearer rbt_" + b"x" * 43)
FORWARDED = [(b"x-forwarded-for", b"203.0.113.9"), (b"x-forwarded-proto", b"https")]


async def nothing(scope: Scope, _receive: Receive, _send: Send) -> None:
    """Let everybody in, as the guard would with a token that holds."""
    scope[IDENTITY] = OWNER


async def receive() -> dict[str, str]:
    """Give nothing more."""
    return {"type": "http.disconnect"}


async def send(_message: object) -> None:
    """Drop it."""


async def timed(app: ASGIApp, scope: Scope) -> list[float]:
    """Ask again and again; give the microseconds that each took."""
    found = []
    for _ in range(REQUESTS):
        asked = dict(scope)
        before = time.perf_counter_ns()
        await app(asked, receive, send)
        found.append((time.perf_counter_ns() - before) / 1000)
    return found


def at(found: Sequence[float], part: float) -> float:
    """Give the value below which this part lies."""
    return sorted(found)[int(len(found) * part)]


async def cost(app: ASGIApp, scope: Scope) -> tuple[float, float]:
    """Give what a layer adds: the medians of the rounds' p50 and p99, in µs."""
    rounds = []
    for _ in range(ROUNDS):
        bare, layered = await timed(nothing, scope), await timed(app, scope)
        rounds.append((at(layered, 0.5) - at(bare, 0.5), at(layered, 0.99) - at(bare, 0.99)))
    return at([one[0] for one in rounds], 0.5), at([one[1] for one in rounds], 0.5)


async def main() -> None:
    """Print the table."""
    proxies = networks(["127.0.0.1", "10.0.0.0/8"])
    limited = Limited(nothing, Buckets(1_000_000), lambda: time.time_ns() // 1_000_000, TRUST)
    both = Proxied(limited, proxies, TRUST)
    home: dict[str, Any] = {"type": "http", "headers": BROWSER, "client": ("127.0.0.1", 4711)}
    away = home | {"client": ("203.0.113.9", 4711), LOCAL: False}
    by_proxy = home | {"headers": [*BROWSER, TOKEN, *FORWARDED]}
    rows: tuple[tuple[str, ASGIApp, Scope], ...] = (
        ("counting, by address", limited, away),
        ("counting, by token", limited, away | {"headers": [*BROWSER, TOKEN]}),
        ("proxies, not by one", Proxied(nothing, proxies, TRUST), home),
        ("proxies, by one", Proxied(nothing, proxies, TRUST), by_proxy),
        ("both, by a proxy with a token", both, by_proxy),
    )
    print(f"{REQUESTS:,} requests, {ROUNDS} rounds\n\n{'µs a request':<34}{'p50':>8}{'p99':>8}")
    for caption, app, scope in rows:
        middle, late = await cost(app, scope)
        print(f"{caption:<34}{middle:>8.2f}{late:>8.2f}")


if __name__ == "__main__":
    asyncio.run(main())
