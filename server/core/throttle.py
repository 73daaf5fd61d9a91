"""A sliding window over attempts, and one for each of many; the time comes in as an argument."""

from collections import OrderedDict, deque
from ipaddress import IPv4Address, ip_address

MINUTE = 60_000
"""In ms, as every time here."""
MOST_KEYS = 4096
"""So many names or addresses are counted apart; of more, those that were quiet longest are not."""


def share_of(limit: int, processes: int) -> int:
    """Give what each of several processes lets through, where each counts for itself: rounded up.

    >>> share_of(10, 1), share_of(10, 4), share_of(10, 64)
    (10, 3, 1)
    """
    return -(-limit // processes)


class Throttle:
    """Lets `limit` attempts through in any `window` milliseconds."""

    def __init__(self, limit: int, window: int) -> None:
        self._limit = limit
        self._window = window
        self._attempts: deque[int] = deque()

    def wait(self, now: int) -> int:
        """Count an attempt at `now` (ms); give 0, or the ms to wait when there were too many."""
        left = self.left(now)
        if left == 0:
            self._attempts.append(now)
        return left

    def left(self, now: int) -> int:
        """Give the ms that an attempt at `now` would have to wait, and count none."""
        while self._attempts and self._attempts[0] <= now - self._window:
            self._attempts.popleft()
        if len(self._attempts) < self._limit:
            return 0
        return self._attempts[0] + self._window - now


class KeyedThrottle:
    """A throttle for each key, in a memory that does not grow."""

    def __init__(self, limit: int, window: int, most: int = MOST_KEYS) -> None:
        self._limit, self._window, self._most = limit, window, most
        self._throttles: OrderedDict[str, Throttle] = OrderedDict()

    def __len__(self) -> int:
        """Tell how many keys are counted."""
        return len(self._throttles)

    def of(self, key: str) -> Throttle:
        """Give the throttle of a key; the one used longest ago makes room for a new one."""
        found = self._throttles.pop(key, None) or Throttle(self._limit, self._window)
        self._throttles[key] = found
        if len(self._throttles) > self._most:
            self._throttles.popitem(last=False)
        return found


def address_group(address: str) -> str:
    """Give what counts as one address: of IPv6 the network of 64 bits, which one customer gets.

    >>> address_group("2001:db8::1"), address_group("192.0.2.7"), address_group("")
    ('2001:db8::/64', '192.0.2.7', '')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    network = (int(found) >> 64) << 64
    return f"{ip_address(network)}/64"
