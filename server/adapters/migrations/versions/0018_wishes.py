"""Wishes to be an admin; who did what is kept by name, also of those who were removed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Make the table, and the column."""
    op.create_table(
        "wishes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("asked", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.Column("answered", sa.BigInteger),
        sa.Column("by", sa.String(32), nullable=False, server_default=""),
        sa.Column("seen", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_wishes_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("state in ('open', 'granted', 'refused')", name="ck_wishes_state"),
    )
    op.create_index("ix_wishes_user_id", "wishes", ["user_id"])
    op.create_index(
        "ix_wishes_open",
        "wishes",
        ["user_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.add_column("audit", sa.Column("who", sa.String(32), nullable=False, server_default=""))
    # Earlier notes of changed people name whom it was done to: not by whom.
    op.execute(
        "UPDATE audit SET who = coalesce((SELECT name FROM users WHERE users.id = audit.user_id), "
        "'') WHERE action NOT LIKE 'user.%'"
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("audit", "who")
    op.drop_table("wishes")
