"""Reviews: what somebody made of an answer, and by what marks an inquiry is found."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from server.core.errors import InvalidError
from server.core.library.topics import key_of

LEAST, MOST = 0, 10
"""A rating."""
LONGEST_CORRECTION = 100_000
"""Characters."""
LONGEST_SEARCH = 500
"""Characters of what is searched for."""
WORD = re.compile(r"\w+")
DAY = 24 * 3_600_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Review:
    """What was made of an answer."""

    rating: int | None = None
    """0..10."""
    correction: str = ""
    """What should have been answered; empty where nothing was corrected."""
    taught: int | None = None
    """The document that the correction is knowledge as."""
    version: int = 0
    """Counts changes, so that two who review at once do not undo each other."""
    reviewer: str = ""
    at: int | None = None
    """Milliseconds since 1970, UTC, of the last change."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What inquiries are looked for; each that is set must be so."""

    words: str = ""
    """Words of the question, the answer or its correction; the last may be a beginning."""
    topic: str = ""
    """A topic's name."""
    user_id: int | None = None
    since: int | None = None
    until: int | None = None
    """Milliseconds since 1970, UTC, both included."""
    rated: tuple[int, int] | None = None
    """Lowest and highest rating."""
    corrected: bool = False
    """Only those that were."""
    reviewed: int | None = None
    """Rated or corrected at this time or later, ms since 1970, UTC; goes with no words or topic."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many were asked on a day."""

    day: int
    """Days since 1970, UTC."""
    count: int


@dataclass(frozen=True, slots=True)
class TopicAsked:
    """How many were asked of a topic."""

    name: str
    lately: int
    """In the days that were looked at."""
    ever: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the words and marks of inquiries."""

    words: tuple[str, ...]
    """Each must be there."""
    marks: tuple[tuple[str, ...], ...]
    """Of each group one must be there."""

    def __bool__(self) -> bool:
        """Tell whether it asks for anything."""
        return bool(self.words or self.marks)


def rating_of(told: int) -> int:
    """Check a rating; raises `InvalidError`."""
    if not LEAST <= told <= MOST:
        raise InvalidError(f"A rating is {LEAST} to {MOST}.")
    return told


def correction_of(told: str) -> str:
    """Check a correction; raises `InvalidError`."""
    cleaned = told.strip()
    if len(cleaned) > LONGEST_CORRECTION:
        raise InvalidError(f"A correction has at most {LONGEST_CORRECTION:,} characters.")
    return cleaned


def marks_of(user_id: int, topics: Iterable[str], rating: int | None, corrected: bool) -> str:
    """Give the words by which an inquiry is found besides its own."""
    found = [f"u{user_id}", *map(topic_mark, topics)]
    found += [] if rating is None else [f"r{rating}"]
    return " ".join([*found, "corrected"] if corrected else found)


def topic_mark(name: str) -> str:
    """Give a word for a topic, whatever characters its name has."""
    return "t" + hashlib.sha256(key_of(name).encode()).hexdigest()[:16]


def query_of(sought: Sought) -> Query:
    """Say in words and marks what is sought; raises `InvalidError` for what cannot be."""
    if len(sought.words) > LONGEST_SEARCH:
        raise InvalidError(f"Search for at most {LONGEST_SEARCH} characters.")
    if sought.reviewed is not None and (sought.words or sought.topic):
        raise InvalidError("`reviewed` goes with no words and no topic.")
    marks: list[tuple[str, ...]] = []
    if sought.user_id is not None:
        marks.append((f"u{sought.user_id}",))
    if sought.topic:
        marks.append((topic_mark(sought.topic),))
    if sought.rated is not None:
        lowest, highest = map(rating_of, sought.rated)
        if lowest > highest:
            raise InvalidError("The lowest rating is above the highest.")
        marks.append(tuple(f"r{one}" for one in range(lowest, highest + 1)))
    if sought.corrected:
        marks.append(("corrected",))
    return Query(tuple(WORD.findall(sought.words.casefold())), tuple(marks))
