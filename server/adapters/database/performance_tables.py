"""The tables of performances: what was played once, gathered from several files on one clock."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from server.adapters.database.tables import METADATA


def _of_performance(*, index: bool = True) -> Column[str]:
    """Give the column that says which performance a row is part of."""
    key = ForeignKey("performances.id", ondelete="CASCADE")
    return Column("performance_id", String(16), key, nullable=False, index=index)


PERFORMANCES = Table(
    "performances",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column(
        "user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("name", String(200), nullable=False),
    Column("video", String(200), nullable=False, server_default="", index=True),
    Column("shared", Boolean, nullable=False),
    Column("in_library", Boolean, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Index("ix_performances_recorded", "recorded", "id"),
)
"""`words`: what it is found by, as names are compared."""

TRACKS = Table(
    "performance_tracks",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(index=False),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column(
        "recording_id",
        String(16),
        ForeignKey("recordings.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("name", String(200), nullable=False),
    Column("offset_ms", BigInteger, nullable=False),
    Column("feedback", Boolean, nullable=False),
    Column("languages", Text, nullable=False, server_default="[]"),
    Column("version", Integer, nullable=False),
    UniqueConstraint("performance_id", "recording_id"),
    sqlite_autoincrement=True,
)
"""`languages`: names, as JSON; `offset_ms`: where on the performance's clock the file begins."""

TAKES = Table(
    "takes",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(),
    Column("number", Integer, nullable=False),
    Column("name", String(200), nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("found_by", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("found_by in ('marker', 'notes', 'hand')", name="found_by"),
    sqlite_autoincrement=True,
)
"""Numbers (ids) are never used again: the library has texts under them."""

TAKE_SCORES = Table(
    "take_scores",
    METADATA,
    Column(
        "user_id",
        Integer,
        ForeignKey("users.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "take_id",
        Integer,
        ForeignKey("takes.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    Column("value", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False),
    CheckConstraint("value between 0 and 10", name="value"),
)
"""What each makes of a take."""

SAID_LINES = Table(
    "said_lines",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(),
    Column("track_id", Integer, ForeignKey("performance_tracks.id", ondelete="CASCADE")),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("original", Text, nullable=False),
    Column("correction", Text, nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Times are of the file in which it is said; without one, of the video."""

PERFORMANCE_TOPICS = Table(
    "performance_topics",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(),
    Column("take_id", Integer, ForeignKey("takes.id", ondelete="CASCADE")),
    Column(
        "topic_id",
        Integer,
        ForeignKey("topics.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("state", String(3), nullable=False),
    CheckConstraint("state in ('in', 'out')", name="state"),
)
"""Without a take: of all takes; `out`: a take is no part of that."""

PERFORMANCE_EDITS = Table(
    "performance_edits",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(),
    Column("thing", String(11), nullable=False),
    Column("thing_id", Integer, nullable=False),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="SET NULL")),
    Column("at", BigInteger, nullable=False),
    Column("base", Integer, nullable=False),
    Column("version", Integer),
    Column("fields", Text, nullable=False),
)
"""`base`: the version that was seen; `version`: which it made, none where it was refused."""

PERFORMANCE_ANALYSES = Table(
    "performance_analyses",
    METADATA,
    Column(
        "track_id",
        Integer,
        ForeignKey("performance_tracks.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    _of_performance(),
    Column("key", String(64), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
)
"""`key`: by what it was found; `content`: what was, as JSON on the performance's clock."""

PERFORMANCE_WORDS = Table(
    "performance_words",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(),
    Column(
        "track_id",
        Integer,
        ForeignKey("performance_tracks.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("language", String(64), nullable=False),
    Column("keys", String(100), nullable=False),
    Column("voice", String(40), nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Index("ix_performance_words_language", "language", "keys"),
)
"""The words of the analyses, each by its keys, as “12 7 12”; times are of the file."""

PERFORMANCE_REMARKS = Table(
    "performance_remarks",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_performance(),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Notes on moments of the performance's clock."""
