"""What exports need of the database, of recordings' files and of the archive."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from server.core.export.manifest import Contents, Listed
from server.core.export.rows import Tally


class ExportSource(Protocol):
    """The database as of one moment."""

    @property
    def revision(self) -> str:
        """Give its schema."""
        ...

    def needs(self) -> Mapping[str, Iterable[str]]:
        """Give the tables that each exported table names by a key."""
        ...

    def rows(self, table: str, *, secrets: bool) -> Iterator[Mapping[str, Any]]:
        """Give the rows of a table in the order of its key."""
        ...


class ExportWriter(Protocol):
    """An archive that is being written."""

    def sheet(self, table: str, lines: Iterable[bytes]) -> Listed:
        """Write the rows of a table."""
        ...

    def settings(self, facts: Mapping[str, Any]) -> Listed:
        """Write the settings."""
        ...

    def file(self, recording: str, path: str) -> bool:
        """Put the file of a recording in; tell whether it was there."""
        ...

    def finish(self, contents: Contents) -> None:
        """Write what lies in it."""
        ...


class ExportArchive(Protocol):
    """An archive that is read; it is not trusted."""

    @property
    def contents(self) -> Contents:
        """Give what its manifest says."""
        ...

    def check(self) -> None:
        """Read all of it and compare with the manifest; raises `InvalidError`."""
        ...

    def lines(self, table: str) -> Iterator[bytes]:
        """Give the lines of a table."""
        ...

    def settings(self) -> Mapping[str, Any]:
        """Give the settings."""
        ...

    def has_file(self, recording: str) -> bool:
        """Tell whether the file of a recording lies in it."""
        ...

    def file(self, recording: str) -> Iterator[bytes]:
        """Give the bytes of a recording's file, a piece at a time."""
        ...


class RecordingPlaces(Protocol):
    """Where the files of recordings lie."""

    def path(self, row: Mapping[str, Any]) -> str:
        """Give the path of the file that belongs to a row of `recordings`."""
        ...

    def put(self, row: Mapping[str, Any], pieces: Iterable[bytes]) -> bool:
        """Store the file of a row, of its size and checksum; tell whether it was not there.

        Raises `InvalidError` for other bytes than the row names.
        """
        ...

    def take_back(self) -> None:
        """Remove what was put by this object: nothing came of it."""
        ...


class ImportTarget(Protocol):
    """The database that takes rows in, all in one transaction."""

    def kind(self, name: str, contents: Contents, lines: "LinesOf", files: "TakeFile") -> Tally:
        """Take in a kind, whole or not at all."""
        ...


class LinesOf(Protocol):
    """Gives the lines of a table of the archive."""

    def __call__(self, table: str) -> Iterator[bytes]:
        """Give them."""
        ...


class TakeFile(Protocol):
    """Takes in the file of a recording."""

    def __call__(self, recording: str, row: Mapping[str, Any]) -> bool:
        """Store it at the place of the row that was made here; tell whether it was not there."""
        ...


class ImportDatabase(Protocol):
    """A database that takes exports in."""

    def opened(self, *, dry: bool, secrets: bool) -> AbstractContextManager[ImportTarget]:
        """Open it for one import; dry: nothing of it is kept; secrets: also what lets one in."""
        ...
