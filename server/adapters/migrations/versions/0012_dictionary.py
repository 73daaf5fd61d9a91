"""The dictionary: languages that people make, words, changes, proposals and practice."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "dictionary_languages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("help", sa.Text, nullable=False, server_default=""),
        sa.Column("about", sa.String(40), nullable=False, server_default=""),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("maker", sa.String(32), nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dictionary_languages"),
        sa.UniqueConstraint("name", name="uq_dictionary_languages_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dictionary_words",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("language_id", sa.Integer, nullable=False),
        sa.Column("keys", sa.String(100), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("maker", sa.String(32), nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("changer", sa.String(32), nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dictionary_words"),
        sa.UniqueConstraint("language_id", "keys", name="uq_dictionary_words_language_id"),
        _language("dictionary_words"),
        sqlite_autoincrement=True,
    )
    _changes()
    _proposals()
    _practice()


def _language(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["language_id"],
        ["dictionary_languages.id"],
        name=f"fk_{table}_language_id",
        ondelete="CASCADE",
    )


def _changes() -> None:
    op.create_table(
        "dictionary_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("language_id", sa.Integer, nullable=False),
        sa.Column("word_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("undoes", sa.Integer),
        sa.Column("undone", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_dictionary_changes"),
        _language("dictionary_changes"),
        sqlite_autoincrement=True,
    )
    for column in ("batch", "language_id", "word_id"):
        op.create_index(f"ix_dictionary_changes_{column}", "dictionary_changes", [column])


def _proposals() -> None:
    op.create_table(
        "dictionary_proposals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("language_id", sa.Integer, nullable=False),
        sa.Column("word_id", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=False, server_default=""),
        sa.Column("decided", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("why", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_dictionary_proposals"),
        sa.CheckConstraint(
            "state in ('open', 'accepted', 'refused')", name="ck_dictionary_proposals_state"
        ),
        _language("dictionary_proposals"),
        sqlite_autoincrement=True,
    )
    for column in ("language_id", "by"):
        op.create_index(f"ix_dictionary_proposals_{column}", "dictionary_proposals", [column])


def _practice() -> None:
    op.create_table(
        "dictionary_practice",
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("keys", sa.String(100), nullable=False),
        sa.Column("repetitions", sa.Integer, nullable=False),
        sa.Column("ease", sa.Float, nullable=False),
        sa.Column("interval_days", sa.Integer, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("played", sa.Integer, nullable=False),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("slips", sa.Integer, nullable=False),
        sa.Column("best_ms", sa.Integer),
        sa.Column("last_ms", sa.Integer),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "language", "keys", name="pk_dictionary_practice"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_dictionary_practice_user_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("practice", "proposals", "changes", "words", "languages"):
        op.drop_table(f"dictionary_{name}")
