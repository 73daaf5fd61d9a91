"""Brings a database to the schema of this version, one starter at a time.

Alembic costs 10 MB and half a second to import, so it is asked only when there is something to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from server.adapters.database.engine import writing
from server.core.errors import ConflictError, UnavailableError

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent.parent / "migrations"
REVISIONS = sorted(path.stem.split("_")[0] for path in FOLDER.glob("versions/[0-9]*.py"))
HEAD = REVISIONS[-1]

LOCK = 0x7275_6261_746F
"""The number of our PostgreSQL advisory lock: "rubato" in ASCII."""


def migrate(engine: Engine) -> bool:
    """Migrate to the newest schema; tell whether anything was done.

    Raises `ConflictError` for a database that a newer version wrote, `UnavailableError` where it
    does not answer.
    """
    try:
        with engine.connect() as connection:
            if _at_head(connection):
                return False
        with writing(engine) as connection:
            _lock(connection)
            if _at_head(connection):
                return False
            _upgrade(connection)
    except SQLAlchemyError as error:
        raise UnavailableError(f"The database does not answer: {_first_line(error)}") from error
    return True


def schema_of(engine: Engine) -> str | None:
    """Read the schema's version, and change nothing; raises `UnavailableError`."""
    try:
        with engine.connect() as connection:
            return revision(connection)
    except SQLAlchemyError as error:
        raise UnavailableError(f"The database does not answer: {_first_line(error)}") from error


def revision(connection: Connection) -> str | None:
    """Read the schema's version; none in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _at_head(connection: Connection) -> bool:
    found = revision(connection)
    if found is not None and found not in REVISIONS:
        raise ConflictError(
            f"The database was written by a newer Rubato (schema {found}, this one knows {HEAD}); "
            "install that version, or choose another data_dir."
        )
    return found == HEAD


def _lock(connection: Connection) -> None:
    """Keep other starters waiting; on SQLite the write transaction does it already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  (heavy, and needed once)

    command.upgrade(config(connection), "head")


def config(connection: Connection) -> "Config":
    """Make Alembic's configuration for an open connection; no alembic.ini."""
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["connection"] = connection
    return made


def _first_line(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return (str(cause).splitlines() or ["no reason given"])[0]


@dataclass(frozen=True, slots=True)
class Pending:
    """What a migration would do."""

    schema: str | None
    """None: the database is empty."""
    steps: Sequence[str]
    """The captions of the migrations that it lacks, in their order."""


def pending(engine: Engine) -> Pending:
    """Look at what `migrate` would do, and change nothing; raises as it does."""
    try:
        with engine.connect() as connection:
            _at_head(connection)
            found = revision(connection)
    except SQLAlchemyError as error:
        raise UnavailableError(f"The database does not answer: {_first_line(error)}") from error
    lacking = REVISIONS if found is None else REVISIONS[REVISIONS.index(found) + 1 :]
    return Pending(found, [_caption(name) for name in lacking])


def _caption(name: str) -> str:
    (path,) = FOLDER.glob(f"versions/{name}_*.py")
    with path.open(encoding="utf-8") as file:
        return f"{name}  {file.readline().strip().strip(chr(34))}"
