"""What answering comments needs of YouTube, of the server and of a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.core.comments.comment import (
    Channel,
    Comment,
    Looked,
    Moderation,
    Page,
    Thread,
    Video,
)
from server.core.comments.outbox import Reply, State


class VideoChannel(Protocol):
    """The owner's channel; one call is one request, charged as `core.comments.quota` says.

    Every method raises `SignedOutError`, `QuotaSpentError`, `SlowDownError`, `RefusedError` (or
    `GoneError`), `UnclearError`.
    """

    def channel(self) -> Channel:
        """Give the channel of who is signed in (`channels.list`, mine)."""
        ...

    def uploads(self, playlist: str, page: str | None = None) -> Page[str]:
        """List ids of videos, the newest first, 50 a page (`playlistItems.list`)."""
        ...

    def videos(self, ids: Sequence[str]) -> Sequence[Video]:
        """Give up to 50 videos (`videos.list`); those that are gone are left out."""
        ...

    def threads(
        self, channel: str, page: str | None = None, moderation: Moderation = "published"
    ) -> Page[Thread]:
        """List all threads of a channel's videos, the newest first, 100 a page.

        `commentThreads.list` with `allThreadsRelatedToChannelId`, `order=time`. With a moderation:
        those of which the first comment, or a reply, is held so (`moderationStatus`), with these.
        """
        ...

    def threads_by_id(self, ids: Sequence[str]) -> Sequence[Thread]:
        """Give up to 50 threads (`commentThreads.list` with `id`); those gone are left out."""
        ...

    def replies(self, thread: str, page: str | None = None) -> Page[Comment]:
        """List all replies of a thread, 100 a page (`comments.list` with `parentId`)."""
        ...

    def reply(self, thread: str, text: str) -> Comment:
        """Send a reply (`comments.insert`, never tried again by itself), and give it as stored."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """What the chat would answer."""

    text: str
    """The whole reply, with time links and the owner's disclosure line, within YouTube's length."""
    inquiry: str
    """The id of the inquiry that it was."""
    language: str
    refused: str = ""
    """Why there is none (nothing is known of it, it is no question): one sentence."""
    held: str = ""
    """Why it waits for the owner whatever the mode (a blocked word): one sentence."""


class Drafting(Protocol):
    """Asks the chat, over HTTP where it is the scheduled job that asks."""

    def draft(self, comment: str) -> Draft:
        """Answer a stored comment (by its id) in its thread; raises the server's errors."""
        ...


@dataclass(frozen=True, slots=True)
class CommentKept:
    """A comment as the database keeps it, with what is known of it."""

    comment: Comment
    ours: bool
    """Written by the channel itself."""
    second: float | None
    """Of the video, which it speaks of."""
    skipped: str = ""
    """Why it is not answered, as one of `core.comments.skipping.REASONS`; empty: open."""
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class VideoKept:
    """A video as the database keeps it."""

    video: Video
    done: bool
    """Nothing on it is open."""
    due: int
    """From when on its comments are answered; ms since 1970, UTC."""
    checked: int
    """When its threads were last looked at."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for among comments; what is empty or none does not narrow it."""

    text: str = ""
    author: str = ""
    """Channel id, or part of a name."""
    video: str = ""
    """Its id, or part of its title."""
    thread: str = ""
    state: State | None = None
    """Of its reply."""
    skipped: str = ""
    """Why it is not answered."""
    open_only: bool = False
    """Neither skipped nor ours, and no reply is made."""
    from_second: float | None = None
    to_second: float | None = None
    before: str | None = None
    """The id of the last comment of the page before: the newest come first."""
    limit: int = 50


class CommentStore(Protocol):
    """Keeps videos and comments."""

    def keep_videos(self, videos: Sequence[VideoKept]) -> None:
        """Add videos, or store what is known of them now."""
        ...

    def video(self, video: str) -> VideoKept | None:
        """Find a video."""
        ...

    def videos(self, *, done: bool | None = None) -> Sequence[VideoKept]:
        """List videos, the newest first."""
        ...

    def keep_comments(self, comments: Sequence[CommentKept]) -> int:
        """Add comments, or store how they read now; tell how many are new.

        Why one is skipped stays where the given one says nothing of it.
        """
        ...

    def comment(self, comment: str) -> CommentKept | None:
        """Find a comment, with its reply."""
        ...

    def known(self, ids: Sequence[str]) -> Mapping[str, CommentKept]:
        """Find those of these comments that are kept, by their ids."""
        ...

    def thread(self, thread: str) -> Sequence[CommentKept]:
        """Give what is kept of a thread, the oldest first."""
        ...

    def comments(self, sought: Sought) -> Sequence[CommentKept]:
        """Find comments, the newest first."""
        ...

    def skip(self, comment: str, reason: str) -> None:
        """Say why a comment is not answered; empty: it is open again."""
        ...

    def reopen(self, reasons: Sequence[str]) -> int:
        """Open all comments again that are skipped for one of these; tell how many."""
        ...

    def keep_threads(self, threads: Sequence[Looked]) -> None:
        """Add what is known of threads, or store what is known now."""
        ...

    def thread_kept(self, thread: str) -> Looked | None:
        """Give what is known of a thread."""
        ...

    def threads_kept(self, threads: Sequence[str]) -> Mapping[str, Looked]:
        """Give what is known of threads, by their ids."""
        ...

    def threads_to_look(self, limit: int) -> Sequence[Looked]:
        """List the threads whose turn it is to be looked at, the first first."""
        ...

    def waiting_by_video(self) -> Mapping[str, int]:
        """Count what is not settled, by video: comments that are open, and replies not ended."""
        ...

    def counts(self) -> dict[str, int]:
        """Count videos, comments, those open, and replies by state."""
        ...


class OutboxStore(Protocol):
    """Keeps one reply for each comment; every call is one transaction that is on the disk after."""

    def add(self, reply: Reply) -> bool:
        """Add a reply; tell whether it was added: no, where the comment has one."""
        ...

    def reply(self, comment: str) -> Reply | None:
        """Find the reply to a comment."""
        ...

    def replies(self, states: Sequence[State], limit: int) -> Sequence[Reply]:
        """List replies in these states, the oldest first."""
        ...

    def thread(self, thread: str) -> Sequence[Reply]:
        """List the replies in a thread, the oldest first."""
        ...

    def move(self, reply: Reply, seen: int) -> Reply | None:
        """Store a reply over its version `seen`; none where another changed it since.

        Gives it with its new version. Raises `ConflictError` where its state may not follow.
        """
        ...

    def sent_since(self, since: int) -> int:
        """Count the replies sent from a moment (ms since 1970, UTC) on."""
        ...


class QuotaStore(Protocol):
    """The ledger of YouTube's units, by day."""

    def spend(self, day: str, call: str, units: int, limit: int, now: int) -> bool:
        """Write a call down before it is made; tell whether the day's limit still paid for it."""
        ...

    def spent(self, day: str) -> int:
        """Sum up what was spent on a day."""
        ...
