"""Comments and the replies to them, as the owner goes through them: sought, approved, rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.core.comment_ports import CommentKept, CommentStore, OutboxStore, Sought, VideoKept
from server.core.comments.outbox import REWRITTEN, Reply, State
from server.core.comments.reply_text import LONGEST, length
from server.core.errors import ConflictError, InvalidError, LateError, NotFoundError
from server.core.ports import Clock
from server.core.users import User
from server.services.news import News

MOST_LISTED = 200
LONGEST_REASON = 500
TOLD: Mapping[State, str] = {
    "sending": "It may be on its way just now; look again after the next step.",
    "sent": "It is sent; on YouTube you can still change or delete it.",
    "rejected": "It was rejected; open it again first.",
    "withdrawn": "It was withdrawn, as its comment needs no reply any more; open it again first.",
    "planned": "It is approved already, and goes out with the next step.",
    "review": "It waits for you.",
    "held": "It may have been sent: look on YouTube, then approve it, or say that it is there.",
    "failed": "YouTube refused it.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment with its thread, the oldest first, and its video."""

    kept: CommentKept
    thread: Sequence[CommentKept]
    video: VideoKept | None


class Comments:
    """The comments of the owner's channel."""

    def __init__(self, store: CommentStore, outbox: OutboxStore, clock: Clock, news: News) -> None:
        self._store, self._outbox, self._clock = store, outbox, clock
        self.news = news

    def listed(self, sought: Sought) -> Sequence[CommentKept]:
        """List those that are sought, the newest first; raises `InvalidError`."""
        if not 1 <= sought.limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        return self._store.comments(sought)

    def videos(self, comments: Sequence[CommentKept]) -> Mapping[str, VideoKept]:
        """Give the videos of comments, by their ids."""
        ids = dict.fromkeys(one.comment.video for one in comments)
        found = {video: self._store.video(video) for video in ids if video}
        return {video: kept for video, kept in found.items() if kept}

    def counts(self) -> Mapping[str, int]:
        """Count videos, comments, those open, and replies by state."""
        return self._store.counts()

    def one(self, comment: str) -> Shown:
        """Give one with its thread; raises `NotFoundError`."""
        kept = self._kept(comment)
        video = self._store.video(kept.comment.video) if kept.comment.video else None
        return Shown(kept, self._store.thread(kept.comment.thread), video)

    def approve(self, user: User, comment: str, version: int, text: str | None = None) -> Reply:
        """Let a reply go out with the next step, as it is or with another text.

        `version`: of the reply that was seen; 0: there was none. Raises `LateError` where it is
        another by now, `ConflictError` where it cannot go any more.
        """
        return self._decide(user, comment, version, "planned", text)

    def edit(self, user: User, comment: str, version: int, text: str) -> Reply:
        """Rewrite a reply; one that was rejected or withdrawn waits again."""
        before = self._seen(comment, version)
        state: State = before.state if before and before.state in REWRITTEN else "review"
        return self._decide(user, comment, version, state, text)

    def reject(self, user: User, comment: str, version: int, reason: str = "") -> Reply:
        """Let a comment have no reply."""
        if len(reason) > LONGEST_REASON:
            raise InvalidError(f"A reason has at most {LONGEST_REASON} characters.")
        return self._decide(user, comment, version, "rejected", reason=reason.strip())

    def reopen(self, user: User, comment: str, version: int) -> Reply:
        """Let a reply that was rejected, withdrawn or refused wait for the owner again."""
        return self._decide(user, comment, version, "review")

    def settle(self, user: User, comment: str, version: int) -> Reply:
        """Say of a reply that is held that it is there: the owner saw it on YouTube."""
        return self._decide(user, comment, version, "sent")

    def _decide(  # noqa: PLR0917  (what is decided, of what)
        self,
        user: User,
        comment: str,
        version: int,
        state: State,
        text: str | None = None,
        reason: str = "",
    ) -> Reply:
        before = self._seen(comment, version)
        told = checked_text(text) if text is not None else before.text if before else ""
        if not told and state not in {"rejected"}:
            raise InvalidError("A reply has a text.")
        if before is None:
            reply = self._new(comment, told, state, user.name, reason)
        else:
            reply = self._moved(before, replace(before, text=told, state=state), user, reason)
        self.news.tell()
        return reply

    def _new(self, comment: str, text: str, state: State, name: str, reason: str) -> Reply:
        if state not in {"review", "planned", "rejected"}:
            raise ConflictError("There is no reply to this comment yet.")
        told, now = self._kept(comment).comment, self._clock()
        made = Reply(
            told.id, told.thread, told.video, text, state, now, now, reason, decided_by=name
        )
        if not self._outbox.add(made):
            raise _late()
        return self._outbox.reply(comment) or made

    def _moved(self, before: Reply, after: Reply, user: User, reason: str) -> Reply:
        if before.state in {"sending", "sent"} or (
            before.state == after.state and before.text == after.text
        ):
            raise ConflictError(TOLD[before.state])
        decided = replace(after, reason=reason, decided_by=user.name, changed=self._clock())
        moved = self._outbox.move(decided, before.version)
        if moved is None:
            raise _late()
        return moved

    def _seen(self, comment: str, version: int) -> Reply | None:
        """Give the reply in the version that was seen."""
        self._kept(comment)
        reply = self._outbox.reply(comment)
        if version != (reply.version if reply else 0):
            raise _late()
        return reply

    def _kept(self, comment: str) -> CommentKept:
        found = self._store.comment(comment)
        if found is None:
            raise NotFoundError("There is no such comment; the next step may bring it.")
        return found


def checked_text(text: str) -> str:
    """Check a reply that somebody wrote; raises `InvalidError`."""
    cleaned = text.strip()
    if length(cleaned) > LONGEST:
        raise InvalidError(f"YouTube takes replies of at most {LONGEST:,} characters.")
    return cleaned.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _late() -> LateError:
    return LateError("The reply changed since you looked at it; look at it again, then decide.")
