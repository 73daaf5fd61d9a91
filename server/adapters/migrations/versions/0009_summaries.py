"""What each document is about: a summary and its headings, searched and shown."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make room for them; those of what is there are made when they are first searched."""
    op.add_column("documents", sa.Column("summary", sa.Text))
    op.add_column("documents", sa.Column("headings", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("documents", "headings")
    op.drop_column("documents", "summary")
