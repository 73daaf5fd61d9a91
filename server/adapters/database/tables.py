"""The tables, as the newest migration leaves them; a test compares the two.

Times are milliseconds since 1970, UTC: the same number on every database and in JSON.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

USERS = Table(
    "users",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(32), nullable=False, unique=True),
    Column("role", String(8), nullable=False),
    Column("password_hash", String(255)),
    Column("created", BigInteger, nullable=False),
    CheckConstraint("role in ('admin', 'user')", name="role"),
)

TOKENS = Table(
    "tokens",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("kind", String(16), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("label", String(80), nullable=False),
    Column("scopes", String(255), nullable=False, server_default=""),
    Column("created", BigInteger, nullable=False),
    Column("last_used", BigInteger),
    Column("expires", BigInteger),
    Column("revoked", BigInteger),
    CheckConstraint("kind in ('extension', 'session')", name="kind"),
)
"""`scopes` empty: all that the user's role may; room for narrower tokens."""

PAIRINGS = Table(
    "pairings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
)
"""Open codes; a used, burnt or old one is deleted."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="SET NULL")),
    Column("action", String(32), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Column("who", String(32), nullable=False, server_default=""),  # stays when they go
)

RECORDINGS = Table(
    "recordings",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("arrived", BigInteger, nullable=False, server_default="0"),
    Column("created", BigInteger, nullable=False, index=True),
    Column("completed", BigInteger),
    UniqueConstraint("user_id", "kind", "sha256", "size"),
)
"""`arrived`: bytes that are here; `completed`: when all of them were."""

OWN_LANGUAGES = Table(
    "own_languages",
    METADATA,
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("changed", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
)
"""The newest version is the one in use; `text` is JSON."""

TOPICS = Table(
    "topics",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("key", String(400), nullable=False, unique=True),
    Column("caution", String(500), nullable=False, server_default=""),
    Column("created", BigInteger, nullable=False),
)
"""`key`: what two names share that read the same."""

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", String(300), nullable=False),
    Column("address", String(2000), nullable=False, index=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("state", String(8), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("language", String(8), nullable=False, server_default=""),
    Column("blocks", Text, nullable=False, server_default="[]"),
    Column("characters", Integer, nullable=False, server_default="0"),
    Column("created", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("summary", Text),
    Column("headings", Text, nullable=False, server_default=""),
    CheckConstraint("state in ('ready', 'failed')", name="state"),
    sqlite_autoincrement=True,
)
"""`blocks`: what a reader found, as JSON; `sha256` of the bytes that it read; `summary`: none yet
where it was loaded before there were summaries."""

DOCUMENT_TOPICS = Table(
    "document_topics",
    METADATA,
    Column(
        "document_id", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    ),
    Column(
        "topic_id",
        Integer,
        ForeignKey("topics.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("state", String(9), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    CheckConstraint("state in ('set', 'suggested', 'refused')", name="state"),
)

PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "document_id",
        Integer,
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("heading", Text, nullable=False, server_default=""),
    Column("line", Integer, nullable=False, server_default="0"),
    Column("page", Integer),
    Column("from_ms", Integer),
    Column("to_ms", Integer),
    sqlite_autoincrement=True,
)
"""Numbers are never used again: an index that lags behind cannot take one for another."""

INQUIRIES = Table(
    "inquiries",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column(
        "user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("conversation", String(16), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("state", String(8), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("model", String(200), nullable=False, server_default=""),
    Column("prompt", String(80), nullable=False, server_default=""),
    Column("own_prompt", Text, nullable=False, server_default=""),
    Column("details", Text, nullable=False),
    Column("confidence", Float, nullable=False, server_default="0"),
    Column("created", BigInteger, nullable=False, index=True),
    Column("finished", BigInteger),
    Column("correction", Text, nullable=False, server_default=""),
    Column("rating", Integer),
    Column("taught", Integer),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("reviewed", BigInteger),
    Column("reviewer", String(32), nullable=False, server_default=""),
    Column("marks", Text, nullable=False, server_default=""),
    CheckConstraint("state in ('asked', 'answered', 'stopped', 'failed')", name="state"),
    CheckConstraint("rating between 0 and 10", name="rating"),
    Index("ix_inquiries_reviewed", "reviewed", "created"),
    sqlite_autoincrement=True,
)
"""`details`: topics, sources and claims, as JSON; `reviewed`: when it was rated or corrected, none
where it is neither; `taught`: the document made of its correction; `marks`: words that say what it
is, which are searched with its own (`inquiry_words.py`)."""

INQUIRY_DAYS = Table(
    "inquiry_days",
    METADATA,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(400), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""How many were asked, by days since 1970 (UTC) and topic's key; they stay when inquiries go."""

INQUIRY_TOPICS = Table(
    "inquiry_topics",
    METADATA,
    Column("topic", String(400), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("count", Integer, nullable=False),
)
"""How many were ever asked of each topic."""

REVIEW_ROUNDS = Table(
    "review_rounds",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("user", String(32), nullable=False),
    Column("removed", Integer, nullable=False),
)
"""When old inquiries were let go, and by whom."""

RATINGS = Table(
    "ratings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("thing", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("title", String(300), nullable=False, server_default=""),
    Column("text", Text, nullable=False, server_default=""),
    Column("address", Text, nullable=False, server_default=""),
    Column("made", BigInteger),
    Column("value", Integer),
    Column("changed", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("user_id", "thing"),
    CheckConstraint("value between 0 and 10", name="value"),
)
"""`thing`: the hash of kind and key; `value`: none where it was taken back. Answers' ratings are in
`inquiries`."""

RATING_CHANGES = Table(
    "rating_changes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "rating_id",
        Integer,
        ForeignKey("ratings.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("value", Integer),
    Column("at", BigInteger, nullable=False),
)
"""All that was said of a thing, the last of which stands."""

PERSONAS = Table(
    "personas",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(400), nullable=False, unique=True),
    Column("fields", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
"""`key`: the name as names are compared; `fields`: as JSON; `version` counts changes."""
