"""The scheduled job: videos, comments, replies, quota, and the log of its steps."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

STATES = "'review', 'planned', 'sending', 'sent', 'failed', 'held', 'rejected', 'withdrawn'"
TABLES = (
    "videos",
    "comments",
    "comment_threads",
    "replies",
    "youtube_quota",
    "steps",
    "step_tasks",
    "step_marks",
)


def upgrade() -> None:
    """Make them."""
    _videos()
    _comments()
    _replies()
    _quota()
    _steps()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _columns(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _videos() -> None:
    op.create_table(
        "videos",
        *_columns(sa.String(64), "id"),
        *_columns(sa.Text, "title", "named", "description"),
        *_columns(sa.BigInteger, "published", "duration"),
        *_columns(sa.String(8), "privacy"),
        *_columns(sa.Text, "tags"),
        *_columns(sa.String(35), "language"),
        *_columns(sa.Boolean, "comments_open", "done"),
        *_columns(sa.BigInteger, "due", "checked"),
        sa.PrimaryKeyConstraint("id", name="pk_videos"),
        sa.CheckConstraint(
            "privacy in ('public', 'unlisted', 'private', 'gone')", name="ck_videos_privacy"
        ),
    )
    op.create_index("ix_videos_published", "videos", ["published"])


def _comments() -> None:
    op.create_table(
        "comments",
        *_columns(sa.String(200), "id", "thread"),
        *_columns(sa.String(64), "video", "author"),
        *_columns(sa.Text, "name", "named", "text", "words"),
        *_columns(sa.BigInteger, "published", "updated"),
        *_columns(sa.Integer, "likes"),
        *_columns(sa.String(16), "moderation"),
        *_columns(sa.Boolean, "ours"),
        sa.Column("second", sa.Float),
        *_columns(sa.String(16), "skipped"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    for name, columns in (
        ("author", ["author"]),
        ("published", ["published", "id"]),
        ("thread", ["thread", "published"]),
        ("video", ["video", "published"]),
        ("skipped", ["skipped"]),
    ):
        op.create_index(f"ix_comments_{name}", "comments", columns)
    op.create_table(
        "comment_threads",
        *_columns(sa.String(200), "id"),
        *_columns(sa.String(64), "video"),
        *_columns(sa.Integer, "replies"),
        *_columns(sa.Boolean, "can_reply"),
        *_columns(sa.BigInteger, "active", "look"),
        *_columns(sa.Boolean, "gone"),
        sa.PrimaryKeyConstraint("id", name="pk_comment_threads"),
    )
    op.create_index("ix_comment_threads_look", "comment_threads", ["look"])


def _replies() -> None:
    op.create_table(
        "replies",
        *_columns(sa.String(200), "comment", "thread"),
        *_columns(sa.String(64), "video"),
        *_columns(sa.Text, "text"),
        *_columns(sa.String(9), "state"),
        *_columns(sa.BigInteger, "created", "changed"),
        *_columns(sa.Text, "reason"),
        *_columns(sa.Integer, "attempts"),
        *_columns(sa.BigInteger, "lease"),
        *_columns(sa.Integer, "absent"),
        *_columns(sa.String(200), "sent_as"),
        *_columns(sa.String(16), "inquiry"),
        *_columns(sa.String(32), "decided_by"),
        *_columns(sa.Integer, "version"),
        sa.PrimaryKeyConstraint("comment", name="pk_replies"),
        sa.CheckConstraint(f"state in ({STATES})", name="ck_replies_state"),
    )
    op.create_index("ix_replies_thread", "replies", ["thread"])
    op.create_index("ix_replies_state", "replies", ["state", "created"])


def _quota() -> None:
    op.create_table(
        "youtube_quota",
        *_columns(sa.String(10), "day"),
        *_columns(sa.String(40), "call"),
        *_columns(sa.Integer, "calls", "units"),
        *_columns(sa.BigInteger, "changed"),
        sa.PrimaryKeyConstraint("day", "call", name="pk_youtube_quota"),
    )


def _steps() -> None:
    op.create_table(
        "steps",
        *_columns(sa.Integer, "id"),
        *_columns(sa.BigInteger, "began"),
        sa.Column("ended", sa.BigInteger),
        *_columns(sa.Boolean, "dry"),
        sa.Column("code", sa.Integer),
        *_columns(sa.Text, "facts"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_steps_began", "steps", ["began"])
    op.create_table(
        "step_tasks",
        *_columns(sa.Integer, "id", "step_id"),
        *_columns(sa.String(32), "task"),
        *_columns(sa.BigInteger, "began", "ended"),
        *_columns(sa.String(8), "ending"),
        *_columns(sa.Text, "lines", "counts", "error"),
        sa.PrimaryKeyConstraint("id", name="pk_step_tasks"),
        sa.ForeignKeyConstraint(
            ["step_id"], ["steps.id"], name="fk_step_tasks_step_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    for column in ("step_id", "task"):
        op.create_index(f"ix_step_tasks_{column}", "step_tasks", [column])
    op.create_table(
        "step_marks",
        *_columns(sa.String(64), "name"),
        *_columns(sa.Text, "value"),
        *_columns(sa.BigInteger, "changed"),
        sa.PrimaryKeyConstraint("name", name="pk_step_marks"),
    )
