"""Suggests topics for a document, with reasons; none is ever set by itself."""

from server.core.chat_ports import Search
from server.core.library.blocks import Text
from server.core.library.documents import Document
from server.core.library.suggesting import about, by_likeness, by_name
from server.core.library_ports import DocumentStore, TopicStore

FOUND = 30
"""Passages that are like a document, at most."""
NEAR = 0.5
"""Part of the best one's score that a passage must have to be like a document."""


class Suggesting:
    """Suggests topics."""

    def __init__(self, topics: TopicStore, documents: DocumentStore, search: Search) -> None:
        self._topics, self._documents, self._search = topics, documents, search

    def suggest(self, document: Document) -> int:
        """Suggest topics for a document; give how many are new.

        What is set stays set, and what was refused is not suggested again.
        """
        if document.state != "ready":
            return 0
        known = {count.topic.id: count.topic.name for count in self._topics.topics()}
        if not known:
            return 0
        said = self._documents.belongings(document.id)
        text = Text(self._documents.blocks(document.id)).whole
        title = document.source.title
        found = by_name(title, text, known) | self._like(document, about(title, text))
        new = {topic: reason for topic, reason in found.items() if topic not in said}
        for topic, reason in new.items():
            self._documents.set_topic(document.id, topic, "suggested", reason)
        return len(new)

    def _like(self, document: Document, words: str) -> dict[int, str]:
        hits = self._search.search(words, frozenset(), FOUND)
        others = [one for one in hits if one.document != document.id and one.lexical_rank]
        least = NEAR * max((one.score for one in others), default=0.0)
        alike = [one.document for one in others if one.score >= least]
        held = {number: self._documents.document(number) for number in dict.fromkeys(alike)}
        there = {number: one for number, one in held.items() if one is not None}
        titles = {number: one.source.title for number, one in there.items()}
        members = {number: frozenset(one.topics) for number, one in there.items()}
        return by_likeness(alike, titles, members)
