"""Composes taste: what is rated, what there is to order, and what learns."""

from typing import TYPE_CHECKING

from server.api.context import LibraryServices, Tasting
from server.cli.library import STEMMED, embedder_of, fetching_of
from server.cli.opened import Opened, clock, data_folder
from server.core.settings import Settings
from server.services.embedding import Embedding
from server.services.ratings import Ratings
from server.services.taste_collections import Collections
from server.services.taste_collections import World as CollectionsWorld
from server.services.taste_opened import OpenedTaste
from server.services.taste_ties import TasteTies

if TYPE_CHECKING:
    from server.cli.shared import Shared
    from server.core.ports import Log
    from server.core.retrieval_ports import Embedder
    from server.services.taste import Taste


def tasting_of(settings: Settings, opened: Opened, library: LibraryServices, log: "Log") -> Tasting:
    """Compose it; nothing heavy is loaded yet."""
    ratings = Ratings(opened.ratings, library.inquiries, library.reviewing, clock)
    collections = Collections(
        CollectionsWorld(
            opened.library,
            library.topics,
            library.inquiries,
            opened.store,
            opened.performances,
            ratings,
            fetching_of(settings),
            library.feeds,
            library.folders,
            settings.feeds,
        )
    )
    taste = OpenedTaste(
        lambda: _taste(settings, library.embedding, ratings, collections, opened.shared, log),
        ratings,
    )
    band = settings.taste_ties / 100
    library.sources.tell_ties(
        TasteTies(
            opened.library,
            lambda user: taste().learnt(user),
            lambda user, things: taste().known(user, things),
            band,
        )
    )
    return Tasting(ratings, collections, taste, settings.taste_line or None)


def _taste(  # noqa: PLR0917  (what it composes)
    settings: Settings,
    embedding: Embedding,
    ratings: Ratings,
    collections: Collections,
    shared: "Shared | None",
    log: "Log",
) -> "Taste":
    from server.adapters.bayesian_ridge import BayesianRidgeLearner  # noqa: PLC0415  (numpy)
    from server.adapters.taste_files import TasteFolder  # noqa: PLC0415
    from server.services.taste import Taste  # noqa: PLC0415
    from server.services.taste_learning import World  # noqa: PLC0415

    told = shared.say("taste") if shared else lambda _user: None
    files = TasteFolder(data_folder(settings) / "taste", told)
    learner, embedders = BayesianRidgeLearner(), _Embedders(settings, embedding)
    return Taste(World(ratings, collections, embedders, learner, files, clock, log))


class _Embedders:
    """Gives what embeds the library now, or what needs no model where nothing does."""

    def __init__(self, settings: Settings, embedding: Embedding) -> None:
        self._settings, self._embedding = settings, embedding
        self._made: tuple[str, Embedder] | None = None

    def __call__(self) -> "Embedder":
        serving = self._embedding.told().serving
        if self._made is None or self._made[0] != serving:
            self._made = (serving, embedder_of(serving, self._settings) or self._words())
        return self._made[1]

    def _words(self) -> "Embedder":
        from server.adapters.snowball_stemmer import SnowballStemmer  # noqa: PLC0415
        from server.core.taste.words import HashedWords  # noqa: PLC0415

        return HashedWords(SnowballStemmer(STEMMED))
