"""The lock of a step: a file that one process holds; the system lets it go when that one dies."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from server.core.errors import UnavailableError


class StepLock:
    """A context; `held` tells whether it is ours."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self.held = False

    def __enter__(self) -> Self:
        """Take it, if nobody has it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Not `w`: the number of who holds it stays until it is ours.
            self._file = self._path.open("a+b")
        except OSError as error:
            raise UnavailableError(f"{self._path} cannot be used: {error.strerror}.") from error
        self.held = _take(self._file)
        if self.held:
            self._file.truncate(0)
            self._file.write(str(os.getpid()).encode())
            self._file.flush()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let it go; the file stays, as another may wait for it by its name."""
        if self._file is not None:
            self._file.close()
        self.held = False

    def holder(self) -> str:
        """Give the number of the process that has it, as far as it is known."""
        try:
            return self._path.read_text(encoding="ascii", errors="replace")[:20]
        except OSError:
            return ""


def held_by(path: Path) -> str:
    """Give the number of the process that holds a lock, empty where none does; takes nothing.

    Only where that process lives is the lock itself tried: a look must not be in the way of a step
    that begins just then.
    """
    import psutil  # noqa: PLC0415  (when somebody looks)

    try:
        told = path.read_text(encoding="ascii", errors="replace")[:20]
        if not told.isdigit() or not psutil.pid_exists(int(told)):
            return ""
        with path.open("r+b") as file:
            return "" if _take(file) else told
    except OSError:
        return ""


if sys.platform == "win32":

    def _take(file: IO[bytes]) -> bool:
        import msvcrt  # noqa: PLC0415

        try:
            # Far behind what is written, so that it can be read meanwhile.
            file.seek(1_000_000)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(file: IO[bytes]) -> bool:
        import fcntl  # noqa: PLC0415

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
