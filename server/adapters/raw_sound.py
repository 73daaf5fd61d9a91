"""A recording as raw sound on disk: 16-bit, one channel; read block by block, or a part of it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from server.core.noise import Samples


class RawSound:
    """Reads one file."""

    def __init__(self, file: Path, rate: int) -> None:
        self._file, self._rate = file, rate
        self._count = file.stat().st_size // 2

    @property
    def length_ms(self) -> int:
        """Say how long it is."""
        return self._count * 1000 // self._rate

    def blocks(self) -> Iterator[Samples]:
        """Give a second at a time."""
        for at in range(0, self._count, self._rate):
            yield self._read(at, self._rate)

    def part(self, start_ms: int, end_ms: int) -> Samples:
        """Give what is between two times."""
        start, end = (ms * self._rate // 1000 for ms in (start_ms, end_ms))
        return self._read(start, max(end - start, 0))

    def _read(self, start: int, count: int) -> Samples:
        return np.fromfile(self._file, "<i2", count, offset=2 * start).astype(np.float64)
