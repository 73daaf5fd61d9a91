"""The tables of marked inquiries, and of the moments at which inquiries were answered."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from server.adapters.database.tables import METADATA


def _of(target: str) -> ForeignKey:
    return ForeignKey(f"{target}.id", ondelete="CASCADE")


INQUIRY_MARKS = Table(
    "inquiry_marks",
    METADATA,
    Column("user_id", Integer, _of("users"), primary_key=True, autoincrement=False),
    Column("inquiry_id", String(16), _of("inquiries"), primary_key=True, index=True),
    Column("marked", BigInteger, nullable=False),
)
"""Somebody's, for his next recording."""

INQUIRY_ANSWERS = Table(
    "inquiry_answers",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("inquiry_id", String(16), _of("inquiries"), nullable=False, index=True),
    Column("recording_id", String(16), _of("recordings")),
    Column("performance_id", String(16), _of("performances")),
    Column("at_ms", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    UniqueConstraint("recording_id", "inquiry_id"),
    UniqueConstraint("performance_id", "inquiry_id"),
    CheckConstraint("(recording_id is null) <> (performance_id is null)", name="place"),
    sqlite_autoincrement=True,
)
"""`at_ms`: of the clock of the file or performance, whichever it is."""
