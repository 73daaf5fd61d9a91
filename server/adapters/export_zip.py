"""Exports as zip archives: written whole or not at all, and read without trusting them."""

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from server.core.errors import ConflictError, InvalidError, UnavailableError
from server.core.export.manifest import (
    LARGEST_MANIFEST,
    LONGEST_LINE,
    PLACE,
    SETTINGS_PLACE,
    Contents,
    Listed,
    check_places,
    place_of,
    place_of_file,
    read,
    written,
)

AT_ONCE = 1_000_000
"""Bytes that are read at once."""
MOST_FILES = 10_000_000
KINDS_OF_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""All that reading a forged archive was seen to raise, seeks to nowhere among it."""


class ZipWriter:
    """An archive that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def sheet(self, table: str, lines: Iterable[bytes]) -> Listed:
        """Write the rows of a table, a line each."""
        return self._lines(place_of(table), table, lines)

    def settings(self, facts: Mapping[str, Any]) -> Listed:
        """Write the settings."""
        text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return self._lines(SETTINGS_PLACE, "settings", [text.encode()])

    def file(self, recording: str, path: str) -> bool:
        """Put the file of a recording in as it is; it is packed already."""
        try:
            with Path(path).open("rb") as source, self._open(place_of_file(recording), 0) as into:
                while piece := source.read(AT_ONCE):
                    into.write(piece)
        except FileNotFoundError:
            return False
        return True

    def finish(self, contents: Contents) -> None:
        """Write what lies in it."""
        with self._open(PLACE, zipfile.ZIP_DEFLATED) as into:
            into.write(written(contents).encode())

    def _lines(self, place: str, name: str, lines: Iterable[bytes]) -> Listed:
        rows, size, digest = 0, 0, sha256()
        with self._open(place, zipfile.ZIP_DEFLATED) as into:
            for line in lines:
                rows, size = rows + 1, size + len(line)
                digest.update(line)
                into.write(line)
        return Listed(name, rows, size, digest.hexdigest())

    def _open(self, place: str, packing: int) -> IO[bytes]:
        described = zipfile.ZipInfo(place)
        described.compress_type = packing
        described.external_attr = 0o600 << 16
        return self._archive.open(described, "w", force_zip64=True)


@contextmanager
def zip_writer(path: Path) -> Iterator[ZipWriter]:
    """Write an archive that only its owner reads; it is there whole, or not at all."""
    if path.exists():
        raise ConflictError(f"{path} is there already; name another file.")
    arriving = path.with_name(path.name + ".arriving")
    try:
        place = os.open(arriving, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        try:
            with os.fdopen(place, "w+b") as file:
                with zipfile.ZipFile(file, "w") as archive:
                    yield ZipWriter(archive)
                file.flush()
                os.fsync(file.fileno())
            arriving.replace(path)
        finally:
            arriving.unlink(missing_ok=True)
    except OSError as error:
        raise UnavailableError(f"{path} cannot be written: {error.strerror}.") from error


class ZipArchive:
    """An archive that is read."""

    def __init__(self, archive: zipfile.ZipFile, revisions: Sequence[str]) -> None:
        self._archive = archive
        infos = archive.infolist()
        names = [one.filename for one in infos]
        if len(infos) > MOST_FILES or len(names) != len(set(names)) or PLACE not in names:
            raise InvalidError("This is no export of Rubato.")
        for one in infos:
            if one.flag_bits & ENCRYPTED or one.compress_type not in KINDS_OF_PACKING:
                raise InvalidError("This export is packed or locked in a way that no export is.")
        if archive.getinfo(PLACE).file_size > LARGEST_MANIFEST:
            raise InvalidError("The manifest of this export is damaged.")
        with _reading(), archive.open(PLACE) as manifest:
            self.contents = read(_text(manifest.read(LARGEST_MANIFEST + 1)), revisions)
        sizes = {one.filename: (one.file_size, one.compress_size) for one in infos}
        check_places(self.contents, sizes)

    def check(self) -> None:
        """Read every table and compare with the manifest; files are checked as they are taken."""
        for one in self.contents.tables:
            self._check(place_of(one.table), one)
        if self.contents.settings is not None:
            self._check(SETTINGS_PLACE, self.contents.settings, one=True)

    def _check(self, place: str, listed: Listed, *, one: bool = False) -> None:
        rows, size, digest = 0, 0, sha256()
        for line in self._lines(place):
            rows, size = rows + 1, size + len(line)
            digest.update(line)
        if (size, digest.hexdigest()) != (listed.size, listed.sha256):
            raise InvalidError(f"In this export {place} is damaged.")
        if not one and rows != listed.rows:
            raise InvalidError(f"In this export {place} has {rows} rows, and not {listed.rows}.")

    def lines(self, table: str) -> Iterator[bytes]:
        """Give the lines of a table."""
        return self._lines(place_of(table))

    def settings(self) -> Mapping[str, Any]:
        """Give the settings."""
        with _reading(), self._archive.open(SETTINGS_PLACE) as source:
            try:
                told = json.loads(_text(source.read(LARGEST_MANIFEST)))
            except (ValueError, RecursionError) as error:
                raise InvalidError("The settings of this export are damaged.") from error
        if not isinstance(told, dict):
            raise InvalidError("The settings of this export are damaged.")
        return told

    def has_file(self, recording: str) -> bool:
        """Tell whether the file of a recording lies in it."""
        return place_of_file(recording) in self._archive.NameToInfo

    def file(self, recording: str) -> Iterator[bytes]:
        """Give the bytes of a recording's file, a piece at a time."""
        with _reading(), self._archive.open(place_of_file(recording)) as source:
            while piece := source.read(AT_ONCE):
                yield piece

    def _lines(self, place: str) -> Iterator[bytes]:
        with _reading(), self._archive.open(place) as source:
            while line := source.readline(LONGEST_LINE):
                if not line.endswith(b"\n"):
                    raise InvalidError(f"In this export {place} has a line without end.")
                yield line


@contextmanager
def zip_archive(path: Path, revisions: Sequence[str]) -> Iterator[ZipArchive]:
    """Open an archive; raises `InvalidError` for what is none, or names what it must not."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        with _reading():
            archive = zipfile.ZipFile(file)
        with archive:
            yield ZipArchive(archive, revisions)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise InvalidError("This export is damaged, or it is none.") from error


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise InvalidError("This export is damaged, or it is none.") from error
