"""Behind a proxy: listed ones are believed, others change nothing, and outside stays outside."""

import pytest
from starlette.types import Receive, Scope, Send

from server.api.proxied import LOCAL, Proxied
from server.core.forwarded import networks
from server.core.rule import Who
from server.core.trust import RULES, trust
from tests.server.api.asgi import HOST, Header, asked
from tests.server.conftest import Made, database, made, speaking
from tests.test_routes import example

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

TRUST = trust(["piano.example.org"], [], [])
PUBLIC: Header = ("host", "piano.example.org")
FORWARDED: tuple[Header, ...] = (
    ("x-forwarded-for", "203.0.113.9"),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "piano.example.org"),
)


async def seen(
    headers: tuple[Header, ...], client: str = "127.0.0.1", method: str = "GET"
) -> tuple[str, str, str, bool]:
    """Give the client, scheme, host and whether it is local, as the app inside sees them."""
    found: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        found.append(scope)

    proxied = Proxied(app, networks(["127.0.0.1", "10.0.0.0/8"]), TRUST)
    await asked(proxied, method, "/", headers, client=client)
    host = dict(found[0]["headers"])[b"host"].decode()
    return found[0]["client"][0], found[0]["scheme"], host, found[0][LOCAL]


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.9.9.9", "::ffff:127.0.0.1"])
async def test_a_listed_proxy_is_believed(proxy: str) -> None:
    """Who asks, by which scheme and for which host is what it says."""
    told = await seen((HOST, *FORWARDED), proxy)

    assert told == ("203.0.113.9", "https", "piano.example.org", False)
    assert (await seen((HOST, *FORWARDED), proxy, "WS"))[1] == "wss"


@pytest.mark.parametrize("stranger", ["203.0.113.5", "192.168.1.1", "::1", "2001:db8::1", ""])
async def test_nobody_else_is(stranger: str) -> None:
    """From elsewhere the same headers change nothing."""
    told = await seen((HOST, *FORWARDED), stranger)

    assert told == (stranger, "http", "127.0.0.1:8000", False)


@pytest.mark.parametrize("line", ["unknown", "203.0.113.9, <script>", "", "203.0.113.9;x"])
async def test_what_it_says_badly_is_ignored(line: str) -> None:
    """Then the proxy is who asks, and that is not this machine."""
    told = await seen((PUBLIC, ("x-forwarded-for", line), ("x-forwarded-proto", "gopher")))

    assert told == ("127.0.0.1", "http", "piano.example.org", False)


async def test_a_rebound_name_does_not_become_ours() -> None:
    """A page on this machine that rebinds its name cannot write itself a host that is ours."""
    evil = ("host", "evil.example:8000")

    assert (await seen((evil, *FORWARDED)))[2] == "evil.example:8000"
    for host in ("evil.example", "a b", "127.0.0.1, evil.example", "x\x00"):
        told = await seen((HOST, ("x-forwarded-host", host)))
        assert not TRUST.host_allowed(told[2]) or told[2] == HOST[1]


@pytest.mark.parametrize("sign", ["forwarded", "via", "x-real-ip", "x-forwarded-for"])
async def test_by_a_proxy_is_not_this_machine(sign: str) -> None:
    """What shows that it came by one is not from here, whoever wrote it; nor is a public name."""
    assert not (await seen((HOST, (sign, "127.0.0.1"))))[3]
    assert not (await seen((PUBLIC,)))[3]
    assert (await seen((HOST,)))[3]


CLOSED = [rule for rule in RULES if rule.who not in {Who.PUBLIC, Who.HELLO}]


async def test_no_reach_from_outside_without_signing_in(made: Made) -> None:
    """A proxy on loopback, listed or not, opens no closed route to anybody."""
    trusted = trust(["piano.example.org"], [], [])
    for proxies in (networks(["127.0.0.1"]), ()):
        app = Proxied(made.app, proxies, trusted)
        for said in ("127.0.0.1", "203.0.113.9", "::1", "localhost"):
            forwarded = (PUBLIC, ("x-forwarded-for", said), ("x-forwarded-host", "localhost"))
            for rule in CLOSED:
                answer = await asked(app, rule.method, example(rule), forwarded)
                assert answer.status == 401, rule
