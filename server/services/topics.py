"""Topics: made, renamed, merged and deleted, and which documents belong to them."""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TypeAlias

from server.core.errors import ConflictError, InvalidError, NotFoundError
from server.core.library.documents import Belonging, Suggestion
from server.core.library.topics import ALL, Topic, TopicCount, clean_caution, clean_name, key_of
from server.core.library_ports import DocumentStore, Index, TopicStore
from server.core.ports import Clock

Told: TypeAlias = Callable[[int, int, bool], None]

MOST_ASKED = 8
"""Topics that one question may name; ALL is asked besides."""


class Topics:
    """The owner's topics."""

    def __init__(
        self, store: TopicStore, documents: DocumentStore, index: Index, clock: Clock
    ) -> None:
        self._store, self._documents, self._index, self._clock = store, documents, index, clock
        self._told: list[Told] = []

    def listen(self, told: Told) -> None:
        """Be told of a document's number and a topic's, and whether it was put there or taken."""
        self._told.append(told)

    def listed(self, text: str = "") -> Sequence[TopicCount]:
        """List topics by name, those whose name holds a text."""
        wanted = key_of(text)
        return [one for one in self._store.topics() if wanted in key_of(one.topic.name)]

    def one(self, topic_id: int) -> Topic:
        """Find one; raises `NotFoundError`."""
        found = self._store.topic(topic_id)
        if found is None:
            raise NotFoundError("There is no such topic; it may have been deleted or merged.")
        return found

    def named(self, name: str) -> Topic:
        """Find one by name; raises `NotFoundError` with names that are near."""
        found = self._store.topic_by_key(key_of(name))
        if found is None:
            raise NotFoundError(f"There is no topic “{name[:100]}”.{self._near(name)}")
        return found

    def chosen(self, names: Iterable[str]) -> tuple[Topic, ...]:
        """Find the topics that a question names; ALL among them changes nothing.

        Raises `NotFoundError` for an unknown one, `InvalidError` for too many.
        """
        wanted = {key_of(name): name for name in names if key_of(name) not in {"", key_of(ALL)}}
        if len(wanted) > MOST_ASKED:
            raise InvalidError(f"At most {MOST_ASKED} topics are asked at once.")
        return tuple(self.named(name) for name in wanted.values())

    def known(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the names of those that are there."""
        return tuple(name for name in names if self._store.topic_by_key(key_of(name)))

    def add(self, name: str, caution: str = "") -> Topic:
        """Make one; raises `ConflictError` where its name is taken."""
        cleaned = clean_name(name)
        caution = clean_caution(caution)
        return self._store.add_topic(cleaned, key_of(cleaned), caution, self._clock())

    def there(self, name: str) -> Topic:
        """Find one by name, or make it."""
        found = self._store.topic_by_key(key_of(name))
        try:
            return found or self.add(name)
        except ConflictError:
            # Another, who loads at the same time, made it meanwhile.
            return self.named(name)

    def change(self, topic_id: int, name: str | None, caution: str | None) -> Topic:
        """Rename one, or change its caution; raises `ConflictError` where the name is taken."""
        before = self.one(topic_id)
        named = before.name if name is None else clean_name(name)
        warned = before.caution if caution is None else clean_caution(caution)
        if not self._store.change_topic(topic_id, named, key_of(named), warned):
            raise NotFoundError("There is no such topic; it may have been deleted or merged.")
        return self.one(topic_id)

    def merge(self, source_id: int, target_id: int) -> Topic:
        """Put everything of one topic into another, which stays; the first is gone."""
        source, target = self.one(source_id), self.one(target_id)
        if source.id == target.id:
            raise InvalidError("A topic cannot be merged with itself.")
        self._retopic(self._store.merge_topics(source.id, target.id))
        return target

    def remove(self, topic_id: int) -> None:
        """Delete one; its documents stay in ALL."""
        self._retopic(self._store.remove_topic(self.one(topic_id).id))

    def put(self, document_id: int, topic_id: int) -> None:
        """Let a document belong to a topic; raises `NotFoundError`."""
        self._say(document_id, topic_id, "set")
        self._retopic([document_id])
        self._tell(document_id, topic_id, put=True)

    def take(self, document_id: int, topic_id: int) -> None:
        """Take a document out of a topic."""
        self._documents.unset_topic(document_id, self.one(topic_id).id)
        self._retopic([document_id])
        self._tell(document_id, topic_id, put=False)

    def hold(self, document_id: int, topics: frozenset[int]) -> None:
        """Let a document belong to exactly these topics, as somebody knows who keeps them."""
        found = self._documents.document(document_id)
        held = frozenset(found.topics if found else ())
        for topic_id in topics - held:
            self._documents.set_topic(document_id, topic_id, "set", "")
        for topic_id in held - topics:
            self._documents.unset_topic(document_id, topic_id)
        if topics != held:
            self._retopic([document_id])

    def suggestions(self) -> Sequence[Suggestion]:
        """List what was suggested and not answered."""
        return self._documents.suggestions()

    def accept(self, document_id: int, topic_id: int) -> None:
        """Let a suggestion be so."""
        self.put(document_id, topic_id)

    def refuse(self, document_id: int, topic_id: int) -> None:
        """Say no to a suggestion, which is not made again."""
        self._say(document_id, topic_id, "refused")
        self._tell(document_id, topic_id, put=False)

    def _tell(self, document_id: int, topic_id: int, *, put: bool) -> None:
        for told in self._told:
            told(document_id, topic_id, put)

    def _say(self, document_id: int, topic_id: int, state: Belonging) -> None:
        topic = self.one(topic_id)
        if not self._documents.set_topic(document_id, topic.id, state, ""):
            raise NotFoundError("There is no such document; it may have been deleted.")

    def _retopic(self, documents: Sequence[int]) -> None:
        for number in documents:
            found = self._documents.document(number)
            if found is not None:
                self._index.retopic(number, frozenset(found.topics))

    def _near(self, name: str) -> str:
        names = {key_of(one.topic.name): one.topic.name for one in self._store.topics()}
        near = [names[key] for key in get_close_matches(key_of(name), list(names), 3)]
        return f" Near to it: {', '.join(near)}." if near else ""
