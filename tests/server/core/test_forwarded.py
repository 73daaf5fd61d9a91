"""What a proxy says: the rightmost that is no proxy of ours counts, and nonsense counts nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.forwarded import (
    address_of,
    client_of,
    host_of,
    household,
    listed,
    networks,
    scheme_of,
    this_machine,
)

PROXIES = networks(["127.0.0.1", "10.0.0.0/8", "::ffff:192.168.1.0/120", "2001:db8:1::/48"])


@pytest.mark.parametrize(
    ("lines", "client"),
    [
        (["203.0.113.9"], "203.0.113.9"),
        (["127.0.0.1, 203.0.113.9"], "203.0.113.9"),
        (["198.51.100.7, 203.0.113.9, 10.1.2.3"], "203.0.113.9"),
        (["198.51.100.7", "203.0.113.9", "10.1.2.3 , 127.0.0.1"], "203.0.113.9"),
        (["nonsense, 203.0.113.9, 10.0.0.1"], "203.0.113.9"),
        (["203.0.113.9:4711"], "203.0.113.9"),
        (["[2001:db8::1]:4711"], "2001:db8::1"),
        (["2001:DB8:0::1"], "2001:db8::1"),
        (["::ffff:203.0.113.9"], "203.0.113.9"),
        (["203.0.113.9, 2001:db8:1::5, ::ffff:192.168.1.7"], "203.0.113.9"),
        (["10.0.0.7, 10.0.0.8"], "10.0.0.7"),
    ],
)
def test_the_rightmost_stranger_is_the_client(lines: list[str], client: str) -> None:
    """What stands left of him is what he wrote himself."""
    assert client_of(lines, PROXIES) == client


@pytest.mark.parametrize(
    "line",
    ["", " ", "unknown", "203.0.113.9, nonsense", "203.0.113.9, ", "203.0.113.9, 10.0.0.1, _x",
     "203.0.113.256", "0203.0.113.9", "203.0.113.9:", "203.0.113.9:x", "[::1", "[::1]x",
     "fe80::1%e", "203.0.113.9\x00", "1", "0x7f000001", ", ".join(["10.0.0.1"] * 30)],
)  # fmt: skip
def test_what_is_no_address_is_ignored(line: str) -> None:
    """Then nothing is known, and the proxy itself is who asks."""
    assert client_of([line], PROXIES) is None


def test_nothing_said_is_nothing_known() -> None:
    """A proxy may say nothing of it."""
    assert (client_of([], PROXIES), scheme_of([]), host_of([])) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "scheme"),
    [
        ("https", "https"),
        ("HTTP", "http"),
        ("https, http", "http"),
        ("javascript", None),
        ("", None),
    ],
)
def test_schemes(line: str, scheme: str | None) -> None:
    """The nearest proxy's, where it is one of ours."""
    assert scheme_of([line]) == scheme


@pytest.mark.parametrize(
    ("address", "there"),
    [("127.0.0.1", True), ("::ffff:127.0.0.1", True), ("127.0.0.2", False), ("10.255.0.1", True),
     ("192.168.1.200", True), ("192.168.2.1", False), ("2001:db8:1:9::1", True), ("::1", False),
     ("", False), ("nonsense", False)],
)  # fmt: skip
def test_who_is_a_proxy_of_ours(address: str, there: bool) -> None:
    """By address or network, in both spellings of IPv4."""
    assert listed(address, PROXIES) is there


def test_this_machine() -> None:
    """Loopback, however it is written, and nothing else."""
    assert all(map(this_machine, ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1")))
    assert not any(map(this_machine, ("", "10.0.0.1", "0.0.0.0", "::", "localhost", "::ffff:1")))


def test_households() -> None:
    """All of an IPv6 network of 64 bits is one; an IPv4 address is one in both spellings."""
    assert household("2001:db8:1:2::1") == household("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert household("2001:db8:1:3::1") != household("2001:db8:1:2::1")
    assert household("::ffff:203.0.113.9") == household("203.0.113.9") == "203.0.113.9"
    assert household("nonsense") == household("") == ""


@given(st.lists(st.text(), max_size=5))
def test_nothing_breaks_it(lines: list[str]) -> None:
    """Whatever is written there is an address that is known, or none."""
    found = client_of(lines, PROXIES)

    assert found is None or address_of(found) is not None
    assert scheme_of(lines) in {None, "http", "https"}
    host_of(lines)
