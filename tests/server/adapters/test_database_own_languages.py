"""Everybody's own words, on SQLite and on PostgreSQL alike."""

from sqlalchemy import Engine

from server.adapters.database import Database
from server.core.own_language import KEPT, OwnLanguage


def version(number: int, text: str = "{}") -> OwnLanguage:
    """Make a version."""
    return OwnLanguage(number, 10 * number, text)


def test_each_person_has_versions_of_his_own(engine: Engine) -> None:
    """The newest is given, an earlier one by its number, and nobody has another's."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", "hash", 1)
    anna = store.add_user("anna", "user", None, 2)

    assert store.own_language(owner.id, None) is None
    assert store.add_own_language(owner.id, version(1, "é"))
    assert store.add_own_language(owner.id, version(2))
    assert store.own_language(owner.id, None) == version(2)
    assert store.own_language(owner.id, 1) == version(1, "é")
    assert store.own_language(anna.id, None) is None
    assert store.add_own_language(anna.id, version(1))
    assert [one.version for one in store.own_languages(owner.id)] == [2, 1]


def test_nothing_is_written_over_another(engine: Engine) -> None:
    """Who has not read the newest version writes nothing."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", "hash", 1)
    store.add_own_language(owner.id, version(1))

    assert not store.add_own_language(owner.id, version(1, "late"))
    assert not store.add_own_language(owner.id, version(3))
    assert store.own_language(owner.id, None) == version(1)


def test_only_so_many_versions_are_kept(engine: Engine) -> None:
    """The oldest are forgotten, and all with their person."""
    store = Database(engine)
    owner = store.add_user("owner", "user", "hash", 1)
    for number in range(1, KEPT + 3):
        store.add_own_language(owner.id, version(number))

    kept = [one.version for one in store.own_languages(owner.id)]
    assert (kept[0], kept[-1], len(kept)) == (KEPT + 2, 3, KEPT)
    store.remove_user(owner.id)
    assert store.own_languages(owner.id) == []
