"""What an index is made of in tests: vectors and choice in memory, embedders by Ollama alone."""

from collections.abc import Callable

from server.adapters.ollama_embedder import OllamaEmbedder
from server.adapters.snowball_stemmer import SnowballStemmer
from server.core.errors import UnavailableError
from server.core.retrieval.cards import Cards
from server.core.retrieval.embedder_choice import NO_EMBEDDER, EmbedderChoice
from server.core.retrieval.exact_vectors import ExactVectors
from server.core.retrieval_ports import Embedder, OpenVectors, Texts
from server.services.retrieval import Retrieval


class VectorsInMemory:
    """A folder of vectors that is none; it outlives whoever uses it, as a folder does."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, int], ExactVectors] = {}

    def opened(self, name: str, dimensions: int) -> ExactVectors:
        """Open those of one embedder."""
        return self.kept.setdefault((name, dimensions), ExactVectors())

    def forget_others(self, name: str, dimensions: int) -> None:
        """Delete those of all others."""
        self.kept = {key: one for key, one in self.kept.items() if key == (name, dimensions)}

    def close(self) -> None:
        """Keep all."""


class ChoiceInMemory:
    """Keeps the choice, and refuses to where the disk is full."""

    def __init__(self) -> None:
        self.choice: EmbedderChoice | None = None
        self.full = False

    def read(self) -> EmbedderChoice | None:
        """Give what is kept."""
        return self.choice

    def write(self, choice: EmbedderChoice) -> None:
        """Keep one."""
        if self.full:
            raise UnavailableError("The choice cannot be kept: no space is left.")
        self.choice = choice


def made_index(
    embedder: Embedder | None, open_vectors: OpenVectors, texts: Texts | None = None
) -> Retrieval:
    """Make the real index."""
    return Retrieval(SnowballStemmer(("en", "de")), embedder, open_vectors, texts=texts)


def made_cards() -> Cards:
    """Make the real cards of documents."""
    return Cards(SnowballStemmer(("en", "de")))


def made_embedder(ollama: str) -> Callable[[str], Embedder | None]:
    """Give what makes embedders by their names, of an Ollama."""

    def make(name: str) -> Embedder | None:
        if name in {"", NO_EMBEDDER}:
            return None
        return OllamaEmbedder(name.removeprefix("ollama:"), ollama)

    return make
