"""Facts of things, as arrays: what any model reads of them besides their words, told only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from server.core.taste.ratings import KINDS, Thing

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of n things, each [n]."""

    words: Numbers
    wording: Numbers
    """Characters of a word, the mean."""
    made: Numbers
    """Milliseconds since 1970, UTC; not a number where nobody knows."""
    kinds: Places
    """In `KINDS`."""
    sites: Places
    """In `names`."""
    names: Sequence[str]
    """Sites; of things that have none, it is empty."""

    def __len__(self) -> int:
        """Tell how many things these are of."""
        return len(self.words)

    def of(self, chosen: Places) -> "Facts":
        """Give those of some of the things."""
        return Facts(
            self.words[chosen],
            self.wording[chosen],
            self.made[chosen],
            self.kinds[chosen],
            self.sites[chosen],
            self.names,
        )


def facts_of(things: Sequence[Thing]) -> Facts:
    """Tell the facts of things."""
    lengths = [_lengths(thing.whole) for thing in things]
    sites = [site_of(thing) for thing in things]
    at = {site: number for number, site in enumerate(dict.fromkeys(sites))}
    return Facts(
        np.array([words for words, _ in lengths], np.float64),
        np.array([wording for _, wording in lengths], np.float64),
        np.array([np.nan if one.made is None else one.made for one in things], np.float64),
        np.array([KINDS.index(one.kind) for one in things], np.int64),
        np.array([at[site] for site in sites], np.int64),
        tuple(at),
    )


def both(first: Facts, second: Facts) -> Facts:
    """Put facts behind others."""
    names = tuple(dict.fromkeys([*first.names, *second.names]))
    at = {site: number for number, site in enumerate(names)}
    moved = np.array([at[site] for site in second.names], np.int64)
    return Facts(
        np.concatenate([first.words, second.words]),
        np.concatenate([first.wording, second.wording]),
        np.concatenate([first.made, second.made]),
        np.concatenate([first.kinds, second.kinds]),
        np.concatenate([first.sites, moved[second.sites]]),
        names,
    )


def site_of(thing: Thing) -> str:
    """Give the host of where it is; empty where it has none."""
    try:
        return (urlsplit(thing.address or thing.key).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _lengths(text: str) -> tuple[int, float]:
    words = text.split()
    return len(words), sum(map(len, words)) / len(words) if words else 0.0
