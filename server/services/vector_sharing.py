"""Vectors that several processes search: one of them, who holds the lease, writes them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from server.core.retrieval.entry import Entry

AT_ONCE = 128
"""Passages that are put while searches wait."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What this process may do to vectors that others search too."""

    writes: Callable[[], bool] = lambda: True
    """Tells whether it is this one that makes and deletes them."""
    told: Callable[[], object] = lambda: None
    """Tells the others that some were made."""


ALONE = Sharing()
"""One process has the vectors for itself."""


class Leg(Protocol):
    """A leg of vectors that may have lost them out of sight."""

    lost: bool

    @property
    def waiting(self) -> int:
        """Tell how many passages wait for a vector."""
        ...

    def reopen(self) -> bool:
        """Look anew at what is kept; tell whether that could be done."""
        ...

    def put(self, entries: Sequence[Entry]) -> None:
        """Embed passages behind, those whose text has no vector yet."""
        ...

    def keep_only(self, passages: frozenset[int]) -> None:
        """Remove the vectors of all other passages."""
        ...

    def kick(self) -> None:
        """Try again what waits."""
        ...


def in_step(legs: Sequence[Leg], entries: Iterable[Entry], *, anew: bool) -> None:
    """Try again what waits, and bring legs into step that lost their vectors; `anew`: all."""
    back = [leg for leg in legs if (leg.lost or anew) and leg.reopen()]
    if back:
        passages: set[int] = set()
        for some in in_parts(entries):
            passages.update(each.passage for each in some)
            for leg in back:
                leg.put(some)
        for leg in back:
            leg.keep_only(frozenset(passages))
    for leg in legs:
        if leg.waiting and not leg.lost:
            leg.kick()


def in_parts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Part passages into as many as are put at once."""
    waiting = iter(entries)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
