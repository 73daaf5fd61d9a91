"""Wishes: somebody who uses the server asks to be an admin, and is answered with a sentence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.errors import InvalidError

State: TypeAlias = Literal["open", "granted", "refused"]

LONGEST = 500
"""Characters of why somebody asks, and of what they are answered."""
AGAIN = 24 * 3_600_000
"""Ms after a refusal before the same person may ask again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One person's, with its answer once there is one."""

    id: int
    name: str
    """Of who asks."""
    why: str
    asked: int
    """Ms since 1970, UTC, as every time here."""
    state: State = "open"
    answer: str = ""
    answered: int | None = None
    by: str = ""
    """Who answered; empty: somebody in the terminal."""
    seen: int | None = None
    """When the answer was shown to who asked."""


def sentence(text: str, what: str) -> str:
    """Bring a sentence to one line, or raise `InvalidError`; `what` names it."""
    cleaned = " ".join(text.replace("\x00", "").split())
    if len(cleaned) > LONGEST:
        raise InvalidError(f"{what} has at most {LONGEST} characters.")
    return cleaned.encode("utf-8", "replace").decode("utf-8")


def reason(text: str) -> str:
    """Give why somebody asks, or raise `InvalidError`: whoever decides must have something."""
    cleaned = sentence(text, "Your sentence")
    if not cleaned:
        raise InvalidError("Write a sentence why: whoever decides reads it.")
    return cleaned
