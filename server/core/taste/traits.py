"""Traits: what a thing is besides what it says: how long, of which kind and site, how old."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval_ports import Rows
from server.core.taste.facts import Facts
from server.core.taste.ratings import KINDS, Kind

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

    def rows(self, facts: Facts) -> Rows:
        """Give the traits of things: [n, columns], each number around 0, its spread about 1."""
        rows: Rows = np.zeros((len(facts), len(self.names)), np.float32)
        numbers = _numbers(facts, self.now)
        around = (numbers - np.array(self.middle)) / np.array(self.spread)
        rows[:, : numbers.shape[1]] = np.clip(around, -FAR, FAR)
        # Around what it is of the rated: where all of them are alike, it tells nothing.
        rows[:, 1] = np.minimum(rows[:, 0] ** 2 - np.float32(self.middle[1]), FAR)
        for column, kind in enumerate(self.kinds, len(NUMBERS)):
            rows[:, column] = facts.kinds == KINDS.index(kind)
        first = len(NUMBERS) + len(self.kinds)
        at = {site: column for column, site in enumerate(self.sites, first)}
        columns = np.array([at.get(site, -1) for site in facts.names], np.int64)[facts.sites]
        held = np.flatnonzero(columns >= 0)
        rows[held, columns[held]] = 1
        return rows


def frame_of(facts: Facts, now: int) -> Frame:
    """Learn the frame from what was rated."""
    numbers = _numbers(facts, now)
    spread = np.maximum(numbers.std(axis=0), NARROWEST)
    sites = Counter(facts.names[site] for site in facts.sites.tolist())
    held = set(facts.kinds.tolist())
    known = tuple(kind for at, kind in enumerate(KINDS) if at in held)
    often = [(site, count) for site, count in sites.most_common() if site and count > 1]
    named = tuple(sorted(site for site, _ in often[:SITES]))
    middle = numbers.mean(axis=0)
    lengths = np.clip((numbers[:, 0] - middle[0]) / spread[0], -FAR, FAR)
    middle[1] = (lengths**2).mean()
    return Frame(known, named, tuple(middle.tolist()), tuple(spread.tolist()), now)


def _numbers(facts: Facts, now: int) -> npt.NDArray[np.float64]:
    """Give what `NUMBERS` names: [n, 5]."""
    known = ~np.isnan(facts.made)
    days = np.where(known, np.maximum(0.0, now - np.nan_to_num(facts.made)) / DAY, 0.0)
    nothing = np.zeros(len(facts))
    return np.stack([np.log1p(facts.words), nothing, facts.wording, np.log1p(days), known], axis=1)
