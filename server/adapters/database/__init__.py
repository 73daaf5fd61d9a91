"""The database: SQLite in one file by default, PostgreSQL by URL."""

from server.adapters.database import (  # noqa: F401  (METADATA has them, too)
    account_tables,
    comment_tables,
    mark_tables,
    performance_tables,
    shared_tables,
)
from server.adapters.database.engine import open_engine
from server.adapters.database.migrate import HEAD, migrate, schema_of
from server.adapters.database.store import Database

__all__ = ["HEAD", "Database", "migrate", "open_engine", "schema_of"]
