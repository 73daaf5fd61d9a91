"""Performances: several files on one clock, takes, what is said, topics, and every change."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make them."""
    _performances()
    _tracks()
    _parts()
    _topics()
    _edits()


def downgrade() -> None:
    """Drop them."""
    for name in (
        "performance_edits",
        "performance_topics",
        "said_lines",
        "takes",
        "performance_tracks",
        "performances",
    ):
        op.drop_table(name)


def _number(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.BigInteger, nullable=False)


def _key(table: str, column: str, target: str, ondelete: str = "CASCADE") -> Any:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=ondelete)


def _part_of(table: str) -> list[Any]:
    """Give what tables of parts begin with."""
    return [
        _number("id"),
        sa.Column("performance_id", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _key(table, "performance_id", "performances.id"),
    ]


def _performances() -> None:
    op.create_table(
        "performances",
        sa.Column("id", sa.String(16), nullable=False),
        _number("user_id"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("video", sa.String(200), nullable=False, server_default=""),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("in_library", sa.Boolean, nullable=False),
        _moment("recorded"),
        _moment("created"),
        _number("version"),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_performances"),
        _key("performances", "user_id", "users.id"),
    )
    op.create_index("ix_performances_user_id", "performances", ["user_id"])
    op.create_index("ix_performances_video", "performances", ["video"])
    op.create_index("ix_performances_recorded", "performances", ["recorded", "id"])


def _tracks() -> None:
    table = "performance_tracks"
    op.create_table(
        table,
        *_part_of(table),
        _number("user_id"),
        sa.Column("recording_id", sa.String(16), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        _moment("offset_ms"),
        sa.Column("feedback", sa.Boolean, nullable=False),
        sa.Column("languages", sa.Text, nullable=False, server_default="[]"),
        _number("version"),
        _key(table, "user_id", "users.id"),
        _key(table, "recording_id", "recordings.id"),
        sa.UniqueConstraint("performance_id", "recording_id", name=f"uq_{table}_performance_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{table}_recording_id", table, ["recording_id"])


def _parts() -> None:
    op.create_table(
        "takes",
        *_part_of("takes"),
        _number("number"),
        sa.Column("name", sa.String(200), nullable=False),
        _moment("from_ms"),
        _moment("to_ms"),
        sa.Column("found_by", sa.String(8), nullable=False),
        _number("version"),
        sa.CheckConstraint("found_by in ('marker', 'notes', 'hand')", name="ck_takes_found_by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_takes_performance_id", "takes", ["performance_id"])
    op.create_table(
        "said_lines",
        *_part_of("said_lines"),
        sa.Column("track_id", sa.Integer),
        _moment("from_ms"),
        _moment("to_ms"),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("correction", sa.Text, nullable=False, server_default=""),
        _number("version"),
        _key("said_lines", "track_id", "performance_tracks.id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_said_lines_performance_id", "said_lines", ["performance_id"])


def _topics() -> None:
    table = "performance_topics"
    op.create_table(
        table,
        *_part_of(table),
        sa.Column("take_id", sa.Integer),
        _number("topic_id"),
        sa.Column("state", sa.String(3), nullable=False),
        _key(table, "take_id", "takes.id"),
        _key(table, "topic_id", "topics.id"),
        sa.CheckConstraint("state in ('in', 'out')", name=f"ck_{table}_state"),
    )
    for column in ("performance_id", "topic_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _edits() -> None:
    table = "performance_edits"
    op.create_table(
        table,
        *_part_of(table),
        sa.Column("thing", sa.String(11), nullable=False),
        _number("thing_id"),
        sa.Column("user_id", sa.Integer),
        _moment("at"),
        _number("base"),
        sa.Column("version", sa.Integer),
        sa.Column("fields", sa.Text, nullable=False),
        _key(table, "user_id", "users.id", "SET NULL"),
    )
    op.create_index(f"ix_{table}_performance_id", table, ["performance_id"])
