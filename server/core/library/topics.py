"""Topics: collections of documents, by any name a person likes.

A name is only ever a text in the database: files and collections are named by the topic's number,
so that no name can be a path. `ALL` is no topic but every document there is.
"""

import re
import unicodedata
from dataclasses import dataclass

from server.core.errors import InvalidError

ALL = "ALL"
"""What always is asked; nothing is stored for it."""
LONGEST_NAME = 100
LONGEST_CAUTION = 500
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Control characters, those nobody sees, and those that turn the direction of a text."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A collection of documents."""

    id: int
    name: str
    caution: str
    """Shown with its answers; empty where there is none."""
    created: int
    """Milliseconds since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and what is in it."""

    topic: Topic
    documents: int
    passages: int
    characters: int
    suggested: int
    """Documents of which it is only suggested that they belong to it."""


def clean_name(name: str) -> str:
    """Bring a topic's name to one line, as it is shown; raises `InvalidError`."""
    cleaned = one_line(name)
    if not cleaned:
        raise InvalidError("A topic needs a name, e.g. “harmony”.")
    if len(cleaned) > LONGEST_NAME:
        raise InvalidError(f"A topic's name has at most {LONGEST_NAME} characters.")
    if key_of(cleaned) == key_of(ALL):
        raise InvalidError(f"{ALL} is every document already; choose another name.")
    return cleaned


def key_of(name: str) -> str:
    """Give what two names share that are the same to a reader: width, case and blanks aside."""
    return unicodedata.normalize("NFKC", one_line(name)).casefold()


def clean_caution(caution: str) -> str:
    """Bring a caution to one line; raises `InvalidError` for one that is too long."""
    cleaned = one_line(caution)
    if len(cleaned) > LONGEST_CAUTION:
        raise InvalidError(f"A caution has at most {LONGEST_CAUTION} characters.")
    return cleaned


def one_line(text: str) -> str:
    """Take control characters out of a text, and put single blanks between its words."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # nearly all are so, and lists hold thousands
    return " ".join(CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())
