"""Stats: what this server holds and has done, in numbers that pages and the panel show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

DAY = 86_400_000
"""Milliseconds."""
WEEK = 7
"""Days of a column of the plots."""
LONGEST_PAST = 3660
"""Days that a plot may go back."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is of everything: the line at the foot of every page."""

    recordings: int
    recorded_bytes: int
    inquiries: int
    """Ever asked, those included that were let go."""
    documents: int
    passages: int
    topics: int
    ratings: int
    people: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One recording, as far as its growth over time is shown."""

    completed: int
    """When all of it was here: ms since 1970."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Month:
    """What came in a month, and what there was at its end."""

    month: str
    """Year and month, as 2026-11 (UTC)."""
    recordings: int
    size: int
    """Bytes that came."""
    all_recordings: int
    all_size: int
    """Bytes there were at its end."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """How many were asked of a topic, week by week."""

    topic: str
    counts: tuple[int, ...]
    """The last one is of the week that ends today."""


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody put in."""

    name: str
    role: str
    seen: int | None
    """When something of theirs last asked the server: ms since 1970."""
    minutes: int
    """Of the takes that they recorded."""
    recordings: int
    feedback: int
    """Files that comment on recordings, their own or others'."""
    inquiries: int
    """Those still kept."""
    corrections: int
    """Of answers and of transcripts, those taken over."""
    ratings: int


@dataclass(frozen=True, slots=True)
class Room:
    """A folder or file of the server's, and how much it takes of the disk."""

    name: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk that the data lies on."""

    total: int
    free: int
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """The server itself, or a worker that it started."""

    name: str
    memory: int
    """Bytes that are its in memory."""
    started: int
    """ms since 1970."""


@dataclass(frozen=True, slots=True)
class Version:
    """What something is, that the server is made of."""

    name: str
    version: str


def months_of(kept: Iterable[Kept], now: int, months: int) -> Sequence[Month]:
    """Give the last months with what came in each, the first first; those without any are there."""
    came: dict[str, list[int]] = {}
    for one in kept:
        came.setdefault(_month(one.completed), []).append(one.size)
    wanted = _last_months(now, months)
    before = [sizes for month, sizes in came.items() if month < wanted[0]]
    many, size = sum(map(len, before)), sum(map(sum, before))
    told = []
    for month in wanted:
        sizes = came.get(month, [])
        many, size = many + len(sizes), size + sum(sizes)
        told.append(Month(month, len(sizes), sum(sizes), many, size))
    return told


def _month(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m")


def _last_months(now: int, months: int) -> Sequence[str]:
    today = datetime.fromtimestamp(now / 1000, UTC)
    first = today.year * 12 + today.month - months
    return [f"{index // 12}-{index % 12 + 1:02}" for index in range(first, first + months)]


def weeks_of(topic: str, days: Mapping[int, int], today: int, weeks: int) -> Weeks:
    """Add days up to weeks that end today; days are counted since 1970."""
    first = today - weeks * WEEK + 1
    counts = [0] * weeks
    for day, count in days.items():
        if first <= day <= today:
            counts[(day - first) // WEEK] += count
    return Weeks(topic, tuple(counts))
