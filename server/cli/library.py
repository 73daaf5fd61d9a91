"""Composes the library and chat: stores, readers, the index, the models, and who answers."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from server.adapters.embedder_file import EmbedderFile
from server.adapters.followed_folders import FollowedFolders
from server.adapters.kept_recordings import KeptFolder
from server.adapters.loaded_files import LoadedFiles
from server.adapters.scratch_file import scratch_file
from server.adapters.workers.reader_process import ReaderProcess
from server.api.context import LibraryServices
from server.cli.opened import Opened, clock, data_folder, user_file
from server.cli.shared import lock_of, news_of
from server.cli.vectors import Vectors
from server.cli.workers import worker
from server.core.chat.openai_told import PLACE as OPENAI
from server.core.chat.prompts import Prompts, prompts_of
from server.core.errors import InvalidError
from server.core.retrieval.embedder_choice import NO_EMBEDDER
from server.core.settings import Settings
from server.paths import data_path
from server.services.answer_begun import World as BeginningWorld
from server.services.answering import Answering
from server.services.answering import World as AnsweringWorld
from server.services.catalogue import Catalogue
from server.services.crawling import Crawling
from server.services.document_media import DocumentMedia
from server.services.documents import Documents, World
from server.services.embedders import Embedders, Parts
from server.services.embedding import BETWEEN, Embedding
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
from server.services.personas import Personas
from server.services.reviewing import Reviewing
from server.services.reviewing import World as ReviewingWorld
from server.services.sources import Sources
from server.services.suggesting import Suggesting
from server.services.topics import Topics
from server.services.vector_sharing import ALONE, Sharing
from server.services.wishes import Habits

if TYPE_CHECKING:
    from server.cli.shared import Shared
    from server.core.chat.models import Models
    from server.core.library_ports import Loader, Videos
    from server.core.ports import Entropy, Log
    from server.core.retrieval.cards import Cards
    from server.core.retrieval_ports import Embedder, OpenVectors, Texts
    from server.services.retrieval import Retrieval
    from server.services.transcription_queue import TranscriptionQueue

STEMMED = ("en", "de")
"""Languages whose words are found in all their forms."""
MODEL_FOLDER = "models/embedding"
EMBEDDER_FILE = "embedder.json"
PROMPTS = "prompts.toml"
HEARD = "heard"
"""The folder of recordings that were dropped or sent."""
SERVICE_BETWEEN = 3.0
"""Seconds between two looks whether a service of vectors that did not answer is back."""


def library_of(
    settings: Settings, opened: Opened, log: "Log", entropy: "Entropy"
) -> LibraryServices:
    """Compose them; nothing heavy is loaded yet."""
    store, shared = opened.library, opened.shared
    news = news_of(shared, "inquiries")
    kept = WatchedInquiries(opened.inquiries, news)
    embedders = _embedders(settings, store.texts, shared, log)
    index = LibraryIndex(embedders.open, store, log)
    reader = ReaderProcess(*worker("reader_worker"))
    catalogue = Catalogue(_cards, store)
    kept_bytes = 1_000_000 * settings.kept_recordings_megabytes
    recordings = KeptRecordings(KeptFolder(data_folder(settings) / HEARD), store, kept_bytes, log)
    world = World(index, reader, clock, log, catalogue, recordings, lock_of(shared, "documents"))
    documents = Documents(store, world, settings.passage_words, settings.cutter)
    crawling = Crawling(lambda: _loader(settings), time.sleep)
    topics = Topics(store, store, index, clock)
    sources = Sources(index, store)
    prompts = read_prompts()
    models = ModelShelf(
        lambda: _models(settings), settings.chat_model, clock, entropy, prompts.sampling, log=log
    )
    personas = Personas(opened.personas, topics, prompts, clock, lock_of(shared, "personas"))
    habits = Habits(settings.combine_topics, settings.check_answers)
    answering = Answering(
        AnsweringWorld(
            BeginningWorld(topics, personas, sources, prompts, kept, clock, entropy),
            models,
            log,
            habits,
        )
    )
    inquiries = Inquiries(kept)
    reviewing = Reviewing(
        ReviewingWorld(
            opened.reviews,
            inquiries,
            documents,
            topics,
            news,
            clock,
            log,
            lock_of(shared, "reviewing"),
        )
    )
    suggesting = Suggesting(store, store, index)
    return LibraryServices(
        topics,
        documents,
        crawling,
        suggesting,
        InquirySuggesting(kept, store, topics),
        sources,
        models,
        prompts,
        answering,
        inquiries,
        reviewing,
        news,
        index,
        Embedding(embedders, index, log, SERVICE_BETWEEN if settings.chroma_url else BETWEEN),
        Feeds(store, reader),
        DocumentMedia(documents, LoadedFiles().find, recordings),
        personas,
        catalogue,
        Folders(store, reader, FollowedFolders(settings.folders), clock),
    )


def fetching_of(settings: Settings) -> Fetching:
    """Compose what fetches addresses."""
    return Fetching(lambda: _loader(settings), videos)


def loading_of(
    settings: Settings, library: LibraryServices, transcriptions: "TranscriptionQueue"
) -> Loading:
    """Compose what loads documents for it."""
    world = LoadingWorld(
        library.documents,
        library.topics,
        library.suggesting,
        fetching_of(settings),
        library.feeds,
        transcriptions,
        library.media,
        scratch_file,
    )
    return Loading(world)


def read_prompts() -> Prompts:
    """Read the shipped prompts, and over them the user's own."""
    files = [data_path("config") / PROMPTS, user_file().with_name(PROMPTS)]
    return prompts_of([(str(one), one.read_text("utf-8")) for one in files if one.is_file()])


def _models(settings: Settings) -> "Models":
    from server.adapters.models.ollama_models import OllamaModels  # noqa: PLC0415  (0.3 s)
    from server.adapters.models.openai_models import OpenAIModels  # noqa: PLC0415

    first = OllamaModels(settings.ollama_url)
    if not settings.openai_url:
        return first
    other = OpenAIModels(settings.openai_url, settings.openai_api_key)
    return ModelPlaces(first, {OPENAI: other})


def _loader(settings: Settings) -> "Loader":
    from server.adapters.web_loader import WebLoader  # noqa: PLC0415

    return WebLoader(settings.private_hosts)


def videos() -> "Videos":
    """Give what knows what is said in videos."""
    from server.adapters.youtube_transcripts import YouTubeTranscripts  # noqa: PLC0415  (0.3 s)

    return YouTubeTranscripts()


def _embedders(
    settings: Settings, texts: "Texts", shared: "Shared | None", log: "Log"
) -> Embedders:
    sharing = Sharing(shared.holds, shared.say("vectors")) if shared else ALONE
    told = shared.say("embedder") if shared else lambda: None
    parts = Parts(
        lambda name: embedder_of(name, settings),
        lambda embedder, vectors: _index(embedder, vectors, texts, sharing),
        Vectors(data_folder(settings) / "vectors", settings.chroma_url),
        EmbedderFile(data_folder(settings) / EMBEDDER_FILE, told),
        sharing.writes,
    )
    return Embedders(parts, settings.embedding_model, log)


def _index(
    embedder: "Embedder | None", open_vectors: "OpenVectors", texts: "Texts", sharing: Sharing
) -> "Retrieval":
    from server.adapters.snowball_stemmer import SnowballStemmer  # noqa: PLC0415
    from server.services.retrieval import Retrieval  # noqa: PLC0415  (numpy)

    return Retrieval(SnowballStemmer(STEMMED), embedder, open_vectors, texts=texts, sharing=sharing)


def _cards() -> "Cards":
    from server.adapters.snowball_stemmer import SnowballStemmer  # noqa: PLC0415
    from server.core.retrieval.cards import Cards  # noqa: PLC0415  (numpy)

    return Cards(SnowballStemmer(STEMMED))


def embedder_of(named: str, settings: Settings) -> "Embedder | None":
    """Give what embeds, by its name in settings; none: nothing does."""
    if named == NO_EMBEDDER:
        return None
    if named.startswith("ollama:"):
        from server.adapters.ollama_embedder import OllamaEmbedder  # noqa: PLC0415

        return OllamaEmbedder(named.removeprefix("ollama:"), settings.ollama_url)
    if named.startswith(f"{OPENAI}:"):
        from server.adapters.openai_embedder import OpenAIEmbedder  # noqa: PLC0415

        if not settings.openai_url:
            raise InvalidError(f"The embedder {named!r} needs the setting openai_url.")
        name = named.removeprefix(f"{OPENAI}:")
        return OpenAIEmbedder(name, settings.openai_url, settings.openai_api_key)
    from server.adapters.minilm_embedder import MiniLmEmbedder, problem  # noqa: PLC0415

    folder = Path(named).expanduser() if named else data_folder(settings) / MODEL_FOLDER
    if not named and problem(folder):
        return None
    return MiniLmEmbedder(folder)
