"""The table of wishes to be an admin, as the newest migration leaves it."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from server.adapters.database.tables import METADATA

OPEN = text("state = 'open'")

WISHES = Table(
    "wishes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("why", Text, nullable=False),
    Column("asked", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered", BigInteger),
    Column("by", String(32), nullable=False, server_default=""),
    Column("seen", BigInteger),
    CheckConstraint("state in ('open', 'granted', 'refused')", name="state"),
    # So it is in PostgreSQL too, by its migration; to name its own word here would load it for all.
    Index("ix_wishes_open", "user_id", unique=True, sqlite_where=OPEN),
)
"""Nobody has two that are open."""
