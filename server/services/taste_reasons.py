"""Why things are thought to be liked: told of each once, until the model or the ratings change."""

import threading
from collections.abc import Sequence

import numpy as np

from server.core.retrieval_ports import Rows
from server.core.taste import reasons
from server.core.taste.facts import Places
from server.core.taste.kept import Trained
from server.core.taste.model import parts, predicted
from server.core.taste.ratings import Rating, Thing
from server.services.taste_rated import Rated
from server.services.taste_rows import Read, TasteRows

MOST_COMPARED = 2_000
"""Ratings, the last, among which one is looked for that a thing is like."""


class TasteReasons:
    """The reasons of one user; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._for: tuple[Trained, Rated, int] | None = None
        self._told: dict[int, str] = {}

    def of(
        self, rows: TasteRows, trained: Trained, rated: Rated, things: Sequence[Thing]
    ) -> Sequence[str]:
        """Give the reason of each.

        What is compared is the most of the work of a list, 100 times 1,000 rows of 2,048 values; of
        a list that is asked again it is none.
        """
        read = rows.of(things)
        with self._lock:
            if not self._serves(trained, rated, read.table.series):
                self._for, self._told = (trained, rated, read.table.series), {}
            new = np.array(sorted(set(read.at.tolist()) - self._told.keys()), np.int64)
            if len(new):
                known = rated.ratings[:MOST_COMPARED]
                compared = rows.of([one.thing for one in known]).rows
                found = _told(trained, known, compared, read, new)
                self._told |= zip(new.tolist(), found, strict=True)
            return [self._told[at] for at in read.at.tolist()]

    def _serves(self, trained: Trained, rated: Rated, series: int) -> bool:
        held = self._for
        return held is not None and held[0] is trained and held[1] is rated and held[2] == series


def _told(
    trained: Trained, known: Sequence[Rating], compared: Rows, read: Read, at: Places
) -> list[str]:
    values = np.array([one.value for one in known], np.float32)
    model, rows = trained.model, read.table.rows.rows(at)
    held = model.columns(rows, read.table.facts.of(at))
    would = predicted(model, held).values
    like = reasons.likest(compared, values, model.fitted.mean, rows, would)
    shares = parts(model, held)
    return [
        reasons.reason(
            "" if near is None else _name(known[near].thing),
            None if near is None else known[near].value,
            {name: float(share[row]) for name, share in shares.items()},
        )
        for row, near in enumerate(like)
    ]


def _name(thing: Thing) -> str:
    return (thing.title or thing.text or thing.key)[:80]
