"""Wishes, and the last admin, on SQLite and on PostgreSQL alike, from several threads at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlalchemy import Engine

from server.adapters.database import Database
from server.adapters.database.deeds import DeedDatabase
from server.adapters.database.wishes import WishDatabase
from server.core.deeds import Sought
from server.core.errors import ConflictError


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all at the same moment; give what each gave, or its conflict."""
    together = Barrier(len(acts))

    def begun(act: Callable[[], object]) -> object:
        together.wait()
        try:
            return act()
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begun, acts))


def test_one_open_wish_each(engine: Engine) -> None:
    """Asked at the same moment one is kept; answered at the same moment one answer holds."""
    anna = Database(engine).add_user("anna", "user", None, 1)
    wishes = WishDatabase(engine)
    asked = at_once(*(partial(wishes.ask, anna.id, "Please.", 2) for _ in range(4)))
    (wish,) = wishes.wishes(None, 9)
    answered = at_once(
        *(
            partial(wishes.answer_wish, wish.id, grant=grant, answer="", by="owner", now=3)
            for grant in (True, False)
        )
    )
    (became,) = wishes.wishes(anna.id, 9)
    user = Database(engine).user("anna")

    assert asked.count(None) == 3
    assert sorted(map(bool, answered)) == [False, True]
    assert user is not None
    assert (became.state == "granted") is (user.role == "admin")
    assert wishes.ask(anna.id, "Again.", 4) is not None


def test_an_admin_stays(engine: Engine) -> None:
    """Two who remove each other at the same moment, or lower each other: one is left."""
    store = Database(engine)
    for way in range(6):
        ids = [store.add_user(f"{name}{way}", "admin", None, 1).id for name in ("anna", "ben")]
        for old in store.users():
            if old.id not in ids:
                store.remove_user(old.id)
        acts = [
            partial(store.remove_user, one) if way % 2 else partial(store.set_role, one, "user", 2)
            for one in ids
        ]
        became = at_once(*acts)
        admins = [user for user in store.users() if user.role == "admin"]

        assert sum(isinstance(one, ConflictError) for one in became) == 1
        assert len(admins) == 1


def test_names_stay_in_the_notes(engine: Engine) -> None:
    """Of who was removed, too; they are sought by it, by time and by number."""
    store = Database(engine)
    store.add_user("owner", "admin", None, 1)
    anna = store.add_user("anna", "user", None, 1)
    for at in (1, 2, 3):
        store.note(at, anna.id, "topic.add", str(at))
    store.note(4, None, "user.add", "")
    store.remove_user(anna.id)
    deeds = DeedDatabase(engine)
    found = deeds.deeds(Sought("anna", ("topic.add",), since=2))
    before = deeds.deeds(Sought(before=found[-1].id, until=2))

    assert [(one.who, one.detail) for one in found] == [("anna", "3"), ("anna", "2")]
    assert [one.detail for one in before] == ["1"]
    assert deeds.prune(2, 1, 1, ["user.add"]) == 2
    assert [one.kind for one in deeds.deeds(Sought())] == ["user.add", "topic.add"]
