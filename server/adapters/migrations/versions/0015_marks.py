"""Inquiries that are marked for the next recording, and the moments at which they were answered."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    """Make them."""
    _marks()
    _answers()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("inquiry_answers")
    op.drop_table("inquiry_marks")


def _marks() -> None:
    table = "inquiry_marks"
    op.create_table(
        table,
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("inquiry_id", sa.String(16), nullable=False),
        sa.Column("marked", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "inquiry_id", name=f"pk_{table}"),
        *_keys(table, user_id="users.id", inquiry_id="inquiries.id"),
    )
    op.create_index(f"ix_{table}_inquiry_id", table, ["inquiry_id"])


def _answers() -> None:
    table = "inquiry_answers"
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("inquiry_id", sa.String(16), nullable=False),
        sa.Column("recording_id", sa.String(16)),
        sa.Column("performance_id", sa.String(16)),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("recording_id", "inquiry_id", name=f"uq_{table}_recording_id"),
        sa.UniqueConstraint("performance_id", "inquiry_id", name=f"uq_{table}_performance_id"),
        sa.CheckConstraint(
            "(recording_id is null) <> (performance_id is null)", name=f"ck_{table}_place"
        ),
        *_keys(
            table,
            inquiry_id="inquiries.id",
            recording_id="recordings.id",
            performance_id="performances.id",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{table}_inquiry_id", table, ["inquiry_id"])


def _keys(table: str, **targets: str) -> "list[sa.ForeignKeyConstraint]":
    return [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete="CASCADE")
        for column, target in targets.items()
    ]
