"""Marked inquiries, the moments at which some were answered, and where words were played."""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    """Make them."""
    _marks()
    _answers()
    _words()
    _words_found()
    _remarks_found()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("performance_words")
    op.drop_table("inquiry_answers")
    op.drop_table("inquiry_marks")


def _marks() -> None:
    table = "inquiry_marks"
    op.create_table(
        table,
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("inquiry_id", sa.String(16), nullable=False),
        sa.Column("marked", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "inquiry_id", name=f"pk_{table}"),
        *_keys(table, user_id="users.id", inquiry_id="inquiries.id"),
    )
    op.create_index(f"ix_{table}_inquiry_id", table, ["inquiry_id"])


def _answers() -> None:
    table = "inquiry_answers"
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("inquiry_id", sa.String(16), nullable=False),
        sa.Column("recording_id", sa.String(16)),
        sa.Column("performance_id", sa.String(16)),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("recording_id", "inquiry_id", name=f"uq_{table}_recording_id"),
        sa.UniqueConstraint("performance_id", "inquiry_id", name=f"uq_{table}_performance_id"),
        sa.CheckConstraint(
            "(recording_id is null) <> (performance_id is null)", name=f"ck_{table}_place"
        ),
        *_keys(
            table,
            inquiry_id="inquiries.id",
            recording_id="recordings.id",
            performance_id="performances.id",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{table}_inquiry_id", table, ["inquiry_id"])


def _words() -> None:
    table = "performance_words"
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("performance_id", sa.String(16), nullable=False),
        sa.Column("track_id", sa.Integer, nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("keys", sa.String(100), nullable=False),
        sa.Column("voice", sa.String(40), nullable=False),
        sa.Column("from_ms", sa.BigInteger, nullable=False),
        sa.Column("to_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *_keys(table, performance_id="performances.id", track_id="performance_tracks.id"),
    )
    op.create_index(f"ix_{table}_language", table, ["language", "keys"])
    for column in ("performance_id", "track_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _words_found() -> None:
    """Take them out of what was found in recordings so far."""
    columns: list[sa.ColumnClause[object]] = [
        sa.column(name)
        for name in ("performance_id", "track_id", "language", "keys", "voice", "from_ms", "to_ms")
    ]
    into = sa.table("performance_words", *columns)
    asked = "select performance_id, track_id, content from performance_analyses"
    for performance_id, track_id, content in op.get_bind().execute(sa.text(asked)).all():
        found = json.loads(content)
        offset = found.get("offset_ms", 0)
        rows = [
            {
                "performance_id": performance_id,
                "track_id": track_id,
                "language": word["language"],
                "keys": " ".join(map(str, word["keys"])),
                "voice": word["voice"][:40],
                "from_ms": word["from_ms"] - offset,
                "to_ms": word["to_ms"] - offset,
            }
            for word in found.get("words", ())
        ]
        if rows:
            op.bulk_insert(into, rows)


def _remarks_found() -> None:
    """Let performances be found by the notes on their moments, too."""
    asked = "select performance_id, text from performance_remarks order by id"
    change = sa.text("update performances set words = words || :more where id = :id")
    for performance_id, text in op.get_bind().execute(sa.text(asked)).all():
        key = unicodedata.normalize("NFKC", text).casefold()
        op.get_bind().execute(change, {"id": performance_id, "more": f" {key}"})


def _keys(table: str, **targets: str) -> "list[sa.ForeignKeyConstraint]":
    return [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete="CASCADE")
        for column, target in targets.items()
    ]
