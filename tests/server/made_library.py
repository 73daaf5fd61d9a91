"""The library and chat for tests: real stores and a real index, reading in this process."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.library import Library
from server.adapters.database.personas import PersonaDatabase
from server.adapters.database.reviews import ReviewDatabase
from server.adapters.followed_folders import FollowedFolders
from server.adapters.kept_recordings import KeptFolder
from server.adapters.loaded_files import LoadedFiles
from server.adapters.models.ollama_models import OllamaModels
from server.adapters.models.openai_models import OpenAIModels
from server.adapters.readers.feed import read_feed
from server.adapters.scratch_file import scratch_file
from server.api.context import LibraryServices
from server.cli.reader_worker import read
from server.core.chat.openai_told import PLACE as OPENAI
from server.core.chat.prompts import prompts_of
from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found
from server.core.library.feeds import Feed
from server.core.library.kinds import sounds
from server.core.ports import Clock, Entropy, Log, Stamp
from server.services.answer_begun import World as BeginningWorld
from server.services.answering import Answering
from server.services.answering import World as AnsweringWorld
from server.services.catalogue import Catalogue
from server.services.crawling import Crawling
from server.services.document_media import DocumentMedia
from server.services.documents import Documents, World
from server.services.embedders import Embedders, Parts
from server.services.embedding import Embedding
from server.services.feeds import Feeds
from server.services.fetching import Fetching
from server.services.folders import Folders
from server.services.inquiries import Inquiries
from server.services.inquiry_news import WatchedInquiries
from server.services.inquiry_suggesting import InquirySuggesting
from server.services.kept_recordings import KeptRecordings
from server.services.library_index import LibraryIndex
from server.services.loading import Loading
from server.services.loading import World as LoadingWorld
from server.services.model_places import ModelPlaces
from server.services.model_shelf import ModelShelf
from server.services.news import News
from server.services.personas import Personas
from server.services.reviewing import Reviewing
from server.services.reviewing import World as ReviewingWorld
from server.services.sources import Sources
from server.services.suggesting import Suggesting
from server.services.topics import Topics
from server.services.transcription_queue import TranscriptionQueue
from tests.server.made_index import (
    ChoiceInMemory,
    VectorsInMemory,
    made_cards,
    made_embedder,
    made_index,
)

ROOT = Path(__file__).parents[2]
NO_OLLAMA = "http://127.0.0.1:9"
"""Where nobody answers."""


@dataclass(frozen=True)
class Page:
    """What an address holds."""

    address: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Kept:
    """What was written."""

    size: int
    sha256: str


class FakeReader:
    """Reads as the reader's process does, in this one."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, kind: str, name: str, content: bytes) -> Found:
        """Read a document."""
        self.count += 1
        return read(kind, name, content)

    def feed(self, content: bytes) -> Feed:
        """Read a feed."""
        return read_feed(content)


class FakeLoader:
    """Gives pages by their addresses."""

    def __init__(self, *pages: Page) -> None:
        self.pages = {page.address: page for page in pages}

    def fetch(self, address: str) -> Page:
        """Give what is there."""
        if address not in self.pages:
            raise InvalidError("There is no such page (404).")
        page = self.pages[address]
        return replace(page, content=b"") if sounds("", page.media_type) else page

    def save(self, address: str, file: str, most: int, told: Callable[[int, int], None]) -> Kept:
        """Write what is there into a file, in two pieces."""
        content = self.pages[address].content
        if len(content) > most:
            raise InvalidError("It is too long.")
        Path(file).write_bytes(content)
        told(len(content) // 2, len(content))
        told(len(content), len(content))
        return Kept(len(content), hashlib.sha256(content).hexdigest())


FEED = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Talks</title>
<item><title>Bach</title><link>/bach</link>
<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate></item>
<item><title>A talk</title><link>/about-the-talk</link>
<pubDate>Wed, 03 Jun 2026 10:00:00 GMT</pubDate>
<enclosure url="https://example.org/talk.mp3" type="audio/mpeg" length="19"/></item>
<item><title>Gone</title><link>https://example.org/gone</link>
<pubDate>Tue, 02 Jun 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The page is gone, and its counterpoint is told here.&lt;/p&gt;</description>
</item>
<item><title>Inside</title><link>file:///etc/passwd</link></item>
</channel></rss>"""


class FakeVideos:
    """Knows what is said in videos, by their ids."""

    def __init__(self, **said: Found) -> None:
        self.said = said

    def transcript(self, video: str) -> Found:
        """Give what is said in one."""
        if video not in self.said:
            raise InvalidError("YouTube has no such video, or no longer.")
        return self.said[video]


VIDEOS = FakeVideos(
    dQw4w9WgXcQ=Found(
        "The fugue",
        (
            Block("Today we hear a fugue.", from_ms=0, to_ms=2_000),
            Block("It has three voices.", from_ms=751_000, to_ms=754_000),
        ),
        "en",
    )
)
LOADER = FakeLoader(
    Page(
        "https://example.org/bach",
        "text/html; charset=utf-8",
        b"<title>Bach</title><p>Johann Sebastian Bach wrote two books of preludes and fugues."
        b" They are called the Well-Tempered Clavier.</p>",
    ),
    Page("https://example.org/feed.xml", "application/rss+xml", FEED),
    Page("https://example.org/talk.mp3", "audio/mpeg", b"ID3 sound from afar"),
)


def made_recordings(
    engine: Engine, store: Library, log: Log, folder: Path | None = None, most: int = 100_000
) -> KeptRecordings:
    """Keep recordings in a folder, or beside a database that is a file: a few short ones."""
    beside = Path(engine.url.database or "").parent if engine.dialect.name == "sqlite" else None
    place = folder or beside
    assert place is not None, "a database that is no file needs a folder"
    return KeptRecordings(KeptFolder(place / "heard"), store, most, log)


def compose_library(
    engine: Engine,
    clock: Clock,
    entropy: Entropy,
    log: Log,
    ollama: str = NO_OLLAMA,
    openai: str = NO_OLLAMA,
    followed: Sequence[str] = (),
    folder: Path | None = None,
    stamp: Stamp | None = None,
) -> LibraryServices:
    """Compose them over a database, an Ollama and another server of models.

    `folder`: where recordings are kept.
    """
    store, news = Library(engine), News()
    if stamp is not None:
        store.remember(stamp)
    kept = WatchedInquiries(InquiryDatabase(engine), news)
    embedders = Embedders(
        Parts(
            made_embedder(ollama),
            lambda embedder, vectors: made_index(embedder, vectors, store.texts),
            VectorsInMemory(),
            ChoiceInMemory(),
        ),
        "",
        log,
    )
    index = LibraryIndex(embedders.open, store, log)
    reader = FakeReader()
    topics = Topics(store, store, index, clock)
    catalogue = Catalogue(made_cards, store)
    recordings = made_recordings(engine, store, log, folder)
    documents = Documents(store, World(index, reader, clock, log, catalogue, recordings))
    models = ModelShelf(
        lambda: ModelPlaces(OllamaModels(ollama), {OPENAI: OpenAIModels(openai)}),
        "",
        clock,
        entropy,
        log=log,
    )
    text = (ROOT / "config" / "prompts.toml").read_text(encoding="utf-8")
    prompts = prompts_of([("prompts.toml", text)])
    sources = Sources(index, store)
    personas = Personas(PersonaDatabase(engine), topics, prompts, clock)
    begins = BeginningWorld(topics, personas, sources, prompts, kept, clock, entropy)
    world = AnsweringWorld(begins, models, log)
    inquiries = Inquiries(kept)
    reviewing = Reviewing(
        ReviewingWorld(ReviewDatabase(engine), inquiries, documents, topics, news, clock, log)
    )
    return LibraryServices(
        topics,
        documents,
        Crawling(lambda: LOADER, lambda _seconds: None),
        Suggesting(store, store, index),
        InquirySuggesting(kept, store, topics),
        sources,
        models,
        prompts,
        Answering(world),
        inquiries,
        reviewing,
        news,
        index,
        Embedding(embedders, index, log),
        Feeds(store, reader),
        DocumentMedia(documents, LoadedFiles().find, recordings),
        personas,
        catalogue,
        Folders(store, reader, FollowedFolders(followed), clock),
    )


def compose_loading(library: LibraryServices, transcriptions: TranscriptionQueue) -> Loading:
    """Compose what loads documents for a library."""
    world = LoadingWorld(
        library.documents,
        library.topics,
        library.suggesting,
        Fetching(lambda: LOADER, lambda: VIDEOS),
        library.feeds,
        transcriptions,
        library.media,
        scratch_file,
    )
    return Loading(world)
