"""Keeps trained tastes, a file of arrays for each user; what somebody else put there is no code."""

import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from server.core.errors import UnavailableError

LARGEST = 64_000_000
"""Bytes; ours have about one million."""


class TasteFolder:
    """A `ModelFiles`."""

    def __init__(self, folder: Path, told: Callable[[int], object] = lambda _user: None) -> None:
        """Make nothing yet; tell whose changed, for other processes that read them."""
        self._folder, self._told = folder, told

    def load(self, user_id: int) -> Mapping[str, Any] | None:
        """Give somebody's; none where there is none, or it cannot be read."""
        path = self._path(user_id)
        try:
            with zipfile.ZipFile(path) as packed:
                if sum(one.file_size for one in packed.infolist()) > LARGEST:
                    return None
            with np.load(path, allow_pickle=False) as found:
                return dict(found)
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            return None

    def save(self, user_id: int, arrays: Mapping[str, Any]) -> None:
        """Keep somebody's, whole or not at all; raises `UnavailableError` without room."""
        path = self._path(user_id)
        coming = path.with_suffix(f".{os.getpid()}.coming")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with coming.open("wb") as file:
                np.savez_compressed(file, **arrays)
            coming.replace(path)
        except OSError as error:
            coming.unlink(missing_ok=True)
            raise UnavailableError(f"The taste cannot be kept: {error.strerror}.") from error
        self._told(user_id)

    def remove(self, user_id: int) -> None:
        """Delete somebody's."""
        self._path(user_id).unlink(missing_ok=True)
        self._told(user_id)

    def _path(self, user_id: int) -> Path:
        return self._folder / f"{user_id:d}.npz"
