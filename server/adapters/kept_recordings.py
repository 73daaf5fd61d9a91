"""Recordings kept to be played: one folder, each file named by the hash of its own bytes."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from server.core.errors import UnavailableError
from server.core.library.media_types import MEDIA_TYPES


class KeptFolder:
    """Keeps them, readable by its owner only; no name of theirs comes from outside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, sha256: str) -> str | None:
        """Give the path of one, if it is there."""
        for suffix in MEDIA_TYPES:
            path = self._folder / f"{sha256}{suffix}"
            if sha256.isalnum() and path.is_file():
                return str(path)
        return None

    def write(self, sha256: str, suffix: str, content: bytes) -> None:
        """Keep one, whole or not at all; raises `UnavailableError` where there is no room."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, part = tempfile.mkstemp(dir=self._folder, prefix="arriving-")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(part).replace(self._folder / f"{sha256}{suffix}")
            finally:
                Path(part).unlink(missing_ok=True)
        except OSError as error:
            raise UnavailableError(f"It cannot be kept: {error.strerror}.") from error

    def remove(self, sha256: str) -> None:
        """Delete one; what is not there is none."""
        while found := self.find(sha256):
            Path(found).unlink(missing_ok=True)

    def sizes(self) -> Mapping[str, int]:
        """Give the bytes of each, by its hash; what never arrived whole is deleted."""
        if not self._folder.is_dir():
            return {}
        for left in self._folder.glob("arriving-*"):
            left.unlink(missing_ok=True)
        return {path.stem: path.stat().st_size for path in self._folder.iterdir()}
