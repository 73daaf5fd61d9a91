"""Taste for tests: real ratings, a real learner, and a folder of the test's own."""

from pathlib import Path

from server.adapters.bayesian_ridge import BayesianRidgeLearner
from server.adapters.database import Database
from server.adapters.database.library import Library
from server.adapters.database.performances import PerformanceDatabase
from server.adapters.database.ratings import RatingDatabase
from server.adapters.snowball_stemmer import SnowballStemmer
from server.adapters.taste_files import TasteFolder
from server.api.context import LibraryServices, Tasting
from server.core.ports import Clock, Log
from server.core.taste.words import HashedWords
from server.services.fetching import Fetching
from server.services.ratings import Ratings
from server.services.taste import Taste
from server.services.taste_collections import Collections
from server.services.taste_collections import World as CollectionsWorld
from server.services.taste_learning import World
from server.services.taste_opened import OpenedTaste
from server.services.taste_ties import TasteTies
from tests.server.made_library import LOADER, VIDEOS

BAND = 0.02
"""Scores so near are nearly the same."""


def compose_tasting(
    database: Database, library: LibraryServices, folder: Path, clock: Clock, log: Log
) -> Tasting:
    """Compose it over a database and a library."""
    store = RatingDatabase(database.engine)
    ratings = Ratings(store, library.inquiries, library.reviewing, clock)
    collections = Collections(
        CollectionsWorld(
            Library(database.engine),
            library.topics,
            library.inquiries,
            database,
            PerformanceDatabase(database.engine),
            ratings,
            Fetching(lambda: LOADER, lambda: VIDEOS),
            library.feeds,
            library.folders,
            ("https://example.org/feed.xml",),
        )
    )
    embedder = HashedWords(SnowballStemmer(("en", "de")))
    world = World(
        ratings,
        collections,
        lambda: embedder,
        BayesianRidgeLearner(),
        TasteFolder(folder / "taste"),
        clock,
        log,
    )
    taste = OpenedTaste(lambda: Taste(world), ratings)
    documents = Library(database.engine)
    library.sources.tell_ties(
        TasteTies(
            documents,
            lambda user: taste().learnt(user),
            lambda user, things: taste().known(user, things),
            BAND,
        )
    )
    return Tasting(ratings, collections, taste)
