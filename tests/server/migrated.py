"""An empty database of the newest schema, for tests of what is done with it.

Playing all migrations takes a tenth of a second, and thousands of tests want one; so they are
played once for each process, and the file is copied. Tests of migrations play them themselves.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from server.adapters.database import migrate, open_engine


def migrated(engine: Engine) -> None:
    """Bring a database to the newest schema; in place of an empty SQLite file comes a copy."""
    if engine.dialect.name == "sqlite":
        file = Path(engine.url.database or "")
        if file.stat().st_size == 0:
            file.write_bytes(_played())
    migrate(engine)  # which plays whatever a copy would lack


@cache
def _played() -> bytes:
    with TemporaryDirectory(prefix="rubato-") as folder:
        file = Path(folder) / "rubato.db"
        engine = open_engine(f"sqlite:///{file}")
        migrate(engine)
        engine.dispose()  # the last connection moves the journal into the file
        return file.read_bytes()
