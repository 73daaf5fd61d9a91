"""A seal over Chroma's folder: what its files held when they were last written.

An index whose bytes are others was torn by a crash or damaged on the disk; Chroma, when it
reads it then, may end the whole process. Files are told by their size and SHA-256.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from hashlib import file_digest
from pathlib import Path

SEAL = "rubato.seal"
MARKER = "index_metadata.pickle"
"""What is written last, and only then: without it a folder holds no index yet."""


DATABASE = "chroma.sqlite3"
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
LOCK = "rubato.lock"
ROOM = 50_000_000
"""Bytes that must be free before what is there is dropped to be made again."""


class FolderSeal:
    """The seal of one folder of indices, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._seal = folder, folder / SEAL
        self._told: Mapping[str, float] | None = None

    def broken(self) -> bool:
        """Tell whether anything is other than it was sealed; what was never sealed is not."""
        return _is_damaged(self._folder / DATABASE) or self._differs()

    def _differs(self) -> bool:
        try:
            sealed = json.loads(self._seal.read_text())
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            return True
        return bool(sealed != self._read())

    def has_room(self) -> bool:
        """Tell whether it could be made again there: else nothing of what is there is dropped."""
        there = self._folder
        return os.access(there, os.W_OK) and shutil.disk_usage(there).free > ROOM

    def empty(self) -> None:
        """Drop what is there, but for the lock: all of it is made again from the database."""
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != LOCK:
                path.unlink(missing_ok=True)

    def renew(self) -> None:
        """Seal again, where files were written since; a full disk leaves the old seal."""
        told = self._written()
        if told == self._told:
            return
        arriving = self._seal.with_suffix(".arriving")
        try:
            arriving.write_text(json.dumps(self._read()))
            arriving.replace(self._seal)
            self._told = told
        except OSError:
            arriving.unlink(missing_ok=True)

    def _written(self) -> Mapping[str, float]:
        return {path.parent.name: path.stat().st_mtime for path in self._folder.glob(f"*/{MARKER}")}

    def _read(self) -> Mapping[str, object]:
        """Describe the files of every index that is there."""
        found = {}
        for name in self._written():
            for path in sorted((self._folder / name).iterdir()):
                with path.open("rb") as file:
                    told = [path.stat().st_size, file_digest(file, "sha256").hexdigest()]
                found[f"{name}/{path.name}"] = told
        return found


def _is_damaged(database: Path) -> bool:
    """Ask SQLite, before Chroma reads it; what a disk refuses says nothing of damage."""
    if not database.is_file():
        return any(each.is_dir() for each in database.parent.iterdir())
    try:
        asked = f"{database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(asked, uri=True)) as opened:
            told: tuple[str] = opened.execute("PRAGMA quick_check(1)").fetchone()
            return told != ("ok",)
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", 0)
        return (code & 0xFF) in DAMAGE
