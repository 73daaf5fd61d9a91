"""What people make of single takes: a score from 0 to 10 each."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "take_scores",
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("take_id", sa.Integer, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.CheckConstraint("value between 0 and 10", name="ck_take_scores_value"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_take_scores_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["takes.id"], name="fk_take_scores_take_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "take_id", name="pk_take_scores"),
    )
    op.create_index("ix_take_scores_take_id", "take_scores", ["take_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("take_scores")
