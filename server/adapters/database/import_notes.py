"""What an import remembers of rows, in a scratch database: a large store needs no large memory."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

MADE = """
CREATE TABLE met (tbl TEXT, there TEXT, here, state TEXT, PRIMARY KEY (tbl, there)) WITHOUT ROWID;
CREATE TABLE times (tbl TEXT, known TEXT, count INTEGER, PRIMARY KEY (tbl, known)) WITHOUT ROWID;
"""
CONFLICT, SAME, NEW, LOST = "conflict", "same", "new", "lost"


class Notes:
    """Which row here each row there is, and how often each was met."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="rubato-import-")
        self._kept = sqlite3.connect(Path(self._folder.name) / "notes.db", isolation_level=None)
        self._kept.execute("PRAGMA journal_mode=OFF")
        self._kept.execute("PRAGMA synchronous=OFF")
        self._kept.executescript(MADE)
        self._kept.execute("BEGIN")

    def close(self) -> None:
        """Forget all of it."""
        self._kept.close()
        self._folder.cleanup()

    def note(self, table: str, there: Any, here: Any, state: str) -> None:
        """Note which row here a row there is."""
        row = (table, repr(there), here, state)
        self._kept.execute("INSERT OR REPLACE INTO met VALUES (?, ?, ?, ?)", row)

    def of(self, table: str, there: Any) -> tuple[Any, str] | None:
        """Give the row here, and what became of it; none: it was not in the archive."""
        asked = "SELECT here, state FROM met WHERE tbl = ? AND there = ?"
        found: tuple[Any, str] | None = self._kept.execute(asked, (table, repr(there))).fetchone()
        return found

    def again(self, table: str, known: str) -> int:
        """Count a row that is known by these values; tell how many came before it."""
        asked = """INSERT INTO times VALUES (?, ?, 1)
        ON CONFLICT (tbl, known) DO UPDATE SET count = count + 1 RETURNING count"""
        (count,) = self._kept.execute(asked, (table, known)).fetchone()
        return int(count) - 1
