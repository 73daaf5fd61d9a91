"""Wishes: asked once at a time, answered once, granted with the role, told to who asked."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from server.cli.community import wishing_of
from server.core.errors import ConflictError, InvalidError, NotFoundError, RubatoError
from server.core.users import User
from server.core.wishes import AGAIN, LONGEST, Wish
from server.services.wishing import Wishing
from tests.server.conftest import Made


@pytest.fixture
def wishing(made: Made) -> Wishing:
    """Compose wishes over the server's database."""
    return wishing_of(made.store, made.store.engine, made.clock)


@pytest.fixture
def anna(made: Made) -> User:
    """Add a user."""
    return made.users.add("anna", "user")[0]


def test_a_wish_is_granted_with_the_role(made: Made, wishing: Wishing, anna: User) -> None:
    """The asker is an admin at once, is told by whom and why, and that once."""
    owner = made.users.owner()
    asked = wishing.ask(anna, "  I sort\n the topics. ")
    assert (asked.why, asked.state, wishing.waiting()) == ("I sort the topics.", "open", 1)
    granted = wishing.answer(asked.id, "Welcome.", grant=True, by=owner)
    told = wishing.unseen(anna)
    wishing.see(anna)

    assert (granted.state, granted.answer, granted.by) == ("granted", "Welcome.", "owner")
    assert made.users.one("anna").role == "admin"
    assert told == granted
    assert (wishing.unseen(anna), wishing.waiting()) == (None, 0)


def test_one_wish_is_open_at_a_time(wishing: Wishing, anna: User) -> None:
    """Asked by several pages at once, one is kept."""

    def ask(number: int) -> Wish | RubatoError:
        try:
            return wishing.ask(anna, f"Reason {number}.")
        except RubatoError as error:
            return error

    with ThreadPoolExecutor(4) as pool:
        became = list(pool.map(ask, range(4)))

    assert sum(isinstance(one, Wish) for one in became) == 1
    assert wishing.waiting() == 1
    with pytest.raises(ConflictError, match="asked already"):
        wishing.ask(anna, "Again.")


def test_who_was_refused_asks_again_tomorrow(made: Made, wishing: Wishing, anna: User) -> None:
    """The answer stays; a day later one may ask again."""
    wishing.answer(wishing.ask(anna, "Please.").id, "Not yet.", grant=False)
    with pytest.raises(ConflictError, match="tomorrow"):
        wishing.ask(anna, "Please!")
    made.clock.now += AGAIN
    wishing.ask(anna, "Please, now.")

    assert [one.state for one in wishing.listed(anna)] == ["open", "refused"]
    assert wishing.listed(anna)[1].answer == "Not yet."
    assert made.users.one("anna").role == "user"


def test_it_is_answered_once(wishing: Wishing, anna: User) -> None:
    """The later of two admins hears so, and changes nothing."""
    wish = wishing.ask(anna, "Please.")
    wishing.answer(wish.id, "", grant=True)
    with pytest.raises(ConflictError, match="answered already"):
        wishing.answer(wish.id, "No.", grant=False)
    with pytest.raises(NotFoundError):
        wishing.answer(999, "", grant=True)


def test_another_way_to_the_role_grants_it(made: Made, wishing: Wishing, anna: User) -> None:
    """Made an admin in the terminal, nobody waits any more; an admin has nothing to ask for."""
    wishing.ask(anna, "Please.")
    made.users.set_role("anna", "admin")

    assert wishing.listed(anna)[0].state == "granted"
    with pytest.raises(ConflictError, match="already"):
        wishing.ask(made.users.one("anna"), "Please.")


def test_wishes_go_with_their_asker(made: Made, wishing: Wishing, anna: User) -> None:
    """And each sees only their own, but an admin all."""
    ben = made.users.add("ben", "user")[0]
    wishing.ask(anna, "Please.")
    wishing.ask(ben, "Me, too.")
    assert [one.name for one in wishing.listed(made.users.owner())] == ["ben", "anna"]
    assert [one.name for one in wishing.listed(ben)] == ["ben"]
    assert wishing.open_of(" Anna").why == "Please."
    made.users.remove("anna")

    with pytest.raises(NotFoundError, match="ben"):
        wishing.open_of("anna")


@pytest.mark.parametrize("why", ["", " \n\x00", "x" * (LONGEST + 1)])
def test_a_sentence_is_needed(why: str, wishing: Wishing, anna: User) -> None:
    """And a short one."""
    with pytest.raises(InvalidError):
        wishing.ask(anna, why)
