"""Sessions: how long one holds, when its token is changed for a new one, and what is told of it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Way: TypeAlias = Literal["own", "shared", "google"]
"""By what somebody came in: the own password, the shared one, an account elsewhere."""

DAY = 86_400_000
"""Ms, as every time here."""
RENEW_AFTER = DAY
"""A token that has been in use for so long is changed for a new one."""
GRACE = 60_000
"""So long the old one is still good once the new one was used: other requests are on their way."""
LONGEST_SESSION = 30 * DAY
"""After this one signs in again, however busy one was."""
LONGEST_AGENT = 1000


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a session's token is besides being a token."""

    family: int
    """The number of the token it began with: the session's own number."""
    began: int
    way: Way
    csrf: str
    """What a page sends beside the cookie; the same as long as the session lasts."""
    renewed: int | None = None
    """When its follower was given out."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where somebody is signed in."""

    id: int
    browser: str
    way: Way
    began: int
    last_used: int | None
    expires: int


def ends_at(began: int, now: int, life: int) -> int:
    """Tell when a token that is made at `now` ends: after its life, or with the session."""
    return min(now + life, began + LONGEST_SESSION)


BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Marks in the order in which browsers that pretend to be others are told apart."""
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def browser_named(agent: str) -> str:
    """Name a browser by what it says of itself: as "Chrome on Linux", to know a session by.

    >>> browser_named("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36")
    'Chrome on Linux'
    """
    told = agent[:LONGEST_AGENT]
    browser = next((name for mark, name in BROWSERS if mark in told), "a browser")
    system = next((name for mark, name in SYSTEMS if mark in told), None)
    return f"{browser} on {system}" if system else browser
