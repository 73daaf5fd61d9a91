"""Asks for planted facts, and looks whether each is cited exactly, and where it stands."""

import secrets
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from server.adapters.database import Database, open_engine
from server.api.context import LibraryServices
from server.core.chat.inquiries import Cited, Inquiry
from server.core.users import User
from server.services.answer_events import Ended
from server.services.documents import Given
from server.services.wishes import Wish
from tests.server.fakes import FakeClock, FakeLog
from tests.server.made_library import compose_library
from tests.server.migrated import migrated
from tests.server.planted import Fact, Planted

CLOSE = 1000
"""Ms that a time may be off."""


@dataclass(frozen=True)
class Looked:
    """What became of a fact."""

    exact: bool
    """Every quote of the answer is what stands there in its document."""
    cited: bool
    """One of them, in its document, holds the whole sentence."""
    off_ms: int | None
    """How far its time is off; None: it has none, as it should be."""
    placed: bool
    """Its time, page and line are right."""


@asynccontextmanager
async def library_of(
    folder: Path, ollama: str, documents: Iterable[Planted]
) -> AsyncIterator[tuple[LibraryServices, User, Mapping[Fact, int]]]:
    """Load documents into a new library; gives whose it is, and the document of each fact."""
    engine = open_engine(f"sqlite:///{folder / 'rubato.db'}")
    migrated(engine)
    clock = FakeClock()
    owner = Database(engine).add_user("owner", "admin", None, clock())
    library = compose_library(engine, clock, secrets.token_bytes, FakeLog(), ollama)
    held = {
        fact: library.documents.load(Given(one.name, one.content)).document.id
        for one in documents
        for fact in one.facts
    }
    async with library.index, library.models:
        yield library, owner, held
    engine.dispose()


async def looked_for(library: LibraryServices, owner: User, fact: Fact, document: int) -> Looked:
    """Ask for a fact."""
    ended = None
    async for event in library.answering.answer(owner, Wish(fact.question, length="sentence")):
        ended = event if isinstance(event, Ended) else ended
    assert ended is not None
    return _looked(library, ended.inquiry, fact, document)


def _looked(library: LibraryServices, inquiry: Inquiry, fact: Fact, document: int) -> Looked:
    quotes = [(source.document, quote) for source in inquiry.sources for quote in source.quotes]
    exact = all(
        library.documents.text(number)[quote.start : quote.end] == quote.text
        for number, quote in quotes
    )
    held = [
        quote for number, quote in quotes if number == document and fact.sentence in _line(quote)
    ]
    if not held:
        return Looked(exact, cited=False, off_ms=None, placed=False)
    place = held[0]
    off = None
    if fact.at_ms is not None:
        off = 10**9 if place.at_ms is None else abs(place.at_ms - fact.at_ms)
    near = off is None or off <= CLOSE
    lined = not fact.line or place.line == fact.line
    return Looked(exact, cited=True, off_ms=off, placed=near and lined and place.page == fact.page)


def _line(quote: Cited) -> str:
    return " ".join(quote.text.split())
