"""YouTube in the process: threads, replies, quota, and all the ways in which a call can end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import RLock

from server.core.comments.comment import Author, Channel, Comment, Moderation, Page, Thread, Video
from server.core.comments.failures import (
    GoneError,
    QuotaSpentError,
    RefusedError,
    SignedOutError,
    SlowDownError,
    UnclearError,
)
from server.core.comments.quota import COSTS, day_of
from server.core.errors import RubatoError
from tests.server.made_comments import OWNER

ME = Channel(OWNER.channel, OWNER.name, "UUowner")
FAILURES: dict[str, Callable[[], RubatoError]] = {
    "lost before": lambda: UnclearError("The connection broke."),
    "lost after": lambda: UnclearError("No answer came."),
    "held and lost": lambda: UnclearError("No answer came."),
    "late and lost": lambda: UnclearError("No answer came."),
    "slow": lambda: SlowDownError("Too fast."),
    "spent": lambda: QuotaSpentError("YouTube says that the day is spent."),
    "refused": lambda: RefusedError("YouTube takes no such reply.", "processingFailure"),
    "signed out": lambda: SignedOutError("Sign in again: rubato youtube login."),
}
"""By the names of faults; those that are not here answer as if all were well."""
STORES = {"", "lost after", "held", "held and lost", "late", "late and lost"}
"""With these a reply is stored."""


@dataclass(slots=True)
class Stored:
    """A comment as YouTube has it."""

    comment: Comment
    shown: int = 0
    """From when on it is listed; ms."""


@dataclass(slots=True)
class StoredThread:
    """A thread as YouTube has it."""

    first: Comment
    replies: list[Stored] = field(default_factory=list)
    can_reply: bool = True


class FakeChannel:
    """The owner's channel; `fault(call)` names how a call ends, empty: well."""

    def __init__(self, now: Callable[[], int], page: int = 100) -> None:
        self.now, self.page = now, page
        self.fault: Callable[[str], str] = lambda _call: ""
        self.late = 5 * 60_000
        """How late a reply is shown that is shown late; ms."""
        self.known: dict[str, Video] = {}
        self.held: dict[str, StoredThread] = {}
        self.waiting: set[str] = set()
        """Threads with replies that YouTube holds back."""
        self.inserted: list[Comment] = []
        self.units: dict[str, int] = {}
        self.limit = 10**9
        self.calls: list[str] = []
        self._lock = RLock()
        self._sorted: list[StoredThread] | None = None

    def add(self, comment: Comment) -> None:
        """Have somebody write a comment."""
        with self._lock:
            if comment.is_reply:
                self.held[comment.thread].replies.append(Stored(comment))
            else:
                self.held[comment.id] = StoredThread(comment)
                self._sorted = None

    def remove(self, thread: str) -> None:
        """Delete a thread."""
        with self._lock:
            del self.held[thread]
            self._sorted = None
            self.waiting.discard(thread)

    def channel(self) -> Channel:
        """Give the owner's."""
        with self._calling("channels.list"):
            return ME

    def uploads(self, playlist: str, page: str | None = None) -> Page[str]:
        """List all videos."""
        del playlist, page
        with self._calling("playlistItems.list"):
            return Page(tuple(self.known))

    def videos(self, ids: Sequence[str]) -> Sequence[Video]:
        """Give those that are there."""
        assert 0 < len(ids) <= 50
        with self._calling("videos.list"):
            return [self.known[one] for one in ids if one in self.known]

    def threads(
        self, channel: str, page: str | None = None, moderation: Moderation = "published"
    ) -> Page[Thread]:
        """List threads."""
        assert channel == ME.id
        with self._calling("commentThreads.list"):
            found = self._newest_first(moderation)
            start = int(page or 0)
            end = start + self.page
            shown = tuple(self._thread(one, moderation) for one in found[start:end])
            return Page(shown, str(end) if end < len(found) else None)

    def threads_by_id(self, ids: Sequence[str]) -> Sequence[Thread]:
        """Give those that are there."""
        assert 0 < len(ids) <= 50
        with self._calling("commentThreads.list"):
            there = [self.held[one] for one in ids if self._is_there(one)]
            return [self._thread(one, "published") for one in there]

    def replies(self, thread: str, page: str | None = None) -> Page[Comment]:
        """List the replies that are shown."""
        with self._calling("comments.list"):
            if not self._is_there(thread):
                raise GoneError("It is deleted.", "commentNotFound")
            found = self._shown(self.held[thread], "published")
            start = int(page or 0)
            end = start + self.page
            return Page(tuple(found[start:end]), str(end) if end < len(found) else None)

    def reply(self, thread: str, text: str) -> Comment:
        """Store a reply, or not."""
        with self._lock:
            self._spend("comments.insert")
            fault = self.fault("comments.insert")
            if fault in STORES and not self._is_there(thread):
                raise GoneError("It is deleted.", "parentCommentNotFound")
            made = self._store(thread, text, fault) if fault in STORES else None
            if fault in FAILURES:
                raise FAILURES[fault]()
            assert made is not None
            return made

    def _store(self, thread: str, text: str, fault: str) -> Comment:
        there = self.held[thread]
        now = self.now()
        number = f"{thread}.our{len(self.inserted)}"
        made = Comment(number, thread, there.first.video, OWNER, text, now, now)
        if fault.startswith("held"):
            made = replace(made, moderation="heldForReview")
            self.waiting.add(thread)
        there.replies.append(Stored(made, now + self.late if fault.startswith("late") else 0))
        self.inserted.append(made)
        return made

    def _thread(self, one: StoredThread, moderation: Moderation) -> Thread:
        shown = self._shown(one, moderation)
        return Thread(one.first, tuple(shown[-5:]), len(shown), one.can_reply)

    def _shown(self, one: StoredThread, moderation: Moderation) -> list[Comment]:
        now = self.now()
        return [
            reply.comment
            for reply in one.replies
            if reply.comment.moderation == moderation and reply.shown <= now
        ]

    def _newest_first(self, moderation: Moderation) -> list[StoredThread]:
        if moderation != "published":
            there = [self.held[one] for one in self.waiting if self._is_there(one)]
            there = [one for one in there if self._shown(one, moderation)]
            return sorted(there, key=_newest, reverse=True)
        if self._sorted is None:
            self._sorted = sorted(self.held.values(), key=_newest, reverse=True)
        return [one for one in self._sorted if self._is_there(one.first.id)]

    def _is_there(self, thread: str) -> bool:
        one = self.held.get(thread)
        video = self.known.get(one.first.video) if one else None
        return one is not None and (video is None or video.privacy != "private")

    def _spend(self, call: str) -> None:
        self.calls.append(call)
        day = day_of(self.now())
        if self.units.get(day, 0) + COSTS[call] > self.limit:
            raise FAILURES["spent"]()
        self.units[day] = self.units.get(day, 0) + COSTS[call]

    @contextmanager
    def _calling(self, call: str) -> Iterator[None]:
        """Make a call, one at a time, that may fail before it gives anything."""
        with self._lock:
            self._spend(call)
            fault = self.fault(call)
            if fault in FAILURES:
                raise FAILURES[fault]()
            yield


def _newest(one: StoredThread) -> tuple[int, str]:
    return one.first.published, one.first.id


def owner_says(thread: str, text: str, at: int) -> Comment:
    """Make a comment that the owner wrote by hand."""
    return Comment(f"{thread}.hand{at}", thread, "v1", OWNER, text, at, at)


def named(number: int) -> Author:
    """Make an author."""
    return Author(f"UC{number}", f"@viewer{number}")
