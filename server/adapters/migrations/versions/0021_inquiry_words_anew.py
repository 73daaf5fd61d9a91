"""Writes the words of inquiries anew, in SQLite.

Deleting inquiries left its index with ever more levels; with more than 2,000 SQLite takes it for
damaged, and then takes no inquiry any more (`inquiry_words.py`).
"""

from alembic import op

revision = "0021"
down_revision = "0020"

WRITTEN = (
    "INSERT INTO inquiry_words(inquiry_words) VALUES ('delete-all')",
    """INSERT INTO inquiry_words(rowid, text, marks)
    SELECT number, question || ' ' || answer || ' ' || correction, marks FROM inquiries""",
)


def upgrade() -> None:
    """Write them."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in WRITTEN:
            op.execute(statement)


def downgrade() -> None:
    """Leave them: they are the same."""
