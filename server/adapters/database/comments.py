"""`CommentStore` over SQLAlchemy: each call is one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from server.adapters.database.comment_rows import (
    KEPT,
    chunks,
    comment_of,
    comment_row,
    store,
    thread_of,
    thread_row,
    titled,
    video_of,
    video_row,
)
from server.adapters.database.comment_tables import COMMENTS, REPLIES, THREADS, VIDEOS
from server.adapters.database.transactions import Transactions
from server.core.comment_ports import CommentKept, Sought, VideoKept
from server.core.comments.comment import Looked
from server.core.comments.outbox import ENDED
from server.core.comments.plain import folded

OPEN = and_(COMMENTS.c.skipped == "", COMMENTS.c.ours.is_(False), REPLIES.c.comment.is_(None))

# Made once: each comment needs them several times.
ONE = KEPT.where(COMMENTS.c.id == bindparam("of"))
SOME = KEPT.where(COMMENTS.c.id.in_(bindparam("of", expanding=True)))
IN_THREAD = KEPT.where(COMMENTS.c.thread == bindparam("of")).order_by(
    # A thread's first comment is first even where clocks say otherwise.
    COMMENTS.c.id != COMMENTS.c.thread,
    COMMENTS.c.published,
    COMMENTS.c.id,
)
VIDEO = select(VIDEOS).where(VIDEOS.c.id == bindparam("of"))
SOME_THREADS = select(THREADS).where(THREADS.c.id.in_(bindparam("of", expanding=True)))


class CommentDatabase(Transactions):
    """Keeps videos, comments and what is known of threads."""

    def keep_videos(self, videos: Sequence[VideoKept]) -> None:
        """Add videos, or store what is known of them now."""
        self._store(VIDEOS, [video_row(video) for video in videos])

    def video(self, video: str) -> VideoKept | None:
        """Find a video."""
        with self._read() as connection:
            row = connection.execute(VIDEO, {"of": video}).one_or_none()
        return video_of(row) if row else None

    def videos(self, *, done: bool | None = None) -> Sequence[VideoKept]:
        """List videos, the newest first."""
        wanted = select(VIDEOS).order_by(VIDEOS.c.published.desc(), VIDEOS.c.id)
        if done is not None:
            wanted = wanted.where(VIDEOS.c.done.is_(done))
        with self._read() as connection:
            return [video_of(row) for row in connection.execute(wanted)]

    def keep_comments(self, comments: Sequence[CommentKept]) -> int:
        """Add comments, or store how they read now; tell how many are new."""
        if not comments:
            return 0
        known = self.known([one.comment.id for one in comments])
        return self._store(
            COMMENTS, [comment_row(_told(one, known.get(one.comment.id))) for one in comments]
        )

    def comment(self, comment: str) -> CommentKept | None:
        """Find a comment, with its reply."""
        with self._read() as connection:
            row = connection.execute(ONE, {"of": comment}).one_or_none()
        return comment_of(row) if row else None

    def known(self, ids: Sequence[str]) -> Mapping[str, CommentKept]:
        """Find those of these comments that are kept, by their ids."""
        found: dict[str, CommentKept] = {}
        with self._read() as connection:
            for some in chunks(ids):
                rows = connection.execute(SOME, {"of": some})
                found |= {row.c_id: comment_of(row) for row in rows}
        return found

    def thread(self, thread: str) -> Sequence[CommentKept]:
        """Give what is kept of a thread, the oldest first."""
        with self._read() as connection:
            return [comment_of(row) for row in connection.execute(IN_THREAD, {"of": thread})]

    def comments(self, sought: Sought) -> Sequence[CommentKept]:
        """Find comments, the newest first."""
        wanted = KEPT.where(*_conditions(sought)).limit(sought.limit)
        with self._read() as connection:
            if sought.before is not None:
                wanted = _older(connection, wanted, sought.before)
            ordered = wanted.order_by(COMMENTS.c.published.desc(), COMMENTS.c.id.desc())
            return [comment_of(row) for row in connection.execute(ordered)]

    def skip(self, comment: str, reason: str) -> None:
        """Say why a comment is not answered; empty: it is open again."""
        with self._write() as connection:
            mine = update(COMMENTS).where(COMMENTS.c.id == comment)
            connection.execute(mine.values(skipped=reason))

    def reopen(self, reasons: Sequence[str]) -> int:
        """Open all comments again that are skipped for one of these; tell how many."""
        with self._write() as connection:
            them = update(COMMENTS).where(COMMENTS.c.skipped.in_(reasons))
            return connection.execute(them.values(skipped="")).rowcount

    def keep_threads(self, threads: Sequence[Looked]) -> None:
        """Add what is known of threads, or store what is known now."""
        self._store(THREADS, [thread_row(one) for one in threads])

    def thread_kept(self, thread: str) -> Looked | None:
        """Give what is known of a thread."""
        return self.threads_kept([thread]).get(thread)

    def threads_kept(self, threads: Sequence[str]) -> Mapping[str, Looked]:
        """Give what is known of threads, by their ids."""
        found: dict[str, Looked] = {}
        with self._read() as connection:
            for some in chunks(threads):
                rows = connection.execute(SOME_THREADS, {"of": some})
                found |= {row.id: thread_of(row) for row in rows}
        return found

    def threads_to_look(self, limit: int) -> Sequence[Looked]:
        """List the threads whose turn it is to be looked at, the first first."""
        ordered = select(THREADS).order_by(THREADS.c.look, THREADS.c.id).limit(limit)
        with self._read() as connection:
            return [thread_of(row) for row in connection.execute(ordered)]

    def waiting_by_video(self) -> Mapping[str, int]:
        """Count what is not settled, by video: comments that are open, and replies not ended."""
        joined = COMMENTS.outerjoin(REPLIES, REPLIES.c.comment == COMMENTS.c.id)
        moving = REPLIES.c.state.not_in([*ENDED, "failed"])
        wanted = select(COMMENTS.c.video, func.count()).select_from(joined)
        with self._read() as connection:
            rows = connection.execute(wanted.where(or_(OPEN, moving)).group_by(COMMENTS.c.video))
            return {row[0]: row[1] for row in rows}

    def counts(self) -> dict[str, int]:
        """Count videos, comments, those open, and replies by state."""
        by_state = select(REPLIES.c.state, func.count()).group_by(REPLIES.c.state)
        joined = COMMENTS.outerjoin(REPLIES, REPLIES.c.comment == COMMENTS.c.id)
        waiting = select(func.count()).select_from(joined).where(OPEN)
        with self._read() as connection:
            found = {
                "videos": connection.scalar(select(func.count()).select_from(VIDEOS)) or 0,
                "comments": connection.scalar(select(func.count()).select_from(COMMENTS)) or 0,
                "open": connection.scalar(waiting) or 0,
            }
            return found | {row[0]: row[1] for row in connection.execute(by_state)}

    def _store(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
        if not rows:
            return 0
        try:
            with self._write() as connection:
                return store(connection, table, rows)
        except IntegrityError:
            # Another added one of them at the same moment.
            with self._write() as connection:
                return store(connection, table, rows)


def _told(now: CommentKept, before: CommentKept | None) -> CommentKept:
    """Keep why one is skipped where nothing new is said of it."""
    if before is None or now.skipped:
        return now
    return replace(now, skipped=before.skipped)


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    words = folded(sought.text).split()
    found: list[ColumnElement[bool]] = [
        or_(
            COMMENTS.c.words.contains(word, autoescape=True),
            COMMENTS.c.named.contains(word, autoescape=True),
            REPLIES.c.text.icontains(word, autoescape=True),
        )
        for word in words
    ]
    if sought.author:
        named = COMMENTS.c.named.contains(folded(sought.author), autoescape=True)
        found.append(or_(COMMENTS.c.author == sought.author, named))
    if sought.video:
        found.append(
            COMMENTS.c.video.in_(titled(sought.video)) | (COMMENTS.c.video == sought.video)
        )
    if sought.thread:
        found.append(COMMENTS.c.thread == sought.thread)
    if sought.state is not None:
        found.append(REPLIES.c.state == sought.state)
    if sought.skipped:
        found.append(COMMENTS.c.skipped == sought.skipped)
    if sought.open_only:
        found.append(OPEN)
    if sought.from_second is not None:
        found.append(COMMENTS.c.second >= sought.from_second)
    if sought.to_second is not None:
        found.append(COMMENTS.c.second <= sought.to_second)
    return found


def _older(connection: Connection, wanted: "Select[Any]", before: str) -> "Select[Any]":
    at = connection.scalar(select(COMMENTS.c.published).where(COMMENTS.c.id == before))
    if at is None:
        return wanted
    same = and_(COMMENTS.c.published == at, COMMENTS.c.id < before)
    return wanted.where(or_(COMMENTS.c.published < at, same))
