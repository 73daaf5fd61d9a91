"""Gathers what an answer is given from, and says where each quote stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.core.chat.citations import Claim
from server.core.chat.context import Shown
from server.core.chat.gathering import in_turn, without_overlap
from server.core.chat.inquiries import Cite, Cited, Told
from server.core.chat_ports import Search
from server.core.library.blocks import Text
from server.core.library.documents import Document
from server.core.library.passages import Passage
from server.core.library.topics import Topic
from server.core.library_ports import DocumentStore

EACH = 12
"""Passages that are asked of a topic, at least."""
MOST = 10
"""Passages that a model is shown."""


class Sources:
    """Finds passages, and places in them."""

    def __init__(self, search: Search, documents: DocumentStore) -> None:
        self._search, self._documents = search, documents

    def found(self, question: str, topics: Sequence[Topic], limit: int = MOST) -> tuple[Cite, ...]:
        """Find passages of ALL and of each topic; numbered, the best first."""
        asked: list[frozenset[int]] = [*(frozenset([one.id]) for one in topics), frozenset()]
        each = max(EACH, limit)
        ranked = [
            [hit.passage for hit in self._search.search(question, one, each)] for one in asked
        ]
        held = without_overlap(self._documents.passages_of(in_turn(ranked, 2 * limit)))[:limit]
        documents = self._documents_of(held)
        names = {topic.id: topic.name for topic in topics}
        return tuple(
            _cite(number, passage, documents[passage.document], names)
            for number, passage in enumerate(held, 1)
            if passage.document in documents
        )

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
        numbers = dict.fromkeys(passage.document for passage in passages)
        found = ((number, self._documents.document(number)) for number in numbers)
        return {number: one for number, one in found if one is not None}


def _placed(quote: Cited, text: Text) -> Cited:
    """Tell where a quote stands; nothing where the document changed meanwhile."""
    if text.whole[quote.start : quote.end] != quote.text or not quote.text:
        return quote
    place = text.place(quote.start)
    return replace(quote, line=place.line, page=place.page, at_ms=place.at_ms)


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
    )


def shown(sources: Sequence[Cite]) -> list[Shown]:
    """Give sources as a model is shown them."""
    return [
        Shown(source.number, source.title, source.heading, source.text, source.topics)
        for source in sources
    ]
