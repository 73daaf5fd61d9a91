"""The library and chat for tests: real stores and a real index, reading in this process."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.library import Library
from server.adapters.database.reviews import ReviewDatabase
from server.adapters.ollama_models import OllamaModels
from server.adapters.snowball_stemmer import SnowballStemmer
from server.api.context import LibraryServices
from server.cli.reader_worker import read
from server.core.chat.prompts import prompts_of
from server.core.errors import InvalidError
from server.core.library.blocks import Found
from server.core.ports import Clock, Entropy, Log
from server.services.answering import Answering
from server.services.answering import World as AnsweringWorld
from server.services.crawling import Crawling
from server.services.documents import Documents, World
from server.services.inquiries import Inquiries
from server.services.inquiry_news import News, WatchedInquiries
from server.services.library_index import LibraryIndex, OpenedIndex
from server.services.model_shelf import ModelShelf
from server.services.retrieval import Retrieval
from server.services.reviewing import Reviewing
from server.services.reviewing import World as ReviewingWorld
from server.services.sources import Sources
from server.services.suggesting import Suggesting
from server.services.topics import Topics

ROOT = Path(__file__).parents[2]
NO_OLLAMA = "http://127.0.0.1:9"
"""Where nobody answers."""


@dataclass(frozen=True)
class Page:
    """What an address holds."""

    address: str
    media_type: str
    content: bytes


class FakeReader:
    """Reads as the reader's process does, in this one."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, kind: str, name: str, content: bytes) -> Found:
        """Read a document."""
        self.count += 1
        return read(kind, name, content)


class FakeLoader:
    """Gives pages by their addresses."""

    def __init__(self, *pages: Page) -> None:
        self.pages = {page.address: page for page in pages}

    def fetch(self, address: str) -> Page:
        """Give what is there."""
        if address not in self.pages:
            raise InvalidError("There is no such page (404).")
        return self.pages[address]


LOADER = FakeLoader(
    Page(
        "https://example.org/bach",
        "text/html; charset=utf-8",
        b"<title>Bach</title><p>Johann Sebastian Bach wrote two books of preludes and fugues."
        b" They are called the Well-Tempered Clavier.</p>",
    )
)


def compose_library(
    engine: Engine, clock: Clock, entropy: Entropy, log: Log, ollama: str = NO_OLLAMA
) -> LibraryServices:
    """Compose them over a database and an Ollama."""
    store, news = Library(engine), News()
    kept = WatchedInquiries(InquiryDatabase(engine), news)
    index = LibraryIndex(
        lambda: OpenedIndex(Retrieval(SnowballStemmer(("en", "de"))), lambda: None), store, log
    )
    topics = Topics(store, store, index, clock)
    documents = Documents(store, World(index, FakeReader(), lambda: LOADER, clock, log))
    models = ModelShelf(lambda: OllamaModels(ollama), "", clock, entropy)
    text = (ROOT / "config" / "prompts.toml").read_text(encoding="utf-8")
    prompts = prompts_of([("prompts.toml", text)])
    sources = Sources(index, store)
    world = AnsweringWorld(topics, sources, models, prompts, kept, clock, entropy, log)
    inquiries = Inquiries(kept)
    reviewing = Reviewing(
        ReviewingWorld(ReviewDatabase(engine), inquiries, documents, topics, news, clock, log)
    )
    return LibraryServices(
        topics,
        documents,
        Crawling(lambda: LOADER, lambda _seconds: None),
        Suggesting(store, store, index),
        sources,
        models,
        prompts,
        Answering(world),
        inquiries,
        reviewing,
        news,
        index,
    )
