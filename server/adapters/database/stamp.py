"""What SQLite says of itself that is another value after anything was committed.

<https://www.sqlite.org/pragma.html#pragma_data_version>
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Engine


class SqliteStamp:
    """Looks over a connection of its own, on which nothing is ever written, while it is entered.

    That another connection committed, of this process or of another one, changes the value; it
    costs some microseconds and, a log being written ahead, waits for nobody.
    """

    def __init__(self, engine: Engine) -> None:
        sqlite = engine.url.get_backend_name() == "sqlite"
        self._file = Path(engine.url.database) if sqlite and engine.url.database else None
        self._connection: sqlite3.Connection | None = None
        self._opened = 0
        self._asking = Lock()

    async def __aenter__(self) -> Self:
        """Open the connection; there is none to PostgreSQL, nor where it cannot be opened."""
        self._opened += 1
        if self._file is not None:
            with suppress(sqlite3.Error):  # who reads the database itself is told what is wrong
                self._connection = sqlite3.connect(
                    f"{self._file.resolve().as_uri()}?mode=ro",
                    timeout=0,
                    isolation_level=None,
                    check_same_thread=False,  # threads that search ask, too, one at a time
                    uri=True,
                )
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close it: the last one to close puts the log into the database."""
        with self._asking:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __call__(self) -> int | None:
        """Give the value; nothing where the database cannot say, just then or ever."""
        with self._asking:
            if self._connection is None:
                return None
            try:
                (value,) = self._connection.execute("PRAGMA data_version").fetchone()
            except sqlite3.Error:
                return None
            # A connection counts from its own beginning: the same number of another is another one.
            return self._opened << 32 | int(value)
