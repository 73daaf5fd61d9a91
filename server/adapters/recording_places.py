"""The files of recordings, for exports: found by their rows, and put where their rows say."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from server.core.errors import InvalidError, UnavailableError
from server.core.recordings import KINDS

ID = re.compile(r"[0-9a-f]{16}")


class PlacedRecordings:
    """The folder of recordings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._put: list[Path] = []

    def path(self, row: Mapping[str, Any]) -> str:
        """Give the path of a row's file; raises `InvalidError` for a row that can have none."""
        return str(self._place(row))

    def _place(self, row: Mapping[str, Any]) -> Path:
        if not ID.fullmatch(row["id"]) or row["kind"] not in KINDS:
            raise InvalidError("it is no recording of this version.")
        try:
            year = datetime.fromtimestamp(row["created"] / 1000, UTC).year
        except (ValueError, OverflowError, OSError) as error:
            raise InvalidError("it was made at no time.") from error
        return self._folder / str(year) / f"{row['id']}{KINDS[row['kind']].suffix}"

    def put(self, row: Mapping[str, Any], pieces: Iterable[bytes]) -> bool:
        """Store it whole, if its bytes are those that the row names; tell if it was not there."""
        place = self._place(row)
        if place.exists():
            return False
        if row["size"] > KINDS[row["kind"]].most_bytes:
            raise InvalidError("its file is larger than recordings may be.")
        arriving = self._folder / "arriving" / f"{row['id']}.import"
        try:
            arriving.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(arriving.parent).free < row["size"]:
                raise UnavailableError("There is no room for the recordings of this export.")
            _write(arriving, pieces, row["size"], row["sha256"])
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            arriving.replace(place)
        except OSError as error:
            raise UnavailableError(f"{place} cannot be written: {error.strerror}.") from error
        finally:
            arriving.unlink(missing_ok=True)
        self._put.append(place)
        return True

    def take_back(self) -> None:
        """Remove what was put: nothing came of it."""
        while self._put:
            self._put.pop().unlink(missing_ok=True)


def _write(path: Path, pieces: Iterable[bytes], size: int, digest: str) -> None:
    count, found = 0, sha256()
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        for piece in pieces:
            count += len(piece)
            if count > size:
                break
            found.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if (count, found.hexdigest()) != (size, digest):
        raise InvalidError("its file in the archive is not the one that it names.")
