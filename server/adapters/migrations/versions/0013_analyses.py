"""What was found in the files of performances, and notes on their moments."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make them."""
    _analyses()
    _remarks()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("performance_remarks")
    op.drop_table("performance_analyses")


def _analyses() -> None:
    table = "performance_analyses"
    op.create_table(
        table,
        sa.Column("track_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("performance_id", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("track_id", name=f"pk_{table}"),
        *_keys(table, track_id="performance_tracks.id", performance_id="performances.id"),
    )
    op.create_index(f"ix_{table}_performance_id", table, ["performance_id"])


def _remarks() -> None:
    table = "performance_remarks"
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("performance_id", sa.String(16), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *_keys(table, performance_id="performances.id", user_id="users.id"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{table}_performance_id", table, ["performance_id"])


def _keys(table: str, **targets: str) -> "list[sa.ForeignKeyConstraint]":
    return [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete="CASCADE")
        for column, target in targets.items()
    ]
