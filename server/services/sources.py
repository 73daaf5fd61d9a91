"""Gathers what an answer is given from, and says where each quote stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from server.core.chat.citations import Claim
from server.core.chat.context import Shown, tokens
from server.core.chat.gathering import about, in_turn, saying_most, without_overlap
from server.core.chat.inquiries import Cite, Cited, Told
from server.core.chat_ports import Search
from server.core.library.blocks import Text
from server.core.library.documents import Document
from server.core.library.kinds import COMMENT
from server.core.library.passages import Passage
from server.core.library.summary import line_of
from server.core.library.topics import ALL, Topic
from server.core.library_ports import DocumentStore
from server.core.retrieval.entry import Hit
from server.core.retrieval.expansion import expanded
from server.core.users import User
from server.services.wishes import Within

EACH = 12
"""Passages that are asked of a topic, at least."""
MOST = 10
"""Passages that a model is shown."""

Ties: TypeAlias = Callable[[User, Sequence[Hit]], Sequence[Hit]]
"""Orders hits that fit alike by somebody's taste."""


class Sources:
    """Finds passages, and places in them."""

    def __init__(self, search: Search, documents: DocumentStore) -> None:
        self._search, self._documents = search, documents
        self._ordered: Ties = lambda _user, hits: hits

    def tell_ties(self, ordered: Ties) -> None:
        """Take who orders passages that fit alike; nobody does at the start."""
        self._ordered = ordered

    def found(
        self,
        question: str,
        topics: Sequence[Topic],
        limit: int = MOST,
        user: User | None = None,
    ) -> tuple[Cite, ...]:
        """Find passages of ALL and of each topic; numbered, the best first.

        What fits alike is in the order of `user`'s taste.
        """
        found = self._passages(question, topics, limit, user)
        return self._cites([(one, one) for one in found], topics)

    def read(
        self,
        question: str,
        topics: Sequence[Topic],
        budget: int,
        limit: int = MOST,
        user: User | None = None,
    ) -> tuple[Cite, ...]:
        """Find passages, and with them their sections and documents, where there is room.

        `budget` is in tokens, of all together.
        """
        return self._read(self._passages(question, topics, limit, user), topics, budget)

    def read_each(
        self, questions: Sequence[str], topics: Sequence[Topic], budget: int
    ) -> tuple[tuple[Cite, ...], tuple[tuple[int, ...], ...]]:
        """Read for several questions, each having its turn; tell which sources each one found."""
        found = [self._passages(one, topics, MOST) for one in questions]
        held = {one.id: one for passages in found for one in passages}
        ranked = in_turn([[one.id for one in passages] for passages in found], MOST + len(found))
        chosen = without_overlap(held[number] for number in ranked)
        cites = self._read(chosen, topics, budget)
        return cites, tuple(_numbers(cites, passages) for passages in found)

    def read_within(
        self, question: str, topics: Sequence[Topic], within: Within, budget: int
    ) -> tuple[Cite, ...]:
        """Find passages of these topics and documents alone, those about the moment first."""
        wanted = within.wanted or question
        own = [one for number in within.documents for one in self._documents.passages(number)]
        found = [self._search.search(wanted, frozenset([one.id]), EACH) for one in topics]
        ranked = [saying_most(own, wanted), *([hit.passage for hit in hits] for hits in found)]
        numbers = dict.fromkeys([*about(own, within.at_ms), *in_turn(ranked, 2 * MOST)])
        held = without_overlap(self._documents.passages_of(list(numbers)))
        documents = self._documents_of(held)
        known = [one for one in held if one.document in documents]
        trusted = [one for one in known if documents[one.document].source.kind != COMMENT]
        return self._read(trusted[:MOST], topics, budget)

    def _read(
        self, held: Sequence[Passage], topics: Sequence[Topic], budget: int
    ) -> tuple[Cite, ...]:
        documents = self._documents.passages_in(list(dict.fromkeys(one.document for one in held)))
        parts = {part.id: part for of in documents.values() for part in of}
        sizes = {number: tokens(part.cut.text) for number, part in parts.items()}
        hits = [one.id for one in held]
        stretches = expanded(hits, documents, sizes.__getitem__, budget)
        ends = [(parts[one.passages[0]], parts[one.passages[-1]]) for one in stretches]
        return self._cites(ends, topics)

    def _passages(
        self, question: str, topics: Sequence[Topic], limit: int, user: User | None = None
    ) -> list[Passage]:
        asked: list[frozenset[int]] = [*(frozenset([one.id]) for one in topics), frozenset()]
        each = max(EACH, limit)
        found = [self._search.search(question, one, each) for one in asked]
        if user is not None:
            found = [self._ordered(user, hits) for hits in found]
        ranked = [[hit.passage for hit in hits] for hits in found]
        return without_overlap(self._documents.passages_of(in_turn(ranked, 2 * limit)))[:limit]

    def _cites(
        self, stretches: Sequence[tuple[Passage, Passage]], topics: Sequence[Topic]
    ) -> tuple[Cite, ...]:
        """Give stretches of documents numbers; each is told by its first and last passage."""
        documents = self._documents_of([first for first, _ in stretches])
        names = {topic.id: topic.name for topic in topics}
        return tuple(
            _cite(number, self._whole(first, last), documents[first.document], names)
            for number, (first, last) in enumerate(stretches, 1)
            if first.document in documents
        )

    def _whole(self, first: Passage, last: Passage) -> Passage:
        """Give a stretch as one passage, with the document's own text between them."""
        if first.id == last.id:
            return first
        text = Text(self._documents.blocks(first.document)).whole
        cut = replace(
            first.cut,
            text=text[first.cut.start : last.cut.end],
            end=last.cut.end,
            to_ms=last.cut.to_ms,
        )
        return replace(first, cut=cut)

    def cited(
        self, sources: Sequence[Cite], claims: Sequence[Claim]
    ) -> tuple[tuple[Cite, ...], tuple[Told, ...]]:
        """Put each claim's quotes to their sources, with the place of each; and tell the claims."""
        texts: dict[int, Text] = {}
        quotes: dict[int, list[Cited]] = {source.number: [] for source in sources}
        by_number = {source.number: source for source in sources}
        for at, claim in enumerate(claims):
            for quote in claim.quotes:
                source = by_number[quote.passage]
                if source.document not in texts:
                    texts[source.document] = Text(self._documents.blocks(source.document))
                start, end = source.start + quote.start, source.start + quote.end
                told = Cited(at, start, end, quote.text, round(quote.share, 3))
                quotes[quote.passage].append(_placed(told, texts[source.document]))
        told_claims = tuple(
            Told(
                claim.text,
                claim.start,
                claim.end,
                tuple(quote.passage for quote in claim.quotes),
                claim.carried,
            )
            for claim in claims
        )
        with_quotes = tuple(
            replace(source, quotes=tuple(quotes[source.number])) for source in sources
        )
        return with_quotes, told_claims

    def _documents_of(self, passages: Sequence[Passage]) -> Mapping[int, Document]:
        return self._documents.numbered(list({passage.document for passage in passages}))


def _numbers(cites: Sequence[Cite], passages: Sequence[Passage]) -> tuple[int, ...]:
    """Give the numbers of those sources that hold a passage."""
    return tuple(
        cite.number
        for cite in cites
        if any(
            one.document == cite.document and 0 <= one.cut.start - cite.start < len(cite.text)
            for one in passages
        )
    )


def _placed(quote: Cited, text: Text) -> Cited:
    """Tell where a quote stands; nothing where the document changed meanwhile."""
    held = text.whole[quote.start : quote.end]
    if held.split() != quote.text.split() or not quote.text:
        return quote
    place = text.place(quote.start)
    return replace(quote, text=held, line=place.line, page=place.page, at_ms=place.at_ms)


def _cite(number: int, passage: Passage, document: Document, names: Mapping[int, str]) -> Cite:
    cut, source = passage.cut, document.source
    return Cite(
        number,
        passage.id,
        document.id,
        source.kind,
        source.title,
        source.address,
        cut.heading,
        cut.text,
        cut.start,
        cut.line,
        cut.page,
        cut.from_ms,
        cut.to_ms,
        tuple(names[topic] for topic in document.topics if topic in names),
        about=line_of(document.summary),
    )


def by_topic(
    sources: Sequence[Cite], topics: Sequence[Topic]
) -> list[tuple[str, tuple[Cite, ...]]]:
    """Part sources by the topics that were chosen, the rest as ALL; those that found nothing: no.

    A source of two topics is in both.
    """
    names = [topic.name for topic in topics]
    groups = [(name, tuple(one for one in sources if name in one.topics)) for name in names]
    rest = tuple(one for one in sources if not set(names) & set(one.topics))
    return [(name, found) for name, found in [*groups, (ALL, rest)] if found]


def shown(sources: Sequence[Cite]) -> list[Shown]:
    """Give sources as a model is shown them."""
    return [
        Shown(source.number, source.title, source.heading, source.said, source.topics)
        for source in sources
    ]
