"""A machine on which servers begin and end: its documents, its vectors, its embedders."""

import threading
from collections.abc import Sequence
from hashlib import sha256

from server.adapters.database.library import Library
from server.core.errors import UnavailableError
from server.core.library.blocks import Block
from server.core.library.cutting import cut
from server.core.library.documents import Source
from server.core.library_ports import Content
from server.core.retrieval.embedder_choice import NO_EMBEDDER
from server.core.retrieval_ports import Embedder, OpenVectors, Rows
from server.services.documents import entries_of
from server.services.embedders import Embedders, Parts
from server.services.embedding import Embedding
from server.services.library_index import LibraryIndex
from server.services.retrieval import Retrieval
from tests.server.fakes import FakeLog
from tests.server.made_index import ChoiceInMemory, VectorsInMemory, made_index
from tests.server.services.retrieved import Meaning

TEXTS = (
    "The car stands in the garage.",
    "An automobile needs oil.",
    "The forest is green.",
    "The ocean is deep.",
)
SOON = 30.0


class Limited(Meaning):
    """Fails after so many texts (None: never); may be held, but for the text it is tried with."""

    limit: int | None = None

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.goes = threading.Event()
        self.goes.set()

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give rows."""
        assert list(texts) == ["."] or self.goes.wait(SOON)
        if self.limit is not None and len(self.embedded) + len(texts) > self.limit:
            raise UnavailableError("Ollama does not answer.")
        return super().embed(texts)


class Machine:
    """What outlives a server: its database, its vectors, what is kept of the choice."""

    def __init__(self, store: Library) -> None:
        self.store = store
        self.vectors, self.choices, self.log = VectorsInMemory(), ChoiceInMemory(), FakeLog()
        self.models = {name: Limited(name) for name in ("old", "new", "third")}
        self.indexes: list[LibraryIndex] = []
        self.made: list[Retrieval] = []

    @property
    def index(self) -> LibraryIndex:
        """Give the index of the server that runs."""
        return self.indexes[-1]

    def start(self, setting: str = "old") -> Embedding:
        """Start a server, whose index is read."""
        self.stop()
        embedders = Embedders(
            Parts(self._embedder, self._index, self.vectors, self.choices), setting, self.log
        )
        index = LibraryIndex(embedders.open, self.store, self.log)
        self.indexes.append(index)
        index.search("x", frozenset(), 1)
        return Embedding(embedders, index, self.log, between=0.01)

    def stop(self) -> None:
        """End the server that runs."""
        for each in self.made:
            each.close()

    def _index(self, embedder: Embedder | None, open_vectors: OpenVectors) -> Retrieval:
        self.made.append(made_index(embedder, open_vectors))
        return self.made[-1]

    def _embedder(self, name: str) -> Embedder | None:
        if name == NO_EMBEDDER:
            return None
        if name not in self.models:
            raise UnavailableError(f"There is no folder {name}.")
        return self.models[name]

    def add(self, text: str) -> None:
        """Load a document."""
        blocks = (Block(text),)
        source = Source("text", text, text, sha256(text.encode()).hexdigest())
        content = Content(blocks, "", "ready", "")
        added = self.store.add_document(source, content, cut(blocks), 0)
        if self.indexes:
            self.index.put(entries_of(added.document, added.added))

    def found(self, question: str) -> str:
        """Give the text that is found first."""
        hits = self.index.search(question, frozenset(), 3)
        document = self.store.document(hits[0].document) if hits else None
        return document.source.address if document else ""

    def settle(self) -> None:
        """Wait for what goes on behind."""
        self.made[-1].settle(SOON)
