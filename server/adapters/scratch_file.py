"""A file that is there as long as something is done with it, in a folder of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.core.errors import UnavailableError


class ScratchFile:
    """One such file; it is made by whoever writes it first."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> str:
        """Where it is."""
        return str(self._path)

    def write(self, content: bytes) -> None:
        """Put something into it; raises `UnavailableError` where there is no room."""
        try:
            self._path.write_bytes(content)
        except OSError as error:
            raise UnavailableError(
                f"The recording cannot be stored for a while: {error.strerror}."
            ) from error


@contextmanager
def scratch_file() -> Iterator[ScratchFile]:
    """Give a place for one; nothing of it is left."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="rubato-")
    except OSError as error:
        raise UnavailableError(f"There is no room for a file: {error.strerror}.") from error
    with folder as name:
        yield ScratchFile(Path(name) / "recording")
