"""A bar: what a figure of a benchmark must be, and how it is found in what the benchmark prints.

A benchmark in Python and one in JavaScript are judged alike, and one that prints no figure (a part
is missing) is told from one that misses its bar.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
    "=": operator.eq,
}

NUMBER = r"(\d[\d.,]*)"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure must be; `line` finds each of its values as its one group."""

    what: str
    sense: str
    limit: float
    line: str

    def figures(self, printed: str) -> list[float]:
        """Give what was printed of it: none, or one for each line."""
        found = re.findall(self.line, printed, re.MULTILINE)
        return [float(each.replace(",", "")) for each in found]

    def worst(self, figures: list[float]) -> float:
        """Give the figure that is nearest to missing the bar, or misses it most."""
        return min(figures) if self.sense in ">≥" else max(figures)

    def holds(self, figure: float) -> bool:
        """Tell whether a figure is within the bar."""
        return HOLDS[self.sense](figure, self.limit)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One file of this folder, what it shows, and its bars."""

    file: str
    caption: str
    bars: tuple[Bar, ...] = ()

    @property
    def name(self) -> str:
        """What one types to run it; the two of one name run together."""
        return self.file.partition(".")[0]


def after(name: str, nth: int = 1) -> str:
    """Find the nth number of the line that begins with a name, those in the name not counted."""
    return rf"^ *{re.escape(name)}(?:[^\d\n]+[\d.,]+){{{nth - 1}}}[^\d\n]+{NUMBER}"


def before(words: str) -> str:
    """Find the number that stands before some words."""
    return rf"^ *{NUMBER} {re.escape(words)}"
