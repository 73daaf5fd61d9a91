"""What a proxy says of whom it speaks for, and whether it may be believed.

Anybody can write `X-Forwarded-For`.  So it is read only where the connection itself comes from a
network that the owner listed, and then from the right: each proxy appends whom it saw, so the
rightmost address that is no proxy of ours is the last one that somebody of ours saw himself.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Networks: TypeAlias = tuple[IPv4Network | IPv6Network, ...]

SIGNS = frozenset({
    b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded", b"via",
    b"x-real-ip", b"cf-connecting-ip", b"true-client-ip",
})  # fmt: skip
"""Headers that only a request has which came by a proxy; believed or not, it is not from here."""

MOST_HOPS = 20
"""Proxies in a row; whoever lists more is not believed."""
SCHEMES = frozenset({"http", "https"})
PREFIX = 64
"""Bits of an IPv6 address that name a household: it has all the others to choose from."""


class Forwarded(NamedTuple):
    """What a proxy of ours said; `None`: nothing that can be read."""

    client: str | None
    scheme: str | None
    host: str | None


def networks(named: Iterable[str]) -> Networks:
    """Read the setting `trusted_proxies`; an IPv4 network in IPv6 clothes is the IPv4 one."""
    return tuple(_network(name) for name in named)


def _network(name: str) -> IPv4Network | IPv6Network:
    found = ip_network(name, strict=False)
    mapped = found.network_address.ipv4_mapped if isinstance(found, IPv6Network) else None
    if mapped is None or found.prefixlen < 96:
        return found
    return IPv4Network((mapped, found.prefixlen - 96), strict=False)


@lru_cache(maxsize=4096)
def address_of(text: str) -> Address | None:
    """Read an address, with brackets or a port or without; nothing where it is none."""
    text = text.strip()
    if text.startswith("["):
        text, end, port = text[1:].partition("]")
        if not end or (port and not (port[0] == ":" and _number(port[1:]))):
            return None
    elif text.count(":") == 1:
        text, _, port = text.partition(":")
        if not _number(port):
            return None
    if "%" in text:
        return None
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 5


def listed(address: str, proxies: Networks) -> bool:
    """Tell whether an address is one of our proxies."""
    found = address_of(address)
    return found is not None and any(found in network for network in proxies)


def client_of(lines: Sequence[str], proxies: Networks) -> str | None:
    """Give who asked, from the `X-Forwarded-For` lines that a proxy of ours sent.

    Nothing where what counts of them is no address: then it is the proxy itself that asks.
    """
    hops = [hop for line in lines for hop in line.split(",")]
    if not hops or len(hops) > MOST_HOPS:
        return None
    last: str | None = None
    for hop in reversed(hops):
        found = address_of(hop)
        if found is None:
            return None
        last = str(found)
        if not any(found in network for network in proxies):
            return last
    return last


def scheme_of(lines: Sequence[str]) -> str | None:
    """Give the scheme that the nearest proxy was asked by, http or https."""
    last = lines[-1].rpartition(",")[2].strip().lower() if lines else ""
    return last if last in SCHEMES else None


def host_of(lines: Sequence[str]) -> str | None:
    """Give the host that the nearest proxy was asked for, as it wrote it."""
    return lines[-1].rpartition(",")[2].strip() or None if lines else None


@lru_cache(maxsize=4096)
def this_machine(address: str) -> bool:
    """Tell whether a connection comes from this machine itself."""
    found = address_of(address)
    return found is not None and found.is_loopback


@lru_cache(maxsize=4096)
def household(address: str) -> str:
    """Give what counts as one address: an IPv4 address, or the network that somebody has of IPv6.

    What is no address (a socket in the file system has none) counts as one, too.
    """
    found = address_of(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((int(found) >> PREFIX << PREFIX, PREFIX)))
    return "" if found is None else str(found)
