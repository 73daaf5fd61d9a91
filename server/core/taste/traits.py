"""Traits: what a thing is besides what it says: how long, of which kind and site, how old."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from urllib.parse import urlsplit

import numpy as np

from server.core.retrieval_ports import Rows
from server.core.taste.ratings import KINDS, Kind, Thing

DAY = 24 * 3_600_000
"""Milliseconds."""
SITES = 40
"""Sites that are told apart at most, the commonest of what was rated."""
NUMBERS = ("length", "length", "wording", "age", "age")
"""What each of the first columns tells of: words and their square, characters a word, days, and
whether these are known."""
NARROWEST = 0.5
"""How far a number is taken to spread at least: few ratings may all be alike."""
FAR = 3.0
"""What is farther from the mean than so many spreads says no more."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What traits are told in: the columns, and how they are measured."""

    kinds: tuple[Kind, ...]
    sites: tuple[str, ...]
    middle: tuple[float, ...]
    """Of each number, its mean; and how far it spreads."""
    spread: tuple[float, ...]
    now: int
    """Ages are from here; milliseconds since 1970, UTC."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name the columns."""
        kinds = [f"kind {kind}" for kind in self.kinds]
        return (*NUMBERS, *kinds, *(f"site {site}" for site in self.sites))

    def rows(self, things: Sequence[Thing]) -> Rows:
        """Give the traits of things: [n, columns], each number around 0, its spread about 1."""
        rows: Rows = np.zeros((len(things), len(self.names)), np.float32)
        if not things:
            return rows
        numbers = _numbers(things, self.now)
        around = (numbers - np.array(self.middle)) / np.array(self.spread)
        rows[:, : numbers.shape[1]] = np.clip(around, -FAR, FAR)
        rows[:, 1] = rows[:, 0] ** 2 - 1
        at = {name: column for column, name in enumerate(self.names)}
        for row, thing in zip(rows, things, strict=True):
            for name in (f"kind {thing.kind}", f"site {site_of(thing)}"):
                if name in at:
                    row[at[name]] = 1
        return rows


def frame_of(things: Sequence[Thing], now: int) -> Frame:
    """Learn the frame from what was rated."""
    numbers = _numbers(things, now)
    spread = np.maximum(numbers.std(axis=0), NARROWEST)
    sites = Counter(filter(None, map(site_of, things)))
    known = tuple(kind for kind in KINDS if any(thing.kind == kind for thing in things))
    named = tuple(sorted(site for site, often in sites.most_common(SITES) if often > 1))
    middle = numbers.mean(axis=0)
    return Frame(known, named, tuple(middle.tolist()), tuple(spread.tolist()), now)


def site_of(thing: Thing) -> str:
    """Give the host of where it is; empty where it has none."""
    try:
        return (urlsplit(thing.address or thing.key).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _numbers(things: Sequence[Thing], now: int) -> Rows:
    return np.array([_number(thing, now) for thing in things], np.float32)


def _number(thing: Thing, now: int) -> tuple[float, ...]:
    words = thing.whole.split()
    wording = sum(map(len, words)) / len(words) if words else 0.0
    days = 0.0 if thing.made is None else max(0, now - thing.made) / DAY
    return (log1p(len(words)), 0.0, wording, log1p(days), float(thing.made is not None))
