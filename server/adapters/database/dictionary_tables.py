"""The tables of the dictionary, beside the others in one `METADATA`."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from server.adapters.database.tables import METADATA

__all__ = ["CHANGES", "LANGUAGES", "METADATA", "PRACTICE", "PROPOSALS", "WORDS"]

LANGUAGES = Table(
    "dictionary_languages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("help", Text, nullable=False, server_default=""),
    Column("about", String(40), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("maker", String(32), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)

WORDS = Table(
    "dictionary_words",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "language_id",
        Integer,
        ForeignKey("dictionary_languages.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("keys", String(100), nullable=False),
    Column("fields", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("maker", String(32), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("changer", String(32), nullable=False),
    Column("changed", BigInteger, nullable=False),
    UniqueConstraint("language_id", "keys"),
    sqlite_autoincrement=True,
)
"""`keys`: as people write them, 12 7 12; `fields`: the whole word as JSON."""

CHANGES = Table(
    "dictionary_changes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer, nullable=False, index=True),
    Column(
        "language_id",
        Integer,
        ForeignKey("dictionary_languages.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("word_id", Integer, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("by", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("undoes", Integer),
    Column("undone", Integer),
    sqlite_autoincrement=True,
)
"""`version`: of the word before; `undoes` and `undone`: the batch taken back, or that took back."""

PROPOSALS = Table(
    "dictionary_proposals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "language_id",
        Integer,
        ForeignKey("dictionary_languages.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("word_id", Integer),
    Column("version", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("note", Text, nullable=False, server_default=""),
    Column("by", String(32), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("decided_by", String(32), nullable=False, server_default=""),
    Column("decided", BigInteger, nullable=False, server_default="0"),
    Column("why", Text, nullable=False, server_default=""),
    CheckConstraint("state in ('open', 'accepted', 'refused')", name="state"),
    sqlite_autoincrement=True,
)

PRACTICE = Table(
    "dictionary_practice",
    METADATA,
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(40), primary_key=True),
    Column("keys", String(100), primary_key=True),
    Column("repetitions", Integer, nullable=False),
    Column("ease", Float, nullable=False),
    Column("interval_days", Integer, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("played", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("slips", Integer, nullable=False),
    Column("best_ms", Integer),
    Column("last_ms", Integer),
    Column("changed", BigInteger, nullable=False),
)
"""How well somebody plays a word, and when it is asked again: each user's own, by the keys, so that
words that came with Rubato are practised too, and other keys are learnt anew."""
