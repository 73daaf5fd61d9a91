"""Rule: who may use a route, and how much it takes."""

from dataclasses import dataclass
from enum import Enum


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
