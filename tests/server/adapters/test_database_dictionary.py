"""The dictionary in SQLite and PostgreSQL: words, changes in batches, proposals, practice."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from server.adapters.database import Database
from server.adapters.database.dictionary import DictionaryDatabase
from server.adapters.database.dictionary_practice import PracticeDatabase
from server.adapters.database.dictionary_proposals import ProposalDatabase
from server.core.dictionary.changes import Edit
from server.core.dictionary.languages import PeopleLanguage
from server.core.dictionary.practice import Card
from server.core.dictionary.words import word_of
from server.core.errors import ConflictError, LateError, NotFoundError

CAT = word_of({"keys": "12 7 12", "says": ["cat"], "meanings": ["(noun) an animal"]})
DOG = word_of({"keys": "12 8 12", "says": ["dog"]})
TENNIS = PeopleLanguage("tennis", "Strokes", "", 1, 0, "ada", 1, 1)


@pytest.fixture
def kept(engine: Engine) -> DictionaryDatabase:
    """Make a language."""
    made = DictionaryDatabase(engine)
    made.add_language(TENNIS)
    return made


def test_languages_are_kept(kept: DictionaryDatabase) -> None:
    """Each name once; a change is of the version that is there; gone with all words, if so said."""
    with pytest.raises(ConflictError):
        kept.add_language(TENNIS)
    assert kept.change_language(replace(TENNIS, help="Calls", version=2, changed=2))
    assert not kept.change_language(replace(TENNIS, help="Late", version=2))
    kept.apply([Edit("tennis", None, CAT)], "ada", 3)
    assert kept.languages() == [replace(TENNIS, help="Calls", version=3, words=1, changed=3)]
    assert not kept.remove_language("tennis", 0)
    assert kept.remove_language("tennis", 1)
    assert (kept.languages(), kept.word(1), kept.last_change()) == ([], None, 0)
    with pytest.raises(NotFoundError):
        kept.remove_language("tennis", 0)


def test_a_batch_is_made_whole_or_not(kept: DictionaryDatabase) -> None:
    """Words are added, changed, removed and brought back, each with its version and history."""
    added = kept.apply([Edit("tennis", None, CAT), Edit("tennis", None, DOG)], "ada", 5, "file")
    cat, dog = (change.edit.word_id or 0 for change in added)
    assert [change.batch for change in added] == [added[0].id] * 2
    with pytest.raises(ConflictError):
        kept.apply([Edit("tennis", None, word_of({"keys": "1", "says": ["x"]})),
                    Edit("tennis", None, CAT)], "bob", 6)  # fmt: skip
    assert len(kept.words("tennis", "", 10)) == 2

    # Keys change hands within a batch.
    moved = replace(DOG, keys=CAT.keys)
    kept.apply([Edit("tennis", CAT, None, cat, 1), Edit("tennis", DOG, moved, dog, 1)], "bob", 7)
    found = kept.word(dog)
    assert found is not None
    assert (found.version, found.maker, found.made, found.changer) == (2, "ada", 5, "bob")
    assert kept.word(cat) is None
    assert kept.word_with("tennis", CAT.keys) == found
    assert kept.word_at(dog, 1) == DOG
    for late in (Edit("tennis", DOG, DOG, dog, 1), Edit("tennis", CAT, None, cat, 1)):
        with pytest.raises(LateError):
            kept.apply([late], "bob", 8)

    batch = kept.last_batch("tennis")
    assert batch is not None
    back = [Edit("tennis", moved, DOG, dog, 2), Edit("tennis", None, CAT, cat)]
    kept.apply(back, "ada", 9, "", batch)
    again = kept.word(cat)
    assert again is not None
    assert (again.word, again.version, again.maker) == (CAT, 3, "ada")
    assert kept.last_batch("tennis") == added[0].batch
    assert [change.undone for change in kept.batch(batch)] == [True, True]


def test_history_is_listed_and_followed(kept: DictionaryDatabase) -> None:
    """Of a language or a word, the newest first; after a number, the oldest first."""
    ids = [
        kept.apply([Edit("tennis", None, word_of({"keys": [n], "says": ["x"]}))], "ada", n)[0]
        for n in range(3)
    ]
    assert kept.last_change() == ids[2].id
    assert list(kept.changes("tennis", None, ids[2].id, 1)) == [ids[1]]
    assert list(kept.changes(None, ids[0].edit.word_id, None, 9)) == [ids[0]]
    assert list(kept.changes_after(ids[0].id, 9)) == ids[1:]
    last, every = kept.every_word()
    assert (last, len(list(every))) == (ids[2].id, 3)
    assert [one.word.keys for one in kept.words("tennis", "0", 9)] == [(1,), (2,)]
    with pytest.raises(NotFoundError):
        kept.apply([Edit("chess", None, CAT)], "ada", 1)


def test_proposals_wait_until_decided(engine: Engine, kept: DictionaryDatabase) -> None:
    """Each is decided once, and may be opened again."""
    store = ProposalDatabase(engine)
    first = store.add_proposal(Edit("tennis", None, CAT), "please", "bob", 4)
    store.add_proposal(Edit("tennis", CAT, None, 7, 1), "", "eve", 5)
    assert store.proposal(first.id) == first
    assert [one.by for one in store.proposals(None, "open", 9)] == ["eve", "bob"]
    assert store.open_proposals("bob") == 1
    assert store.decide(first.id, "accepted", "ada", 6, "")
    assert not store.decide(first.id, "refused", "ada", 7, "")
    assert [one.decided_by for one in store.proposals("bob", "accepted", 9)] == ["ada"]
    assert store.decide(first.id, "open", "", 0, "")


def test_practice_is_ones_own(engine: Engine) -> None:
    """Cards by what is due first; each person's apart."""
    store = PracticeDatabase(engine)
    people = Database(engine)
    ada, bob = (people.add_user(name, "user", None, 1).id for name in ("ada", "bob"))
    late, soon = Card("tennis", (1, 2), due=9, best_ms=700), Card("tennis", (3,), due=5)
    for card in (late, soon):
        store.keep_card(ada, card, 1)
    store.keep_card(ada, replace(late, due=8), 2)
    assert list(store.cards(ada, ["tennis"])) == [soon, replace(late, due=8)]
    assert store.cards(bob, ["tennis"]) == []
    assert store.card(ada, "tennis", (3,)) == soon
    assert store.forget_cards(ada, ["chess"]) == 0
    assert store.forget_cards(ada, ["tennis"]) == 2
