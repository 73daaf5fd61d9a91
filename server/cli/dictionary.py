"""Composes the dictionary over an open database."""

from sqlalchemy import Engine

from server.adapters.database.dictionary import DictionaryDatabase
from server.adapters.database.dictionary_practice import PracticeDatabase
from server.adapters.database.dictionary_proposals import ProposalDatabase
from server.adapters.language_texts import LanguageFolder
from server.api.context import DictionaryServices
from server.core.ports import Clock
from server.paths import data_path
from server.services.dictionary import Dictionary
from server.services.dictionary_files import DictionaryFiles
from server.services.dictionary_search import DictionarySearch
from server.services.dictionary_shipped import Shipped
from server.services.language_sources import load
from server.services.practice import Practice
from server.services.proposals import Proposals


def dictionary_of(engine: Engine, clock: Clock) -> DictionaryServices:
    """Compose it; the shipped languages are read when first asked for."""
    store = DictionaryDatabase(engine)
    shipped = Shipped(lambda: load(LanguageFolder(data_path("languages"))))
    dictionary = Dictionary(store, shipped, clock)
    return DictionaryServices(
        dictionary,
        DictionarySearch(store, shipped),
        DictionaryFiles(dictionary, store, shipped),
        Proposals(ProposalDatabase(engine), dictionary, clock),
        Practice(PracticeDatabase(engine), store, shipped, clock),
        shipped,
    )
