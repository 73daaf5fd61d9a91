"""Topics suggested for what was asked: listed with reasons, and set only where somebody says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.core.chat.inquiries import Inquiry
from server.core.chat.inquiry_topics import topics_of
from server.core.chat.reviews import Sought
from server.core.chat_ports import InquiryStore
from server.core.errors import NotFoundError
from server.core.library.topics import Topic, key_of
from server.core.library_ports import DocumentStore
from server.services.topics import Topics

LOOKED_AT = 200
"""The newest inquiries, of which topics are suggested."""


@dataclass(frozen=True, slots=True)
class InquirySuggestion:
    """That an inquiry belongs to a topic, and why."""

    inquiry: Inquiry
    topic: Topic
    reason: str


class InquirySuggesting:
    """Suggests topics for inquiries."""

    def __init__(self, store: InquiryStore, documents: DocumentStore, topics: Topics) -> None:
        self._store, self._documents, self._topics = store, documents, topics

    def listed(self) -> Sequence[InquirySuggestion]:
        """List what is suggested of the newest and not answered."""
        known = {one.topic.id: one.topic for one in self._topics.listed()}
        if not known:
            return []
        inquiries = self._store.inquiries(Sought(), LOOKED_AT)
        members = self._members(inquiries)
        return [
            InquirySuggestion(inquiry, known[topic], reason)
            for inquiry in inquiries
            for topic, reason in topics_of(inquiry, members).items()
            if topic in known and not _answered(inquiry, known[topic])
        ]

    def answer(self, inquiry_id: str, topic_id: int, *, accept: bool) -> Inquiry:
        """Let an inquiry belong to a topic, or say that it does not; raises `NotFoundError`."""
        topic, inquiry = self._topics.one(topic_id), self._store.inquiry(inquiry_id)
        if inquiry is None:
            raise NotFoundError("There is no such inquiry; it may have been deleted.")
        if _answered(inquiry, topic):
            return inquiry
        if accept:
            changed = replace(inquiry, topics=(*inquiry.topics, topic.name))
        else:
            changed = replace(inquiry, refused=(*inquiry.refused, topic.name))
        if not self._store.retopic_inquiry(changed):
            raise NotFoundError("There is no such inquiry; it may have been deleted.")
        if accept and inquiry.review.taught is not None:
            self._topics.put(inquiry.review.taught, topic.id)
        return changed

    def _members(self, inquiries: Sequence[Inquiry]) -> dict[int, frozenset[int]]:
        numbers = {one.document for inquiry in inquiries for one in inquiry.sources}
        held = {number: self._documents.document(number) for number in numbers}
        return {number: frozenset(one.topics) for number, one in held.items() if one is not None}


def _answered(inquiry: Inquiry, topic: Topic) -> bool:
    said = {key_of(name) for name in (*inquiry.topics, *inquiry.refused)}
    return key_of(topic.name) in said
