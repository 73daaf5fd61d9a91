"""Threads as they are kept: what YouTube lists is judged, stored, and seen to have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.core.comment_ports import CommentKept, VideoKept
from server.core.comments.comment import Comment, Looked, Thread, Video
from server.core.comments.moments import second_of
from server.core.comments.outbox import Reply, State
from server.core.comments.schedule import GONE, due, next_look
from server.core.comments.skipping import told
from server.core.comments.turns import by_job, judged
from server.services.comment_desk import Desk

BEFORE_SENDING: tuple[State, ...] = ("review", "planned")
LOST = ("gone", "private")
"""Reasons that may pass: what was deleted or hidden is listed again now and then."""
WITHDRAWING = ("answered", "closed", *LOST)
AT_ONCE = 50
"""Ids that one call takes."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread with all that is said in it, as YouTube lists it now."""

    comments: Sequence[Comment]
    can_reply: bool
    count: int
    """Of its replies."""


class KeptThreads:
    """Keeps threads of one channel."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._comments = desk, desk.comments

    def changed(self, threads: Sequence[Thread]) -> Sequence[Thread]:
        """Choose the threads in which something is new, or reads otherwise, or is gone."""
        shown = [one for thread in threads for one in (thread.first, *thread.replies)]
        known = self._comments.known([one.id for one in shown])
        kept = self._comments.threads_kept([thread.first.id for thread in threads])
        return [one for one in threads if self._differs(one, kept.get(one.first.id), known)]

    def _differs(
        self, thread: Thread, looked: Looked | None, known: Mapping[str, CommentKept]
    ) -> bool:
        if looked is None or looked.gone or looked.can_reply != thread.can_reply:
            return True
        if looked.replies != thread.reply_count:
            return True
        return any(_is_fresh(one, known) for one in (thread.first, *thread.replies))

    def list_whole(self, thread: Thread) -> Listed:
        """Give a thread with all its replies, which are asked for where some are missing."""
        replies: Sequence[Comment] = thread.replies
        if len(replies) < thread.reply_count:
            replies = self._desk.channel.all_replies(thread.first.id)
        return Listed((thread.first, *replies), thread.can_reply, thread.reply_count)

    def keep(self, listed: Sequence[Listed]) -> int:
        """Judge and store threads; tell how many comments are new."""
        shown = [one for each in listed for one in each.comments]
        known = self._comments.known([one.id for one in shown])
        self._know_videos(shown)
        rows: list[CommentKept] = []
        for each in listed:
            rows += self._judged(each, known)
        new = self._comments.keep_comments(rows)
        for row in rows:
            before = known.get(row.comment.id)
            if before is not None and before.skipped and not row.skipped:
                self._comments.skip(row.comment.id, "")  # it was gone, and is back
        self._comments.keep_threads([self._looked(each) for each in listed])
        return new

    def _judged(self, listed: Listed, known: Mapping[str, CommentKept]) -> list[CommentKept]:
        first = listed.comments[0]
        video = self._comments.video(first.video)
        before = {one.comment.id: one for one in self._past(first.id, known)}
        now = before | {
            one.id: self._row(one, before.get(one.id), video) for one in listed.comments
        }
        ordered = sorted(now.values(), key=_place)
        fresh = {one.id for one in listed.comments if _is_fresh(one, known)}
        replies = self._desk.outbox.thread(first.id) if before else ()
        reasons = judged(
            ordered,
            by_job(ordered, replies),
            self._desk.conduct.rules,
            can_reply=listed.can_reply,
            late=self._late(video, bool(fresh)),
            fresh=fresh,
        )
        for reply in replies:
            self._withdraw(reply, reasons.get(reply.comment, ""))
            if reply.comment in fresh:
                self._restore(reply)
        return [replace(one, skipped=reasons[one.comment.id]) for one in ordered]

    def _past(self, thread: str, known: Mapping[str, CommentKept]) -> Sequence[CommentKept]:
        return self._comments.thread(thread) if thread in known else ()

    def _row(
        self, comment: Comment, before: CommentKept | None, video: VideoKept | None
    ) -> CommentKept:
        ours = bool(self._desk.me.id) and comment.author.channel == self._desk.me.id
        second = second_of(comment.text, video.video.duration if video else 0)
        return CommentKept(
            comment,
            ours,
            second,
            before.skipped if before else "",
            before.reply if before else None,
        )

    def _late(self, video: VideoKept | None, fresh: bool) -> bool:
        """Open a video that was done, or say that its comments come too late."""
        if video is None or not video.done or not fresh:
            return False
        if self._desk.conduct.reopen:
            self._comments.keep_videos([replace(video, done=False)])
        return not self._desk.conduct.reopen

    def _withdraw(self, reply: Reply, reason: str) -> None:
        if reply.state in BEFORE_SENDING and reason in WITHDRAWING:
            self._desk.move(reply, "withdrawn", reason=told(reason))

    def _restore(self, reply: Reply) -> None:
        """Take a reply up again whose comment was gone, and is back."""
        if reply.state == "withdrawn" and reply.reason in map(told, LOST):
            # In one move: who is killed between two leaves it to an owner who is not asked.
            self._desk.move(reply, "planned" if self._desk.conduct.auto else "review")

    def _looked(self, listed: Listed) -> Looked:
        first = listed.comments[0]
        active = max(one.published for one in listed.comments)
        turn = next_look(active, self._desk.clock())
        return Looked(first.id, first.video, listed.count, listed.can_reply, active, turn)

    def look_later(self, threads: Sequence[str]) -> None:
        """Give threads that were looked at their next turn."""
        now, kept = self._desk.clock(), self._comments.threads_kept(threads).values()
        later = [replace(one, look=next_look(one.active, now)) for one in kept]
        self._comments.keep_threads(later)

    def lose(self, thread: str, reason: str = "gone") -> None:
        """Note that a thread is deleted (or its video closed): nothing in it is answered."""
        for one in self._comments.thread(thread):
            if not one.skipped:
                self._comments.skip(one.comment.id, reason)
            if one.reply is not None:
                self._withdraw(one.reply, reason)
        looked = self._comments.thread_kept(thread)
        if looked is not None:
            later = self._desk.clock() + GONE
            self._comments.keep_threads([replace(looked, gone=True, look=later)])

    def _know_videos(self, comments: Sequence[Comment]) -> None:
        """Ask for the videos that the store does not know."""
        ids = dict.fromkeys(one.video for one in comments if one.video)
        unknown = [video for video in ids if self._comments.video(video) is None]
        for start in range(0, len(unknown), AT_ONCE):
            self.see_videos(unknown[start : start + AT_ONCE])

    def see_videos(self, ids: Sequence[str]) -> Mapping[str, Video]:
        """Ask how up to 50 videos are now, and keep it; what YouTube does not know is gone."""
        found = {video.id: video for video in self._desk.channel.videos(ids)}
        now = self._desk.clock()
        seen: dict[str, Video] = {}
        rows: list[VideoKept] = []
        for name in ids:
            before = self._comments.video(name)
            seen[name] = found.get(name) or _gone(name, before)
            rows.append(self._video_kept(seen[name], before, now))
        self._comments.keep_videos(rows)
        return seen

    def _video_kept(self, video: Video, before: VideoKept | None, now: int) -> VideoKept:
        conduct = self._desk.conduct
        when = due(video, conduct.video_days, conduct.delay_days, self._desk.me.id)
        return VideoKept(video, before.done if before else False, when, now)


def _gone(name: str, before: VideoKept | None) -> Video:
    if before is None:
        return Video(name, "", "", 0, 0, "gone")
    return replace(before.video, privacy="gone")


def _is_fresh(comment: Comment, known: Mapping[str, CommentKept]) -> bool:
    """Tell whether a comment is new, or reads otherwise than it was judged."""
    before = known.get(comment.id)
    if before is None:
        return True
    past = before.comment
    if before.skipped in LOST:
        return True
    return (past.updated, past.moderation) != (comment.updated, comment.moderation)


def _place(one: CommentKept) -> tuple[bool, int, str]:
    return one.comment.is_reply, one.comment.published, one.comment.id
