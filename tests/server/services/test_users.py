"""People: the owner of the first run, and that nobody locks himself out."""

import pytest

from server.core.errors import ConflictError, InvalidError, NotFoundError, UnauthorisedError
from tests.server.conftest import Made


def test_first_run_makes_the_owner_once(made: Made) -> None:
    """The first run makes an admin with a password that works; the second makes nothing."""
    user, _ = made.access.sign_in("owner", made.password)

    assert (user.name, user.role) == ("owner", "admin")
    assert made.users.first_run() is None


def test_new_password_ends_sessions(made: Made) -> None:
    """After a change the old password and the sessions it opened are worth nothing."""
    _, session = made.access.sign_in("owner", made.password)
    changed = made.users.set_password("owner", "a new password")

    assert made.access.who(session, "session") is None
    assert made.access.sign_in("owner", changed)
    with pytest.raises(UnauthorisedError):
        made.access.sign_in("owner", made.password)


def test_name_is_taken_once(made: Made) -> None:
    """A name in another spelling is the same person."""
    made.users.add("anna", "user")

    with pytest.raises(ConflictError, match="There is a user anna already"):
        made.users.add(" Anna", "user")


def test_last_admin_stays(made: Made) -> None:
    """The only admin cannot be removed; with a second one either can."""
    with pytest.raises(ConflictError, match="only admin"):
        made.users.remove("owner")
    made.users.add("anna", "admin")
    made.users.remove("owner")

    assert [user.name for user in made.users.everybody()] == ["anna"]


def test_a_role_changes_at_once(made: Made) -> None:
    """Who is signed in has the other rights with the next request; the last admin stays one."""
    made.users.add("anna", "user")
    token = made.extension_token("anna")
    with pytest.raises(ConflictError, match="only admin"):
        made.users.set_role("owner", "user")
    assert made.users.set_role(" Anna", "admin").role == "admin"
    found = made.access.who(token, "extension")
    assert made.users.set_role("anna", "admin").role == "admin"
    made.users.set_role("owner", "user")

    assert found is not None
    assert found.user.role == "admin"
    assert {user.name: user.role for user in made.users.everybody()} == {
        "owner": "user",
        "anna": "admin",
    }


def test_removing_takes_the_tokens(made: Made) -> None:
    """Who is removed is out at once."""
    made.users.add("anna", "user")
    token = made.extension_token("anna")
    made.users.remove("anna")

    assert made.access.who(token, "extension") is None


def test_unknown_name_lists_who_there_is(made: Made) -> None:
    """A wrong name is answered with the right ones."""
    with pytest.raises(NotFoundError, match="there are: owner"):
        made.users.one("ownr")


def test_bad_password_changes_nothing(made: Made) -> None:
    """A password too short is refused before anything is stored."""
    with pytest.raises(InvalidError):
        made.users.set_password("owner", "short")

    assert made.access.sign_in("owner", made.password)
