"""Inquiries marked for the next recording, and the moments of recordings that answer them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from server.core.chat.answered import MOST_MARKED, SIGN, Answered, answers_in
from server.core.chat.inquiries import Inquiry
from server.core.errors import ConflictError, NotFoundError
from server.core.mark_ports import MarkStore
from server.core.performances.performance import PLAYED, checked_moment
from server.core.ports import Clock
from server.core.recordings import Recording
from server.core.session_file import Reading, read_session
from server.core.users import User
from server.services.inquiries import Inquiries
from server.services.news import News
from server.services.performances import Performances


class Files(Protocol):
    """Keeps files."""

    def one(self, user: User, recording_id: str) -> Recording:
        """Give one that he may see; raises `NotFoundError`."""
        ...

    def content(self, recording: Recording) -> bytes:
        """Give the bytes of a whole one."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """What marks are kept by."""

    store: MarkStore
    inquiries: Inquiries
    performances: Performances
    files: Files
    news: News
    clock: Clock


class Told(NamedTuple):
    """What there is to tell of an inquiry to somebody."""

    marked: bool
    """Whether he marked it for his next recording."""
    answered: tuple[Answered, ...] = ()
    """In recordings that he may see, each once."""


class InquiryMarks:
    """What the next recording answers, and what others did."""

    def __init__(self, world: World) -> None:
        self._world, self._store = world, world.store

    def marked(self, user: User) -> list[Inquiry]:
        """List what somebody marked, in the order in which he did."""
        found = []
        for inquiry_id in self._store.marked(user.id):
            try:
                found.append(self._world.inquiries.one(user, inquiry_id))
            except NotFoundError:  # he is no admin any more, or it went in between
                continue
        return found

    def mark(self, user: User, inquiry_id: str) -> Inquiry:
        """Mark one for his next recording; raises `ConflictError` where two are."""
        inquiry = self._world.inquiries.one(user, inquiry_id)
        if not self._store.mark_inquiry(user.id, inquiry.id, MOST_MARKED, self._world.clock()):
            raise ConflictError(
                f"{MOST_MARKED} are marked for the next recording already; take one out first."
            )
        self._world.news.tell()
        return inquiry

    def unmark(self, user: User, inquiry_id: str) -> Inquiry:
        """Take the mark back."""
        inquiry = self._world.inquiries.one(user, inquiry_id)
        self._store.unmark_inquiry(user.id, inquiry.id)
        self._world.news.tell()
        return inquiry

    def answer(
        self, user: User, inquiry_id: str, at_ms: int, *, performance: str = "", recording: str = ""
    ) -> Inquiry:
        """Say that it is answered at a moment of a performance or a file; it is marked no more.

        Raises `NotFoundError` for what he may not see.
        """
        inquiry = self._world.inquiries.one(user, inquiry_id)
        at_ms, now = checked_moment(at_ms), self._world.clock()
        if recording:
            held = self._world.files.one(user, recording).id
            self._store.answer_in_file(inquiry.id, held, at_ms, now)
        else:
            held = self._world.performances.see(user, performance).performance.id
            self._store.answer_in_performance(inquiry.id, held, at_ms, now)
        return self.unmark(user, inquiry.id)

    def take_back(self, user: User, inquiry_id: str, answer_id: int) -> Inquiry:
        """Say no more that it is answered there; raises `NotFoundError` where that is not said."""
        inquiry = self._world.inquiries.one(user, inquiry_id)
        if not self._store.take_answer_back(inquiry.id, answer_id):
            raise NotFoundError("It is not said to be answered there, or is so no more.")
        self._world.news.tell()
        return inquiry

    def told(self, user: User, inquiries: Sequence[Inquiry]) -> Mapping[str, Told]:
        """Give what there is to tell of them, by their ids."""
        ids = [one.id for one in inquiries]
        marked = set(self._store.marked(user.id))
        answered: dict[str, dict[int, Answered]] = {one: {} for one in ids}
        for one in self._store.answered(ids):
            if one.shared or user.role == "admin" or one.owner == user.id:
                answered[one.inquiry].setdefault(one.id, one)
        return {one: Told(one in marked, tuple(answered[one].values())) for one in ids}

    def arrived(self, user: User, recording: Recording) -> None:
        """Take out of a session that is whole now which inquiries are answered in it, and when."""
        if recording.announced.kind not in PLAYED:
            return
        content = self._world.files.content(recording)
        reading = read_session(content) if SIGN in content else None
        if not isinstance(reading, Reading):
            return
        for inquiry_id, at_ms in answers_in(reading.session.entries).items():
            try:
                inquiry = self._world.inquiries.one(user, inquiry_id)
            except NotFoundError:  # deleted since, or of another server
                continue
            self._store.answer_in_file(inquiry.id, recording.id, at_ms, self._world.clock())
            self.unmark(user, inquiry.id)
