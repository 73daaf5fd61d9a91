"""Which web addresses may be loaded: none that leads into somebody's own network.

A server that fetches what it is told could be told to fetch from its own machine, from the router
beside it, or from a cloud's metadata. So every address that a name stands for is looked at after it
was resolved, and only that one is connected to.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from server.core.errors import InvalidError

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last four bytes are an IPv4 address."""
SCHEMES = ("http", "https")
LONGEST = 2_000


def checked_address(address: str) -> str:
    """Check a web address before anything is looked up; give it without its fragment.

    Raises `InvalidError` with what is wrong.
    """
    if len(address) > LONGEST:
        raise InvalidError(f"A web address has at most {LONGEST} characters.")
    parts = _parts(address.strip())
    if parts.scheme.lower() not in SCHEMES:
        raise InvalidError("Only http:// and https:// addresses are loaded.")
    if not parts.hostname:
        raise InvalidError("This address names no host; write it as https://name/path.")
    if parts.username is not None or parts.password is not None:
        raise InvalidError("An address with a name and password in it is not loaded.")
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", parts.query, ""))


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for one that is no number
    except ValueError as error:
        raise InvalidError("This is no web address; write it as https://name/path.") from error
    return parts


def host_of(address: str) -> str:
    """Give the host that an address names, in lower case."""
    return (urlsplit(address).hostname or "").lower()


def public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet; `%zone` and all.

    https://www.iana.org/assignments/iana-ipv4-special-registry and its sister for IPv6, which
    Python's `is_global` follows; addresses that carry an IPv4 one are what that one is.
    """
    found = ip_address(address.partition("%")[0])
    inner = _carried(found)
    if inner is not None:
        return public(str(inner))
    return found.is_global and not found.is_multicast


def _carried(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(found, IPv4Address):
        return None
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if found.sixtofour is not None:
        return found.sixtofour
    if found.teredo is not None:
        return found.teredo[1]
    compatible = 1 < int(found) < 2**32
    return IPv4Address(int(found) & 0xFFFFFFFF) if found in NAT64 or compatible else None
