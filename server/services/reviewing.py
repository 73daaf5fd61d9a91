"""Reviewing: answers rated and corrected, corrections taught, old inquiries counted and let go."""

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from server.core.chat.inquiries import Inquiry
from server.core.chat.retention import Retention, Round, share
from server.core.chat.reviews import (
    DAY,
    DayCount,
    Review,
    TopicAsked,
    correction_of,
    rating_of,
)
from server.core.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    LateError,
    NotFoundError,
)
from server.core.library.topics import ALL, key_of
from server.core.ports import Clock, Log
from server.core.review_ports import ReviewStore
from server.core.users import User
from server.services.documents import Documents, Given
from server.services.inquiries import Inquiries
from server.services.news import News
from server.services.topics import Topics

MOST_DAYS = 3650
SHOWN = 100
"""Inquiries of those that would go that are shown at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a review; what is none stays as it is."""

    version: int
    """Of the review that was looked at."""
    rating: int | None = None
    """0..10."""
    unrated: bool = False
    """Take the rating back."""
    correction: str | None = None
    """Empty: take it back."""
    teach: bool | None = None
    """Whether the correction is knowledge of the inquiry's topics."""


@dataclass(frozen=True, slots=True)
class World:
    """What reviewing uses."""

    store: ReviewStore
    inquiries: Inquiries
    documents: Documents
    topics: Topics
    news: News
    clock: Clock
    log: Log
    lock: AbstractContextManager[object] = field(default_factory=threading.Lock)


class Reviewing:
    """What people make of answers."""

    def __init__(self, world: World) -> None:
        self._world, self._store = world, world.store
        self._reviewing = world.lock

    def review(self, user: User, inquiry_id: str, change: Change) -> Inquiry:
        """Rate or correct an answer.

        Raises `LateError` where somebody reviewed it since, `ForbiddenError` where a user who is no
        admin corrects, `InvalidError` for a rating out of range or a correction that is too long.
        """
        # What is taught is a document and a mark on the inquiry: no other review may come between.
        with self._reviewing:
            taught = self._reviewed(user, inquiry_id, change)
        self._world.news.tell()
        return taught

    def _reviewed(self, user: User, inquiry_id: str, change: Change) -> Inquiry:
        inquiry = self._world.inquiries.one(user, inquiry_id)
        if (change.correction is not None or change.teach is not None) and user.role != "admin":
            raise ForbiddenError("Only an admin corrects answers; you may rate them.")
        wanted = self._wanted(user, inquiry.review, change)
        if change.version != inquiry.review.version:
            raise _late()
        teach = inquiry.review.taught is not None if change.teach is None else change.teach
        if teach and not wanted.correction and change.teach:
            raise InvalidError("There is no correction yet that could be taught.")
        stored = self._store.review(inquiry_id, wanted)
        if stored is None:
            raise _late()
        return self._taught(user, stored, teach=teach and bool(wanted.correction))

    def counts(self, topic: str = ALL, days: int = 30) -> Sequence[DayCount]:
        """Count the inquiries of a topic by day, of the last days."""
        return self._store.by_day(key_of(topic or ALL), self._since(days))

    def topics(self, days: int = 30) -> Sequence[TopicAsked]:
        """Count the inquiries of each topic, of the last days and ever."""
        return self._store.by_topic(self._since(days))

    def retention(self) -> Retention:
        """Tell what would go if old inquiries were let go now; nothing is changed."""
        last, total = self._store.last_round(), self._store.total()
        part = share(last.at if last else None, self._world.clock())
        oldest = self._store.oldest(int(part * total))
        at = last.at if last else None
        if oldest is None:
            return Retention(at, part, total, 0, 0, None, None)
        old = int(part * total)
        return Retention(at, part, total, old, oldest.spared, oldest.created, oldest)

    def going(self, retention: Retention, limit: int = SHOWN) -> Sequence[Inquiry]:
        """List the first of those that would go, the oldest first."""
        if retention.oldest is None:
            return []
        return self._store.going(retention.oldest, min(limit, SHOWN))

    def let_go(self, user: User, expected: int) -> Round:
        """Let the old ones go, and begin a new year.

        Raises `ConflictError` where other than the expected number would go: look again first.
        """
        retention = self.retention()
        if retention.goes != expected:
            raise ConflictError(
                f"{retention.goes} would go now, not {expected}; look at them again first."
            )
        removed = 0
        if retention.oldest is not None:
            while some := self._store.let_go(retention.oldest):
                removed += some
        told = Round(self._world.clock(), user.name, removed)
        self._store.add_round(told)
        self._world.news.tell()
        self._world.log.info("inquiries.let_go", user=user.name, removed=removed)
        return told

    def _wanted(self, user: User, before: Review, change: Change) -> Review:
        rating = before.rating if change.rating is None else rating_of(change.rating)
        correction = before.correction
        if change.correction is not None:
            correction = correction_of(change.correction)
        return replace(
            before,
            rating=None if change.unrated else rating,
            correction=correction,
            version=before.version + 1,
            reviewer=user.name,
            at=self._world.clock(),
        )

    def _taught(self, user: User, inquiry: Inquiry, *, teach: bool) -> Inquiry:
        """Let a correction be a document of its topics, or be none any more."""
        review = inquiry.review
        taught = self._teach(user, inquiry) if teach else None
        if not teach and review.taught is not None:
            self._unteach(review.taught)
        if taught == review.taught:
            return inquiry
        wanted = replace(review, taught=taught, version=review.version + 1)
        return self._store.review(inquiry.id, wanted) or inquiry

    def _teach(self, user: User, inquiry: Inquiry) -> int:
        title = f"{user.name} on “{inquiry.question}”"
        text = f"{inquiry.question}\n\n{inquiry.review.correction}\n".encode()
        given = Given("correction.txt", text, address_of(inquiry.id), title, "text/plain")
        loaded = self._world.documents.load(given)
        for name in inquiry.topics:
            # A topic that was deleted since is not made again by what is said about an answer.
            for topic in self._there(name):
                self._world.topics.put(loaded.document.id, topic)
        return loaded.document.id

    def _there(self, name: str) -> list[int]:
        try:
            return [self._world.topics.named(name).id]
        except NotFoundError:
            return []

    def _unteach(self, document: int) -> None:
        try:
            self._world.documents.remove(document)
        except NotFoundError:
            return  # somebody deleted it from the library

    def _since(self, days: int) -> int:
        if not 1 <= days <= MOST_DAYS:
            raise InvalidError(f"days is 1 to {MOST_DAYS}.")
        return self._world.clock() // DAY - days + 1


def address_of(inquiry_id: str) -> str:
    """Give the address of the document that a correction is taught as."""
    return f"inquiry:{inquiry_id}"


def _late() -> LateError:
    return LateError("Somebody reviewed this answer meanwhile; look at it again.")
