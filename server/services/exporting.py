"""Exports everything that is the owner's into one archive, and takes such archives in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.core.errors import InvalidError
from server.core.export.kinds import RECORDINGS, SETTINGS, chosen, sheets_of
from server.core.export.manifest import Contents, Listed
from server.core.export.rows import Tally, line_of
from server.core.export_ports import (
    ExportArchive,
    ExportSource,
    ExportWriter,
    ImportDatabase,
    RecordingPlaces,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported."""

    kinds: Sequence[str] = ()
    """Empty: everything."""
    secrets: bool = False
    """Also what lets somebody in: hashes of passwords and tokens."""


class Exporting:
    """Writes one archive."""

    def __init__(self, source: ExportSource, places: RecordingPlaces, writer: ExportWriter) -> None:
        self._source, self._places, self._writer = source, places, writer
        self._missing: list[str] = []

    def export(
        self, wanted: Wanted, settings: Mapping[str, Any], made: int, rubato: str
    ) -> Contents:
        """Write everything that is wanted; `made`: ms since 1970, UTC."""
        kinds = chosen(wanted.kinds, self._source.needs())
        tables = [
            self._sheet(sheet.table, secrets=wanted.secrets)
            for kind in kinds
            if kind != SETTINGS
            for sheet in sheets_of(kind, secrets=wanted.secrets)
        ]
        if RECORDINGS in kinds:
            self._files()
        said = self._writer.settings(settings) if SETTINGS in kinds else None
        contents = Contents(
            made, rubato, self._source.revision, tuple(kinds), tuple(tables), said,
            wanted.secrets, tuple(self._missing),
        )  # fmt: skip
        self._writer.finish(contents)
        return contents

    def _sheet(self, table: str, *, secrets: bool) -> Listed:
        rows = self._source.rows(table, secrets=secrets)
        return self._writer.sheet(table, (line_of(row) for row in rows))

    def _files(self) -> None:
        for row in self._source.rows(RECORDINGS, secrets=False):
            if not self._writer.file(row["id"], self._places.path(row)):
                self._missing.append(row["id"])


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do."""

    tallies: Sequence[Tally]
    settings: Mapping[str, Any]
    """Those of the archive; they are shown, and never put over those in force."""

    @property
    def failed(self) -> bool:
        """Tell whether a kind did not come."""
        return any(one.failed for one in self.tallies)


class Importing:
    """Takes one archive in."""

    def __init__(
        self, archive: ExportArchive, database: ImportDatabase, places: RecordingPlaces
    ) -> None:
        self._archive, self._database, self._places = archive, database, places

    def take(self, kinds: Sequence[str], *, dry: bool, secrets: bool) -> Report:
        """Take in the kinds that are asked for, or all; dry: only tell what would come.

        Raises `InvalidError` where anything of the archive is not what its manifest says, before
        anything is changed.
        """
        archive = self._archive
        archive.check()
        if lost := set(kinds) - {*archive.contents.kinds}:
            raise InvalidError(f"This export holds no {min(lost)}.")
        wanted = [name for name in archive.contents.kinds if not kinds or name in kinds]
        settings = archive.settings() if SETTINGS in wanted else {}
        taken = self._taken(wanted, dry=dry, secrets=secrets)
        return Report(taken, settings)

    def _taken(self, wanted: Sequence[str], *, dry: bool, secrets: bool) -> Sequence[Tally]:
        def file(recording: str, row: Mapping[str, Any]) -> bool:
            self._places.path(row)  # refuses a row whose name would lead elsewhere
            return self._archive.has_file(recording) and (
                dry or self._places.put(row, self._archive.file(recording))
            )

        tallies = list[Tally]()
        kept = False
        try:
            with self._database.opened(dry=dry, secrets=secrets) as target:
                for name in self._archive.contents.kinds:
                    if name != SETTINGS and name in wanted:
                        tally = target.kind(name, self._archive.contents, self._lines, file)
                        tallies.append(tally)
                        if tally.failed and name == RECORDINGS:
                            self._places.take_back()
            kept = True
        finally:
            if not kept:
                self._places.take_back()
        return tallies

    def _lines(self, table: str) -> Iterator[bytes]:
        return self._archive.lines(table)
