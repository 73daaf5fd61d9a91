"""People: names, roles, and what a signed-in or paired one is to the rest."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.errors import InvalidError

Role: TypeAlias = Literal["admin", "user"]
ROLES: tuple[Role, ...] = ("admin", "user")

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 256
"""Long enough for any sentence; a limit, since hashing costs by the byte."""


@dataclass(frozen=True, slots=True)
class User:
    """One person."""

    id: int
    name: str
    role: Role
    created: int
    """Milliseconds since 1970, UTC, as every time here."""


def clean_name(name: str) -> str:
    """Bring a user's name to the one spelling that is stored, or raise `InvalidError`."""
    cleaned = name.strip().lower()
    if NAME.fullmatch(cleaned):
        return cleaned
    raise InvalidError("A name is 1 to 32 of a-z, 0-9, dot, dash and underscore, e.g. anna.")


def check_password(password: str) -> str:
    """Give the password back, or raise `InvalidError` if it is too short or too long."""
    if SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return password
    raise InvalidError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
