"""The dictionary's service: several who change one word at the same moment lose nothing."""

from dataclasses import replace
from threading import Barrier, Thread

from server.adapters.database import Database
from server.cli.dictionary import dictionary_of
from server.core.dictionary.words import Meaning, word_of
from server.core.users import User
from tests.server.conftest import database
from tests.server.fakes import FakeClock

__all__ = ["database"]  # a fixture, which pytest finds by name

MEANINGS = 5


def test_what_two_add_at_once_is_all_kept(database: Database) -> None:
    """Each change is of a version that is old by then, and is merged; none is lost or refused."""
    made = dictionary_of(database.engine, FakeClock()).dictionary
    people = [User(number, name, "admin", 1) for number, name in enumerate(("ada", "bob"), 1)]
    made.add_language("tennis", "", "", people[0])
    word = made.add("tennis", word_of({"keys": "4 7", "says": ["forehand"]}), people[0])
    together, errors = Barrier(len(people)), list[Exception]()

    def add(who: User) -> None:
        together.wait()
        try:
            for number in range(MEANINGS):
                kept = made.word(word.id)
                meant = (*kept.word.meanings, Meaning(f"{who.name} {number}"))
                made.change(word.id, kept.version, replace(kept.word, meanings=meant), who)
        except Exception as error:
            errors.append(error)

    threads = [Thread(target=add, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert len(made.word(word.id).word.meanings) == len(people) * MEANINGS
    assert len(made.history("tennis", word.id, None, 100)) == len(people) * MEANINGS + 1
