"""The files of recordings: whole ones by year, those on their way in a folder of their own."""

import os
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from server.core.errors import NotFoundError, UnavailableError
from server.core.recordings import KINDS, Recording


class RecordingFolder:
    """Keeps them below one folder, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, recording: Recording, offset: int, piece: bytes) -> None:
        """Write a piece at its place; what came after it is no more."""
        path = self._partial(recording)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
                file.seek(offset)
                file.write(piece)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UnavailableError(
                f"The recording cannot be written ({error.strerror}); make room, and send on."
            ) from error

    def finish(self, recording: Recording) -> bool:
        """Put it where whole ones lie, if its bytes are those that were announced.

        It is so too where that was done before, and only the database did not hear of it.
        """
        partial, whole = self._partial(recording), self._whole(recording)
        if not partial.exists():
            return whole.exists()
        with partial.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != recording.announced.sha256:
                return False
        whole.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.replace(whole)
        return True

    def path(self, recording: Recording) -> str:
        """Say where a whole one lies."""
        whole = self._whole(recording)
        if not whole.is_file():
            raise NotFoundError(f"The file of this recording is gone from {whole.parent}.")
        return str(whole)

    def read(self, recording: Recording) -> bytes:
        """Give the bytes of a whole one."""
        return Path(self.path(recording)).read_bytes()

    def beginning(self, recording: Recording, count: int) -> bytes:
        """Give its first bytes, as far as they have arrived."""
        partial = self._partial(recording)
        with (partial if partial.exists() else self._whole(recording)).open("rb") as file:
            return file.read(count)

    def remove(self, recording: Recording) -> None:
        """Delete what there is of it."""
        for path in (self._partial(recording), self._whole(recording)):
            path.unlink(missing_ok=True)

    def _partial(self, recording: Recording) -> Path:
        return self._folder / "arriving" / recording.id

    def _whole(self, recording: Recording) -> Path:
        year = datetime.fromtimestamp(recording.created / 1000, UTC).year
        suffix = KINDS[recording.announced.kind].suffix
        return self._folder / str(year) / f"{recording.id}{suffix}"
