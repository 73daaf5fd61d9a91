"""Inquiries: questions with their answers and sources."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "inquiries",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("conversation", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("model", sa.String(200), nullable=False, server_default=""),
        sa.Column("prompt", sa.String(80), nullable=False, server_default=""),
        sa.Column("own_prompt", sa.Text, nullable=False, server_default=""),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False, server_default="0"),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_inquiries"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_inquiries_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "state in ('asked', 'answered', 'stopped', 'failed')", name="ck_inquiries_state"
        ),
    )
    for column in ("user_id", "conversation", "created"):
        op.create_index(f"ix_inquiries_{column}", "inquiries", [column])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("inquiries")
