"""Tokens: 256 random bits for one extension or one signed-in page, stored only as their hash."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Literal, TypeAlias

from server.core.sessions import SessionFacts, Way
from server.core.users import User

TokenKind: TypeAlias = Literal["extension", "session"]

TOKEN_BYTES = 32
PREFIX = "rbt_"
"""Marks a token, so that the log's redactor and secret scanners know one where they see it."""

SESSION_LIFE = 7 * 24 * 3600 * 1000
"""A person signed in on the page signs in again after a week without a visit, in ms."""

TOUCH_EVERY = 60_000
"""Last use is written at most once a minute, in ms, so that reading costs no write."""

LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; never the token itself."""

    id: int
    user: User
    kind: TokenKind
    label: str
    created: int
    last_used: int | None
    expires: int | None
    revoked: int | None
    scopes: tuple[str, ...] = ()
    """Of `core.scopes`; none: all that its owner may."""
    session: SessionFacts | None = None
    """Of a session; none of those that were opened before sessions renewed themselves."""

    def live(self, now: int) -> bool:
        """Tell whether it still opens anything at `now`."""
        return self.revoked is None and (self.expires is None or now < self.expires)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is asking, by which token."""

    user: User
    token_id: int
    kind: TokenKind | Literal["anonymous"]
    scopes: tuple[str, ...] = ()
    csrf: str = ""
    """Of a session: what its page sends beside the cookie."""
    family: int = 0
    """Of a session: its number."""
    way: Way = "own"
    due: bool = False
    """Of a session: its token is to be changed for a new one."""


ANONYMOUS = Identity(User(0, "", "user", 0), 0, "anonymous")
"""Anybody, where the setting `anonymous_read` lets them read; nothing in the database is theirs."""


def token_text(random: bytes) -> str:
    """Write random bytes as a token."""
    return PREFIX + urlsafe_b64encode(random).rstrip(b"=").decode()


def token_hash(text: str) -> str:
    """Hash a token for storage; 256 random bits need no slow hash."""
    return sha256(text.encode()).hexdigest()


def csrf_for(session: str) -> str:
    """Derive the value that a page must send beside its cookie on every write.

    A page of another origin can make the browser send the cookie, but cannot read it, so it cannot
    know this either; nothing has to be stored.
    """
    return sha256(b"csrf:" + session.encode()).hexdigest()[:32]


def same(left: str, right: str) -> bool:
    """Compare two secrets in constant time."""
    return compare_digest(left.encode(), right.encode())
