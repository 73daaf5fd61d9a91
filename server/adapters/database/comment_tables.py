"""The tables of the scheduled job: videos, comments, replies (the outbox), quota, and its log.

Ids are YouTube's. No key ties a comment to a video or thread: either may be known before the other.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from server.adapters.database.tables import METADATA

VIDEOS = Table(
    "videos",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("named", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("published", BigInteger, nullable=False, index=True),
    Column("duration", BigInteger, nullable=False),
    Column("privacy", String(8), nullable=False),
    Column("tags", Text, nullable=False),
    Column("language", String(35), nullable=False),
    Column("comments_open", Boolean, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("checked", BigInteger, nullable=False),
    CheckConstraint("privacy in ('public', 'unlisted', 'private', 'gone')", name="privacy"),
)
"""`named`: the title as titles are compared; `tags`: as JSON."""

COMMENTS = Table(
    "comments",
    METADATA,
    Column("id", String(200), primary_key=True),
    Column("thread", String(200), nullable=False),
    Column("video", String(64), nullable=False),
    Column("author", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("named", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("likes", Integer, nullable=False),
    Column("moderation", String(16), nullable=False),
    Column("ours", Boolean, nullable=False),
    Column("second", Float),
    Column("skipped", String(16), nullable=False),
    Index("ix_comments_published", "published", "id"),
    Index("ix_comments_thread", "thread", "published"),
    Index("ix_comments_video", "video", "published"),
    Index("ix_comments_skipped", "skipped"),
)
"""`named`, `words`: author and text as they are searched; `skipped`: empty, or why."""

THREADS = Table(
    "comment_threads",
    METADATA,
    Column("id", String(200), primary_key=True),
    Column("video", String(64), nullable=False),
    Column("replies", Integer, nullable=False),
    Column("can_reply", Boolean, nullable=False),
    Column("active", BigInteger, nullable=False),
    Column("look", BigInteger, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
)

REPLIES = Table(
    "replies",
    METADATA,
    Column("comment", String(200), primary_key=True),
    Column("thread", String(200), nullable=False, index=True),
    Column("video", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(9), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease", BigInteger, nullable=False),
    Column("absent", Integer, nullable=False),
    Column("sent_as", String(200), nullable=False),
    Column("inquiry", String(16), nullable=False),
    Column("decided_by", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint(
        "state in ('review', 'planned', 'sending', 'sent', 'failed', 'held', 'rejected', "
        "'withdrawn')",
        name="state",
    ),
    Index("ix_replies_state", "state", "created"),
)
"""The outbox: the comment is the key, so that none has two replies."""

QUOTA = Table(
    "youtube_quota",
    METADATA,
    Column("day", String(10), primary_key=True),
    Column("call", String(40), primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
"""What was spent on a day (Pacific time), by the kind of call."""

STEPS = Table(
    "steps",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("began", BigInteger, nullable=False, index=True),
    Column("ended", BigInteger),
    Column("dry", Boolean, nullable=False),
    Column("code", Integer),
    Column("facts", Text, nullable=False),
    sqlite_autoincrement=True,
)

STEP_TASKS = Table(
    "step_tasks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "step_id", Integer, ForeignKey("steps.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("task", String(32), nullable=False, index=True),
    Column("began", BigInteger, nullable=False),
    Column("ended", BigInteger, nullable=False),
    Column("ending", String(8), nullable=False),
    Column("lines", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("error", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""`lines`, `counts`: as JSON."""

STEP_MARKS = Table(
    "step_marks",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
"""Where a task goes on."""
