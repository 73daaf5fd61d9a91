"""Rows and facts of things, each read once: a table that grows, and where things are in it."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from server.core.retrieval_ports import Embedder, Rows
from server.core.taste.facts import Facts, Places, both, facts_of
from server.core.taste.packed import Packed, packed
from server.core.taste.ratings import Thing

AT_ONCE = 1_000
"""Rows that are held whole."""
KEPT = 30_000
"""Things; their rows, of 384 values each, are 45 MB."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of things; what is read later comes behind, in a table of the same series."""

    series: int
    embedder: str
    rows: Packed
    """[n, dimensions]"""
    facts: Facts


class Read(NamedTuple):
    """Things, as they were read."""

    table: Table
    at: Places
    """Where each is in the table."""

    @property
    def rows(self) -> Rows:
        """Give the row of each: [n, dimensions]."""
        return self.table.rows.rows(self.at)

    @property
    def facts(self) -> Facts:
        """Give the facts of each."""
        return self.table.facts.of(self.at)


class TasteRows:
    """Reads things by one embedder; safe between threads."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        """Load nothing yet; the embedder may be another at another time."""
        self._embedder = embedder
        self._made: Embedder | None = None
        self._table: Table | None = None
        # By hashes, salted anew in each process, since whole things would be as much again.
        self._places: dict[int, int] = {}
        self._last: tuple[Sequence[Thing], Read] | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name the embedder."""
        return self._embedder().name

    def of(self, things: Sequence[Thing]) -> Read:
        """Read things; raises `UnavailableError` where the embedder cannot."""
        keys = list(map(hash, things))
        with self._lock:
            embedder = self._embedder()
            if embedder is not self._made or self._table is None:
                self._table = self._begun(embedder)
            new = _new(keys, things, self._places)
            if len(self._places) + len(new) > KEPT:
                self._table = self._begun(embedder)
                new = _new(keys, things, self._places)
            if new:
                self._table = _grown(self._table, list(new.values()), embedder)
                self._places |= {key: at for at, key in enumerate(new, len(self._places))}
            return self._found(self._table, things, keys)

    def known(self, things: Sequence[Thing]) -> Read | None:
        """Give things as they were read; none where one of them was not, by what reads now.

        A tuple cannot change: when the last one comes again, nothing is looked up.
        """
        with self._lock:
            table = self._table
            if table is None or self._embedder() is not self._made:
                return None
            last = self._last
            if last is not None and last[0] is things and last[1].table.series == table.series:
                return Read(table, last[1].at)
            try:
                return self._found(table, things, map(hash, things))
            except KeyError:
                return None

    def _found(self, table: Table, things: Sequence[Thing], keys: Iterable[int]) -> Read:
        places = map(self._places.__getitem__, keys)
        read = Read(table, np.fromiter(places, np.int64, len(things)))
        if isinstance(things, tuple):
            self._last = things, read
        return read

    def unread(self, things: Sequence[Thing]) -> Sequence[Thing]:
        """Give those that were not read yet by the embedder that reads now."""
        keys = list(map(hash, things))
        with self._lock:
            if self._embedder() is not self._made:
                return things
            return list(_new(keys, things, self._places).values())

    def _begun(self, embedder: Embedder) -> Table:
        series = 0 if self._table is None else self._table.series + 1
        self._made = embedder
        self._places, self._last = {}, None
        nothing = packed(np.zeros((0, embedder.dimensions), np.float32))
        return Table(series, embedder.name, nothing, facts_of([]))


def _new(keys: Sequence[int], things: Sequence[Thing], places: dict[int, int]) -> dict[int, Thing]:
    return {key: thing for key, thing in zip(keys, things, strict=True) if key not in places}


def _grown(table: Table, things: Sequence[Thing], embedder: Embedder) -> Table:
    texts = [thing.whole or thing.key for thing in things]
    rows = table.rows
    for first in range(0, len(texts), AT_ONCE):
        rows = rows.with_more(embedder.embed(texts[first : first + AT_ONCE]))
    return Table(table.series, table.embedder, rows, both(table.facts, facts_of(things)))
