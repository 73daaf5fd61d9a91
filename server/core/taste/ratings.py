"""Ratings: what somebody made of a thing, from 0 to 10, with all that he said of it before."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from server.core.chat.reviews import rating_of
from server.core.errors import InvalidError
from server.core.library.topics import one_line

Kind: TypeAlias = Literal[
    "answer", "passage", "page", "place", "bookmark", "recording", "comment", "entry"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""`place`: one on a page; `entry`: of a feed."""
LONGEST_KEY = 2000
LONGEST_TITLE = 300
LONGEST_TEXT = 4_000
"""Characters that are kept, and read by the model."""
FEWEST = 5
"""Ratings that are needed to learn anything."""
APART = 5
"""Ratings of the same text so far apart contradict each other."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is rated, or may be."""

    kind: Kind
    key: str
    """Its address, or its id where it has none: what makes two things of a kind the same."""
    title: str = ""
    text: str = ""
    address: str = ""
    made: int | None = None
    """Milliseconds since 1970, UTC; none where nobody knows."""

    @property
    def whole(self) -> str:
        """Give what is read of it."""
        return " ".join(filter(None, (self.title, self.text[:LONGEST_TEXT])))

    @property
    def id(self) -> str:
        """Give what tells it from every other thing."""
        return digest(self.kind, self.key)


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody made of a thing."""

    thing: Thing
    value: int | None
    """0..10; none: taken back."""
    at: int
    version: int = 1
    """Counts changes, so that two who rate at once do not undo each other unseen."""


@dataclass(frozen=True, slots=True)
class Past:
    """What somebody said of a thing at a time; the last is what he says now."""

    value: int | None
    at: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same text, rated far apart."""

    first: Rating
    second: Rating


def digest(kind: str, key: str) -> str:
    """Give a short key of a thing."""
    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()


def value_of(told: int | None) -> int | None:
    """Check a rating; raises `InvalidError`."""
    return None if told is None else rating_of(told)


def kind_of(told: str) -> Kind:
    """Check a kind; raises `InvalidError`."""
    if told not in KINDS:
        raise InvalidError(f"kind is one of {', '.join(KINDS)}.")
    return told


def thing_of(
    kind: str,
    key: str,
    *,
    title: str = "",
    text: str = "",
    address: str = "",
    made: int | None = None,
) -> Thing:
    """Check what is told of a thing, and cut what is too long; raises `InvalidError`."""
    known = one_line(key)
    if not known:
        raise InvalidError("What is rated needs an id: its address, or the number it has.")
    if len(known) > LONGEST_KEY:
        raise InvalidError(f"An id has at most {LONGEST_KEY} characters.")
    kept = text.replace("\x00", "").strip()[:LONGEST_TEXT]
    where = one_line(address)[:LONGEST_KEY]
    return Thing(kind_of(kind), known, one_line(title)[:LONGEST_TITLE], kept, where, made)


def contradictions(ratings: Iterable[Rating]) -> Sequence[Contradiction]:
    """Find what reads the same and is rated far apart; both count, and neither is believed much."""
    by_text: dict[str, list[Rating]] = {}
    for one in ratings:
        if one.value is not None and one.thing.whole:
            by_text.setdefault(" ".join(one.thing.whole.casefold().split()), []).append(one)
    found = []
    for same in by_text.values():
        ordered = sorted(same, key=lambda one: one.value or 0)
        if (ordered[-1].value or 0) - (ordered[0].value or 0) >= APART:
            found.append(Contradiction(ordered[0], ordered[-1]))
    return found


def missing(count: int) -> str:
    """Say how many ratings are missing before anything is learnt; empty: none."""
    if count >= FEWEST:
        return ""
    more = FEWEST - count
    return f"Rate {more} more: {count} of the {FEWEST} that are needed to learn are there."
