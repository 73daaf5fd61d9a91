"""`LeftCounts` in files of one folder, one for each process that serves."""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from server.core.errors import UnavailableError

STALE = 60
"""Seconds after which a file is of a process that has died."""
ENDING = ".json"


class CountFiles:
    """Keeps them, readable by their owner only."""

    def __init__(self, folder: Path, me: str) -> None:
        """Make nothing yet; `me` names this process as no other that serves is named."""
        self.me, self._folder = me, folder

    def leave(self, text: str) -> None:
        """Put this process's in place of what it left before; raises `UnavailableError`."""
        arriving = self._folder / f"{self.me}.arriving"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place = os.open(arriving, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(place, "w") as file:
                file.write(text)
            arriving.replace(self._own())
        except OSError as error:
            raise UnavailableError(f"Counts cannot be kept: {error.strerror}.") from error

    def others(self) -> Sequence[str]:
        """Give what the others left that still serve; what the dead left is removed."""
        kept = []
        with suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                with suppress(OSError, UnicodeDecodeError):  # it ends just now
                    if path.stat().st_mtime < time.time() - STALE:
                        path.unlink()
                    elif path.suffix == ENDING and path != self._own():
                        kept.append(path.read_text())
        return kept

    def forget(self) -> None:
        """Take this process's away."""
        with suppress(OSError):
            self._own().unlink(missing_ok=True)

    def _own(self) -> Path:
        return self._folder / f"{self.me}{ENDING}"
