"""What the rule of a route says: who may use it, and how much it takes."""

from dataclasses import dataclass
from enum import Enum

from server.core.own_language import MOST_BYTES


class Who(Enum):
    """Who may use a route."""

    PUBLIC = "anyone on an allowed origin"
    USER = "a paired extension or a signed-in person"
    ADMIN = "an admin, paired or signed in"
    SESSION = "a person signed in on the page"
    ADMIN_SESSION = "an admin signed in on the page"
    HELLO = "whoever sends a token as the first message of the WebSocket"


@dataclass(frozen=True, slots=True)
class Rule:
    """One route: method (`WS` for a WebSocket), path template, who may use it, bytes it takes."""

    method: str
    path: str
    who: Who
    body: int = 16_384


RECORDING = 4_001_000_000
"""Bytes of the largest recording that a setting may allow, with its form around it."""
PIECE = 16_000_000
"""Bytes of a piece of a recording."""
OWN_WORDS = MOST_BYTES
"""Bytes of somebody's own language."""
DOCUMENT = 50_000_000
"""Bytes of a document."""
MANY_ADDRESSES = 8_000_000
"""Bytes of a list of addresses with hashes: some ten thousands."""
PERSONA = 100_000
"""Bytes of a persona, with the sites that are its."""
LONG_QUESTION = 200_000
"""Bytes of a question; how long one may be, its service says."""
PAGE_ASKED = 1_500_000
"""Bytes of a question with the page that it is about."""
CONVERSATION = 4_000_000
"""Bytes of all that was said."""
LONG_TEXT = 1_000_000
"""Bytes of a text to be spoken, or of an entry; how much of it is, its service says."""
