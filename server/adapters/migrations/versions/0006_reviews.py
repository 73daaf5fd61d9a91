"""Inquiries reviewed: numbers to page by, corrections and ratings, words to search, counts.

`inquiries` is made anew, since SQLite cannot change what the key of a table is.  Its words are
searched by SQLite's FTS5, without a second copy of the text, kept in step by triggers, so that
also what goes with its user goes from there; in PostgreSQL by an index over an expression.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KEPT = (
    "id, user_id, conversation, question, answer, state, reason, model, prompt, own_prompt, "
    "details, confidence, created, finished"
)

COPY = f"""INSERT INTO inquiries ({KEPT}, marks)
  SELECT {KEPT}, 'u' || user_id FROM inquiries_before ORDER BY created, id"""  # noqa: S608

FTS5 = """CREATE VIRTUAL TABLE inquiry_words USING fts5(
  text, marks, content='', prefix='3 4', tokenize='unicode61 remove_diacritics 2')"""

ADD = """INSERT INTO inquiry_words(rowid, text, marks) VALUES (new.number,
  new.question || ' ' || new.answer || ' ' || new.correction, new.marks);"""
TAKE = """INSERT INTO inquiry_words(inquiry_words, rowid, text, marks) VALUES ('delete', old.number,
  old.question || ' ' || old.answer || ' ' || old.correction, old.marks);"""
ON = "CREATE TRIGGER inquiry_words_"
TRIGGERS = (
    f"{ON}added AFTER INSERT ON inquiries BEGIN {ADD} END",
    f"{ON}removed AFTER DELETE ON inquiries BEGIN {TAKE} END",
    f"""{ON}changed AFTER UPDATE OF question, answer, correction, marks ON inquiries
    BEGIN {TAKE} {ADD} END""",
)

WORDS = (
    "CREATE INDEX ix_inquiries_words ON inquiries USING gin (("
    "setweight(to_tsvector('simple', marks), 'A') || setweight(to_tsvector('simple', "
    "question || ' ' || answer || ' ' || correction), 'B')))"
)


def upgrade() -> None:
    """Make them."""
    op.rename_table("inquiries", "inquiries_before")
    _take_names()
    _inquiries()
    _searched()
    op.execute(COPY)
    op.drop_table("inquiries_before")
    _counts()


def _take_names() -> None:
    """Free the names of indices and keys, which are the database's, not the table's."""
    for column in ("user_id", "conversation", "created"):
        op.drop_index(f"ix_inquiries_{column}", "inquiries_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE inquiries_before RENAME CONSTRAINT pk_inquiries TO pk_before")


def _inquiries() -> None:
    op.create_table(
        "inquiries",
        sa.Column("number", sa.Integer, nullable=False),
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
        sa.Column("correction", sa.Text, nullable=False, server_default=""),
        sa.Column("rating", sa.Integer),
        sa.Column("taught", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("reviewed", sa.BigInteger),
        sa.Column("reviewer", sa.String(32), nullable=False, server_default=""),
        sa.Column("marks", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("number", name="pk_inquiries"),
        sa.UniqueConstraint("id", name="uq_inquiries_id"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_inquiries_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "state in ('asked', 'answered', 'stopped', 'failed')", name="ck_inquiries_state"
        ),
        sa.CheckConstraint("rating between 0 and 10", name="ck_inquiries_rating"),
        sqlite_autoincrement=True,
    )
    for column in ("user_id", "conversation", "created"):
        op.create_index(f"ix_inquiries_{column}", "inquiries", [column])
    op.create_index("ix_inquiries_reviewed", "inquiries", ["reviewed", "created"])


def _searched() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(WORDS)
        return
    op.execute(FTS5)
    for trigger in TRIGGERS:
        op.execute(trigger)


def _counts() -> None:
    op.create_table(
        "inquiry_days",
        sa.Column("day", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(400), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "topic", name="pk_inquiry_days"),
    )
    op.create_table(
        "inquiry_topics",
        sa.Column("topic", sa.String(400), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("topic", name="pk_inquiry_topics"),
    )
    op.create_table(
        "review_rounds",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("removed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_rounds"),
    )


NEW = ("number", "correction", "rating", "taught", "version", "reviewed", "reviewer", "marks")


def downgrade() -> None:
    """Drop what came, and leave the inquiries as they were."""
    for table in ("review_rounds", "inquiry_topics", "inquiry_days"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "sqlite":
        for name in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER inquiry_words_{name}")
        op.execute("DROP TABLE inquiry_words")
    else:
        op.drop_index("ix_inquiries_words", "inquiries")
    op.drop_index("ix_inquiries_reviewed", "inquiries")
    with op.batch_alter_table("inquiries") as batch:
        batch.drop_constraint("ck_inquiries_rating", type_="check")
        batch.drop_constraint("uq_inquiries_id", type_="unique")
        if op.get_bind().dialect.name == "postgresql":
            batch.drop_constraint("pk_inquiries", type_="primary")
        for column in NEW:
            batch.drop_column(column)
        batch.create_primary_key("pk_inquiries", ["id"])
