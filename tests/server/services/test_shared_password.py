"""The shared password: whom it lets in, as what, and when it does no more."""

import os
from pathlib import Path

import pytest

from server.adapters.database import Database
from server.core.accounts import Vouched
from server.core.errors import UnauthorisedError
from server.services.access import Access
from server.services.shared_password import MOST_NAMES, SharedPassword
from server.services.speaking import Speaking
from tests.server.conftest import Made, compose, database, speaking
from tests.server.fakes import quick_passwords

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

SHARED = "open sesame"


@pytest.fixture
def made(database: Database, speaking: Speaking, tmp_path: Path) -> Made:
    """Compose a server with a shared password."""
    return compose(database, speaking, tmp_path, shared=SHARED)


def again(made: Made, password: str) -> Access:
    """Start the server again with another shared password."""
    access = Access(made.store, quick_passwords(), made.clock, os.urandom, password)
    access.shared.begin()
    return access


def test_anybody_is_a_user(made: Made) -> None:
    """With a name of one's own, or as the guest; the same name is the same user."""
    anna, _ = made.access.sign_in("Anna", SHARED)
    guest, _ = made.access.sign_in("", SHARED)
    back, token = made.access.sign_in("anna", SHARED)
    found = made.access.who(token, "session")

    assert (anna.name, anna.role, guest.name, guest.role) == ("anna", "user", "guest", "user")
    assert back == anna
    assert found is not None
    assert found.way == "shared"


@pytest.mark.parametrize("name", ["owner", "OWNER ", "ben", "carl", "no name!", "x" * 64])
def test_names_of_others_stay_theirs(made: Made, name: str) -> None:
    """It opens no name with a password or an account of its own, and none that is no name."""
    made.users.add("ben", "user")
    made.store.welcome("carl", Vouched("https://i.example", "1", "carl@x.example", True), 1)

    with pytest.raises(UnauthorisedError, match="The name or the password is wrong"):
        made.access.sign_in(name, SHARED)


@pytest.mark.parametrize("typed", ["", "open", "open sesame ", "Open sesame", "\x00", "é" * 100])
def test_another_password_opens_nothing(made: Made, typed: str) -> None:
    """What is not it, is not it; nor is nothing, where none is set."""
    with pytest.raises(UnauthorisedError):
        made.access.sign_in("anna", typed)
    with pytest.raises(UnauthorisedError):
        again(made, "").sign_in("anna", typed)


def test_never_an_admin(made: Made) -> None:
    """Who was made an admin is out, and comes in with a password of their own alone."""
    _, token = made.access.sign_in("anna", SHARED)
    made.users.set_role("anna", "admin")
    assert made.access.who(token, "session") is None
    with pytest.raises(UnauthorisedError):
        made.access.sign_in("anna", SHARED)
    made.users.set_password("anna", "a-long-password")
    user, own = made.access.sign_in("anna", "a-long-password")

    assert user.role == "admin"
    assert made.access.who(own, "session")
    made.users.set_role("anna", "user")
    with pytest.raises(UnauthorisedError):  # it is their own name now
        made.access.sign_in("anna", SHARED)


def test_changing_it_ends_what_it_opened(made: Made) -> None:
    """At the next start with another, or with none; own sessions stay, and so does the same one."""
    made.access.shared.begin()
    _, owners = made.access.sign_in("owner", made.password)
    _, annas = made.access.sign_in("anna", SHARED)
    same = again(made, SHARED)
    assert same.who(annas, "session")
    other = again(made, "open barley")
    assert other.who(annas, "session") is None
    _, annas = other.sign_in("anna", "open barley")
    with pytest.raises(UnauthorisedError):
        other.sign_in("anna", SHARED)
    none = again(made, "")

    assert none.who(annas, "session") is None
    assert none.who(owners, "session")
    assert made.store.proof("shared") is None


def test_names_are_not_without_end(made: Made) -> None:
    """It makes so many names and no more."""
    shared = SharedPassword(made.store, quick_passwords(), made.clock, SHARED)
    for number in range(MOST_NAMES):
        made.store.add_shared_name(f"n{number}", MOST_NAMES, 1)

    assert shared.enter("one-more", SHARED) is None
    assert shared.enter("n7", SHARED) is not None
