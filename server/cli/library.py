"""Composes the library and chat: stores, readers, the index, the models, and who answers."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from server.adapters.workers.reader_process import ReaderProcess
from server.api.context import LibraryServices
from server.cli.opened import Opened, clock, data_folder, user_file
from server.cli.workers import worker
from server.core.chat.prompts import Prompts, prompts_of
from server.core.settings import Settings
from server.paths import data_path
from server.services.answering import Answering
from server.services.answering import World as AnsweringWorld
from server.services.crawling import Crawling
from server.services.documents import Documents, World
from server.services.inquiries import Inquiries
from server.services.inquiry_news import News, WatchedInquiries
from server.services.library_index import LibraryIndex, OpenedIndex
from server.services.model_shelf import ModelShelf
from server.services.reviewing import Reviewing
from server.services.reviewing import World as ReviewingWorld
from server.services.sources import Sources
from server.services.suggesting import Suggesting
from server.services.topics import Topics

if TYPE_CHECKING:
    from server.adapters.chroma_vectors import ChromaFolder, ChromaVectors
    from server.core.chat.models import Models
    from server.core.library_ports import Loader
    from server.core.ports import Entropy, Log
    from server.core.retrieval_ports import Embedder

STEMMED = ("en", "de")
"""Languages whose words are found in all their forms."""
MODEL_FOLDER = "models/embedding"
PROMPTS = "prompts.toml"


def library_of(
    settings: Settings, opened: Opened, log: "Log", entropy: "Entropy"
) -> LibraryServices:
    """Compose them; nothing heavy is loaded yet."""
    store, news = opened.library, News()
    kept = WatchedInquiries(opened.inquiries, news)
    index = LibraryIndex(lambda: _index(settings), store, log)
    reader = ReaderProcess(*worker("reader_worker"))
    world = World(index, reader, lambda: _loader(settings), clock, log)
    documents = Documents(store, world, settings.passage_words)
    crawling = Crawling(lambda: _loader(settings), time.sleep)
    topics = Topics(store, store, index, clock)
    sources = Sources(index, store)
    models = ModelShelf(lambda: _models(settings), settings.chat_model, clock, entropy)
    prompts = read_prompts()
    answering = Answering(
        AnsweringWorld(topics, sources, models, prompts, kept, clock, entropy, log)
    )
    inquiries = Inquiries(kept)
    reviewing = Reviewing(
        ReviewingWorld(opened.reviews, inquiries, documents, topics, news, clock, log)
    )
    suggesting = Suggesting(store, store, index)
    return LibraryServices(
        topics,
        documents,
        crawling,
        suggesting,
        sources,
        models,
        prompts,
        answering,
        inquiries,
        reviewing,
        news,
        index,
    )


def read_prompts() -> Prompts:
    """Read the shipped prompts, and over them the user's own."""
    files = [data_path("config") / PROMPTS, user_file().with_name(PROMPTS)]
    return prompts_of([(str(one), one.read_text("utf-8")) for one in files if one.is_file()])


def _models(settings: Settings) -> "Models":
    from server.adapters.ollama_models import OllamaModels  # noqa: PLC0415  (0.3 s)

    return OllamaModels(settings.ollama_url)


def _loader(settings: Settings) -> "Loader":
    from server.adapters.web_loader import WebLoader  # noqa: PLC0415

    return WebLoader(settings.private_hosts)


def _index(settings: Settings) -> OpenedIndex:
    from server.adapters.snowball_stemmer import SnowballStemmer  # noqa: PLC0415
    from server.services.retrieval import Retrieval  # noqa: PLC0415  (numpy)

    embedder = _embedder(settings)
    if embedder is None:
        return OpenedIndex(Retrieval(SnowballStemmer(STEMMED)), lambda: None)
    vectors = _Vectors(data_folder(settings) / "vectors")
    return OpenedIndex(Retrieval(SnowballStemmer(STEMMED), embedder, vectors.opened), vectors.close)


class _Vectors:
    """Chroma's folder, opened when there is a first vector."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._folder: ChromaFolder | None = None

    def opened(self, name: str, dimensions: int) -> "ChromaVectors":
        from server.adapters.chroma_vectors import ChromaFolder  # noqa: PLC0415  (1.3 s)

        if self._folder is None:
            self._folder = ChromaFolder(self._place)
            # Those of another model would stay behind when their document is deleted.
            self._folder.forget_others(name, dimensions)
        return self._folder.vectors(name, dimensions)

    def close(self) -> None:
        if self._folder is not None:
            self._folder.close()


def _embedder(settings: Settings) -> "Embedder | None":
    named = settings.embedding_model
    if named.startswith("ollama:"):
        from server.adapters.ollama_embedder import OllamaEmbedder  # noqa: PLC0415

        return OllamaEmbedder(named.removeprefix("ollama:"), settings.ollama_url)
    from server.adapters.minilm_embedder import MiniLmEmbedder, problem  # noqa: PLC0415

    folder = Path(named).expanduser() if named else data_folder(settings) / MODEL_FOLDER
    if not named and problem(folder):
        return None
    return MiniLmEmbedder(folder)
