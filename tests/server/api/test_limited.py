"""How often somebody may ask: per token or address, told when to come back, free at home."""

from dataclasses import replace

import pytest

from server.api.limited import Limited
from server.api.proxied import Proxied
from server.core.buckets import Buckets
from server.core.forwarded import networks
from server.core.trust import trust
from tests.server.api.asgi import HOST, Answer, Header, asked
from tests.server.conftest import EXTENSION, Made, database, made, speaking

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

A_MINUTE = 5
PUBLIC: Header = ("host", "piano.example.org")


@pytest.fixture
def few(made: Made) -> Made:
    """Let each ask five times a minute, behind a proxy on this machine."""
    trusted = trust(["piano.example.org"], [], [EXTENSION.rpartition("/")[2]])
    limited = Limited(made.app, Buckets(A_MINUTE), made.clock, trusted)
    return replace(made, app=Proxied(limited, networks(["127.0.0.1"]), trusted))  # type: ignore[arg-type]


async def ask(few: Made, address: str, *headers: Header, path: str = "/health") -> Answer:
    """Ask from an address, through the proxy."""
    sent = (PUBLIC, ("x-forwarded-for", address), *headers)
    return await asked(few.app, "GET", path, sent)


async def test_an_address_is_told_to_wait(few: Made) -> None:
    """The sixth within a minute is refused with a sentence and a time, and answered after it."""
    first = [(await ask(few, "203.0.113.9")).status for _ in range(A_MINUTE)]
    refused = await ask(few, "203.0.113.9", ("origin", EXTENSION))

    assert (first, refused.status) == ([200] * A_MINUTE, 429)
    assert refused.headers["retry-after"] == "13"
    assert b"wait 13 s" in refused.body
    assert refused.headers["access-control-allow-origin"] == EXTENSION
    assert "default-src 'none'" in refused.headers["content-security-policy"]
    few.clock.now += 13_000
    assert (await ask(few, "203.0.113.9")).status == 200


async def test_another_address_is_not(few: Made) -> None:
    """Each has its own; all of one IPv6 network of 64 bits have one together."""
    for number in range(A_MINUTE):
        await ask(few, f"2001:db8::{number}")

    assert (await ask(few, "2001:db8::ffff:1")).status == 429
    assert (await ask(few, "2001:db8:0:1::1")).status == 200


async def test_this_machine_is_free(few: Made) -> None:
    """What did not come by a proxy is never counted; what did, is."""
    assert {(await asked(few.app, "GET", "/health", [HOST])).status for _ in range(30)} == {200}
    by_proxy = [(await ask(few, "127.0.0.1")).status for _ in range(A_MINUTE + 1)]
    assert by_proxy[-1] == 429


async def test_a_token_is_counted_for_itself(few: Made) -> None:
    """Wherever it is used; whose address is used up asks on with a token that was let in before."""
    token = ("authorization", f"Bearer {few.extension_token()}")
    assert (await ask(few, "203.0.113.1", token, path="/v1/tokens/x")).status == 404
    assert (await ask(few, "203.0.113.1", token, path="/v1/topics")).status == 200
    told = [(await ask(few, f"203.0.113.{n}", token, path="/v1/topics")).status for n in range(6)]

    assert told == [200] * A_MINUTE + [429]
    assert (await ask(few, "203.0.113.1")).status == 200


async def test_tokens_that_are_made_up_count_for_the_address(few: Made) -> None:
    """A new one each time helps nobody."""
    told = [
        await ask(few, "203.0.113.9", ("authorization", f"Bearer rbt_{n}"), path="/v1/topics")
        for n in range(A_MINUTE + 1)
    ]

    assert [answer.status for answer in told] == [401] * A_MINUTE + [429]


async def test_a_revoked_token_counts_for_the_address_again(few: Made) -> None:
    """What was let in once is not for ever."""
    text = few.extension_token()
    token = ("authorization", f"Bearer {text}")
    await ask(few, "203.0.113.9", token, path="/v1/topics")
    found = few.access.who(text, "extension")
    assert found is not None
    few.access.revoke(found.user, found.token_id)

    told = [(await ask(few, "203.0.113.9", token, path="/v1/topics")).status for _ in range(6)]
    assert told == [401] * A_MINUTE + [429]


async def test_a_websocket_is_refused_before_it_opens(few: Made) -> None:
    """By an answer where the server can give one, else by closing it."""
    sent = (PUBLIC, ("x-forwarded-for", "203.0.113.9"))
    for _ in range(A_MINUTE):
        await asked(few.app, "GET", "/health", sent)

    assert (await asked(few.app, "WS", "/v1/midi", sent)).status == 429
    assert (await asked(few.app, "WS", "/v1/midi", sent, plain=True)).status == 403
