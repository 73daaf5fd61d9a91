"""Whatever is made up: hosts, origins, paths, addresses are refused but for those of ours."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_network
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.errors import InvalidError
from server.core.library.addresses import checked_address, public
from server.core.settings import EXTENSION_ID
from server.core.trust import trust
from tests.server.refused.paths import MOUNTS, SECRET
from tests.server.refused.world import World, made_world

TRUST = trust(["piano.example.org"], ["https://pages.example.org"], [EXTENSION_ID])
OURS = {"localhost", "piano.example.org", "[::1]"}
BITS = st.sampled_from(
    [*"localhost127.0.0.1[::1]@:/\\%?#*", "localhost", "127.0.0.1", "piano.example.org",
     "evil.example", ":8000", "http://", "https://", "chrome-extension://", EXTENSION_ID,
     "null", "..", "../", "%2e", "\x00"]
)  # fmt: skip
MADE_UP = st.lists(BITS | st.text(max_size=3), max_size=8).map("".join)
PRIVATE = [ip_network(one) for one in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
)]  # fmt: skip
PRIVATE_6 = [ip_network(one) for one in ("::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8")]


@given(MADE_UP)
def test_hosts(host: str) -> None:
    """A host that is let in is a name of ours or a loopback address, with a port or without."""
    if TRUST.host_allowed(host):
        name = urlsplit(f"//{host}").hostname or ""
        assert name.startswith("127.") or name == "::1" or name in OURS
        assert not set(host) & set("@/\\%?#* \n\x00")


@given(MADE_UP)
def test_origins(origin: str) -> None:
    """An origin that is let in is, to the letter, one of those that are ours."""
    ours = {"https://pages.example.org", f"chrome-extension://{EXTENSION_ID}",
            "http://127.0.0.1:8000", "https://127.0.0.1:8000"}  # fmt: skip

    assert TRUST.origin_allowed(origin, "127.0.0.1:8000") is (origin in ours)


@given(MADE_UP)
def test_addresses(address: str) -> None:
    """One that may be looked up is a plain address of the web: a host, and nobody's password."""
    with suppress(InvalidError):
        parts = urlsplit(checked_address(address))
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert (parts.username, parts.password) == (None, None)


@given(st.integers(0, 2**32 - 1), st.sampled_from(PRIVATE))
def test_private_addresses(number: int, network: object) -> None:
    """Any address of a private network is one, and so is what carries it in IPv6."""
    inner = IPv4Address(int(network[0]) + number % network.num_addresses)  # type: ignore[index, attr-defined]
    forms = (
        f"::ffff:{inner}",
        f"64:ff9b::{inner}",
        str(IPv6Address(0x2002 << 112 | int(inner) << 80)),
    )

    assert not any(map(public, (str(inner), *forms)))


@given(st.integers(0, 2**128 - 1), st.sampled_from(PRIVATE_6))
def test_private_addresses_of_ipv6(number: int, network: object) -> None:
    """So it is in IPv6, whatever zone is said beside it."""
    inner = IPv6Address(int(network[0]) + number % network.num_addresses)  # type: ignore[index, attr-defined]

    assert not public(str(inner))
    assert not public(f"{inner}%eth0")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Compose the server once."""
    with made_world(tmp_path_factory.mktemp("refused")) as made:
        yield made


STEP = st.sampled_from(
    ["../", "..", "/", "\\", "%2f", "%2e", "%252e", "%5c", "%00", ";", "~", ".", "//", "x", "web",
     "LICENSE", "pyproject.toml", "server", "app.py", "etc", "passwd", "%c0%af", "%ff",
     "a" * 300, " ", "%0d%0a"]
)  # fmt: skip


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.sampled_from(MOUNTS), st.lists(STEP, max_size=12).map("".join))
def test_paths(world: World, mount: str, way: str) -> None:
    """No way through a folder of files leads out of it, and none breaks the server."""
    answer = asyncio.run(world.ask("GET", f"{mount}/{way}"))

    assert answer.status < 500
    assert not SECRET.search(answer.body)
