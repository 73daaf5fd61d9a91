"""Documents: what the owner loaded, where it came from, and how far it has come."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.errors import InvalidError
from server.core.library.topics import one_line

State: TypeAlias = Literal["ready", "failed"]
Belonging: TypeAlias = Literal["set", "suggested", "refused"]

LONGEST_TITLE = 300
LONGEST_ADDRESS = 2000
LONGEST_TEXT = 20_000_000
"""Characters of one document's text."""


@dataclass(frozen=True, slots=True)
class Source:
    """What somebody loads: its bytes' hash, its name, and where it is from."""

    kind: str
    """The reader's name, e.g. pdf."""
    title: str
    address: str
    """A web address, a path as its loader gives it, or nothing for what was dropped."""
    sha256: str
    """Of the bytes, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `topics` are those that are set."""

    id: int
    source: Source
    state: State
    reason: str
    """Why it failed, or what of it could not be read."""
    language: str
    characters: int
    passages: int
    topics: tuple[int, ...]
    created: int
    changed: int
    """Milliseconds since 1970, UTC."""
    summary: str = ""
    """A few of its sentences."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That a document belongs to a topic, and why."""

    document: int
    topic: int
    reason: str


def clean_title(title: str, address: str) -> str:
    """Give a title on one line; where a document has none, the last part of its address."""
    cleaned = one_line(title) or one_line(address.rstrip("/").rsplit("/", 1)[-1])
    return cleaned[:LONGEST_TITLE] or "Untitled"


def clean_address(address: str) -> str:
    """Check an address; raises `InvalidError` for one that is longer than any real one."""
    cleaned = one_line(address)
    if len(cleaned) > LONGEST_ADDRESS:
        raise InvalidError(f"An address has at most {LONGEST_ADDRESS} characters.")
    return cleaned
