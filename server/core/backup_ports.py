"""What backups need of the database, of folders, and of models and voices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from server.core.backup.manifest import Engine, Filed, Manifest, Part


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy of the database holds."""

    revision: str
    rows: Mapping[str, int]


class DatabaseCopier(Protocol):
    """Copies a database that is in use, and puts a copy back; copies are named by their paths."""

    @property
    def engine(self) -> Engine:
        """Give what kind of database it is."""
        ...

    def copy(self, to: str) -> Copied:
        """Write all of it as of one moment to a file; raises `UnavailableError`."""
        ...

    def look(self, copy: str) -> Copied:
        """Put a copy into a place of its own, check it through and through, and count its rows.

        Raises `InvalidError` for one that is damaged.
        """
        ...

    def put_back(self, copy: str) -> str | None:
        """Make the database what the copy is; give where the one before it lies now.

        Raises `ConflictError` where the database is not one that may be replaced.
        """
        ...


class BackupRoom(Protocol):
    """Where one backup is being made."""

    @property
    def database(self) -> str:
        """Give the path for the copy of the database."""
        ...

    def finish(self, manifest: Manifest) -> None:
        """Write what lies in it."""
        ...


class BackupShelf(Protocol):
    """The folder where backups lie."""

    def names(self) -> Sequence[str]:
        """List the whole backups, the oldest first."""
        ...

    def verified(self) -> Sequence[str]:
        """List those that were restored to try, and were right."""
        ...

    def room(self, name: str) -> AbstractContextManager[BackupRoom]:
        """Give a room to make a backup in; it gets its name when the block ends well."""
        ...

    def manifest(self, name: str) -> Manifest:
        """Read what lies in one; raises `NotFoundError` and `InvalidError`."""
        ...

    def database(self, name: str) -> str:
        """Give the path of its database, whose bytes are as they were; raises `InvalidError`."""
        ...

    def mark_verified(self, name: str) -> None:
        """Note that it was tried, and was right."""
        ...

    def filed(self, place: str, path: str) -> Filed:
        """Describe a file."""
        ...

    def keep(self, files: Iterable[tuple[str, str]]) -> tuple[Sequence[Filed], Sequence[str]]:
        """Put files (place below data_dir, path) into the pool; give them, and those gone."""
        ...

    def pooled(self, filed: Filed) -> str:
        """Give where the pool has a file; raises `InvalidError` where it is not, or damaged."""
        ...

    def remove(self, name: str) -> None:
        """Delete a backup."""
        ...

    def sweep(self) -> int:
        """Delete what no backup names any more; tell how many bytes that freed."""
        ...


class DataFiles(Protocol):
    """The files below data_dir that are backed up beside the database."""

    def listed(self) -> Iterable[tuple[str, str]]:
        """List them: place below data_dir with slashes, path."""
        ...

    def set_aside(self) -> None:
        """Move away what was made from the database that is replaced; it is made again."""
        ...

    def put(self, filed: Filed, source: str) -> bool:
        """Put one back; tell whether it was not there. One with other bytes is moved aside."""
        ...


Parts = Callable[[], tuple[Sequence[Part], Sequence[str]]]
"""Lists models and voices, and says of which places it could not ask."""
