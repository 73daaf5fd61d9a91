"""Leaves a note in the audit of what a command did that opens no services."""

import sys
from typing import TYPE_CHECKING

from server.cli.opened import clock, database_url
from server.core.deeds import short

if TYPE_CHECKING:
    from server.core.settings import Settings


def note_deed(settings: "Settings", kind: str, detail: str) -> None:
    """Note it in the database as it is: nothing is migrated, and an older one takes it, too."""
    from sqlalchemy import insert  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from server.adapters.database.engine import open_engine, writing  # noqa: PLC0415
    from server.adapters.database.tables import AUDIT  # noqa: PLC0415

    engine = open_engine(database_url(settings))
    try:
        with writing(engine) as connection:
            row = {"at": clock(), "action": kind, "detail": short(detail)}
            connection.execute(insert(AUDIT).values(row))
    except SQLAlchemyError as error:
        told = f"rubato: warning: the audit could not note it: {type(error).__name__}"
        print(told, file=sys.stderr)
    finally:
        engine.dispose()
