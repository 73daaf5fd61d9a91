"""Ratings of things of every kind, each user's own, with all that was said before."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("thing", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("title", sa.String(300), nullable=False, server_default=""),
        sa.Column("text", sa.Text, nullable=False, server_default=""),
        sa.Column("address", sa.Text, nullable=False, server_default=""),
        sa.Column("made", sa.BigInteger),
        sa.Column("value", sa.Integer),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ratings"),
        sa.UniqueConstraint("user_id", "thing", name="uq_ratings_user_id"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_ratings_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("value between 0 and 10", name="ck_ratings_value"),
    )
    op.create_table(
        "rating_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rating_id", sa.Integer, nullable=False),
        sa.Column("value", sa.Integer),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rating_changes"),
        sa.ForeignKeyConstraint(
            ["rating_id"], ["ratings.id"], name="fk_rating_changes_rating_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_rating_changes_rating_id", "rating_changes", ["rating_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("rating_changes")
    op.drop_table("ratings")
