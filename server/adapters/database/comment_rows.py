"""Rows of videos, comments and threads: written and read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, insert, select, update

from server.adapters.database.comment_tables import COMMENTS, REPLIES, VIDEOS
from server.adapters.database.outbox import reply_of
from server.core.comment_ports import CommentKept, VideoKept
from server.core.comments.comment import Author, Comment, Looked, Video
from server.core.comments.plain import folded, storable

AT_ONCE = 500
"""Rows asked for at once; SQLite takes 32,766 values."""

KEPT = select(
    *(column.label(f"c_{column.name}") for column in COMMENTS.c), *REPLIES.c
).outerjoin_from(COMMENTS, REPLIES, REPLIES.c.comment == COMMENTS.c.id)
"""What `comment_of` reads."""


def store(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Add rows by their `id`, and change those that read otherwise; tell how many are new."""
    last = {row["id"]: dict(row) for row in rows}
    before = _before(connection, table, list(last))
    new = [row for key, row in last.items() if key not in before]
    changed = [row for key, row in last.items() if key in before and before[key] != row]
    if new:
        connection.execute(insert(table), new)
    if changed:
        mine = update(table).where(table.c.id == bindparam("_id"))
        connection.execute(mine, [row | {"_id": row["id"]} for row in changed])
    return len(new)


def _before(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for some in chunks(ids):
        rows = connection.execute(select(table).where(table.c.id.in_(some)))
        found |= {row.id: dict(row._mapping) for row in rows}
    return found


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Cut ids into lists that one query takes."""
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        yield some


def video_row(kept: VideoKept) -> dict[str, Any]:
    """Write a row of a video."""
    video = kept.video
    return {
        "id": video.id,
        "title": storable(video.title),
        "named": folded(video.title),
        "description": storable(video.description),
        "published": video.published,
        "duration": video.duration,
        "privacy": video.privacy,
        "tags": json.dumps(list(video.tags)),
        "language": video.language[:35],
        "comments_open": video.comments_open,
        "done": kept.done,
        "due": kept.due,
        "checked": kept.checked,
    }


def video_of(row: Row[*tuple[Any, ...]]) -> VideoKept:
    """Read a row of `VIDEOS`."""
    video = Video(
        row.id,
        row.title,
        row.description,
        row.published,
        row.duration,
        row.privacy,
        tuple(json.loads(row.tags)),
        row.language,
        row.comments_open,
    )
    return VideoKept(video, row.done, row.due, row.checked)


def comment_row(kept: CommentKept) -> dict[str, Any]:
    """Write a row of a comment; its reply is a row of its own."""
    comment = kept.comment
    return {
        "id": comment.id,
        "thread": comment.thread,
        "video": comment.video,
        "author": storable(comment.author.channel)[:64],
        "name": storable(comment.author.name),
        "named": folded(comment.author.name),
        "text": storable(comment.text),
        "words": folded(comment.text),
        "published": comment.published,
        "updated": comment.updated,
        "likes": comment.likes,
        "moderation": comment.moderation,
        "ours": kept.ours,
        "second": kept.second,
        "skipped": kept.skipped,
    }


def comment_of(row: Row[*tuple[Any, ...]]) -> CommentKept:
    """Read a row of `KEPT`."""
    comment = Comment(
        row.c_id,
        row.c_thread,
        row.c_video,
        Author(row.c_author, row.c_name),
        row.c_text,
        row.c_published,
        row.c_updated,
        row.c_likes,
        row.c_moderation,
    )
    reply = reply_of(row) if row.comment is not None else None
    return CommentKept(comment, row.c_ours, row.c_second, row.c_skipped, reply)


def thread_row(looked: Looked) -> dict[str, Any]:
    """Write a row of a thread."""
    return {
        "id": looked.thread,
        "video": looked.video,
        "replies": looked.replies,
        "can_reply": looked.can_reply,
        "active": looked.active,
        "look": looked.look,
        "gone": looked.gone,
    }


def thread_of(row: Row[*tuple[Any, ...]]) -> Looked:
    """Read a row of `THREADS`."""
    return Looked(row.id, row.video, row.replies, row.can_reply, row.active, row.look, row.gone)


def titled(part: str) -> Any:
    """Choose the ids of videos that have this in their title."""
    named = VIDEOS.c.named.contains(folded(part), autoescape=True)
    return select(VIDEOS.c.id).where(named)
