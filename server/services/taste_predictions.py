"""What each model says of all things that were read, kept until it or they are others."""

import threading

import numpy as np

from server.core.taste.facts import Places
from server.core.taste.kept import Trained
from server.core.taste.model import Predicted, predicted
from server.services.taste_rows import AT_ONCE, Read, Table


class TastePredictions:
    """The predictions of one model at a time; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._trained: Trained | None = None
        self._series = -1
        self._said = Predicted(np.zeros(0, np.float32), np.zeros(0, np.float32))

    def of(self, trained: Trained, read: Read) -> Predicted:
        """Say how things would be rated; what was said of one by this model is said at once."""
        said = self._all(trained, read.table)
        return Predicted(said.values[read.at], said.unsure[read.at])

    def _all(self, trained: Trained, table: Table) -> Predicted:
        with self._lock:
            if trained is not self._trained or table.series != self._series:
                self._trained, self._series = trained, table.series
                self._said = _predicted(trained, table, 0)
            known = len(self._said.values)
            if known < len(table.rows):
                more = _predicted(trained, table, known)
                self._said = Predicted(
                    np.concatenate([self._said.values, more.values]),
                    np.concatenate([self._said.unsure, more.unsure]),
                )
            return self._said


def _predicted(trained: Trained, table: Table, first: int) -> Predicted:
    parts = [Predicted(np.zeros(0, np.float32), np.zeros(0, np.float32))]
    for begin in range(first, len(table.rows), AT_ONCE):
        some: Places = np.arange(begin, min(begin + AT_ONCE, len(table.rows)))
        held = trained.model.columns(table.rows.rows(some), table.facts.of(some))
        parts.append(predicted(trained.model, held))
    return Predicted(
        np.concatenate([one.values for one in parts]), np.concatenate([one.unsure for one in parts])
    )
