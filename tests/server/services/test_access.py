"""Tokens and sessions: whose they are, and when they end."""

import pytest

from server.core.errors import NotFoundError, TooManyError, UnauthorisedError
from server.core.tokens import SESSION_LIFE, TOUCH_EVERY
from server.services.sign_in_throttle import TRIES_OF_A_NAME
from tests.server.conftest import Made


def test_session_ends_after_its_life(made: Made) -> None:
    """A session holds for a week."""
    _, session = made.access.sign_in("owner", made.password)
    made.clock.now += SESSION_LIFE - 1
    assert made.access.who(session, "session")
    made.clock.now += 1

    assert made.access.who(session, "session") is None


def test_token_serves_one_purpose(made: Made) -> None:
    """An extension's token is no session, nor the other way round."""
    token = made.extension_token()
    _, session = made.access.sign_in("owner", made.password)

    assert made.access.who(token, "session") is None
    assert made.access.who(session, "extension") is None


@pytest.mark.parametrize(("name", "password"), [("owner", "wrong"), ("nobody", "wrong")])
def test_wrong_sign_in_does_not_say_what_is_wrong(made: Made, name: str, password: str) -> None:
    """A wrong name and a wrong password are refused in the same words."""
    with pytest.raises(UnauthorisedError, match="The name or the password is wrong"):
        made.access.sign_in(name, password)


def test_sign_in_is_throttled(made: Made) -> None:
    """After ten tries in a minute even the right password waits; a minute later it works."""
    for _ in range(TRIES_OF_A_NAME):
        with pytest.raises(UnauthorisedError):
            made.access.sign_in("owner", "wrong")
    with pytest.raises(TooManyError) as caught:
        made.access.sign_in("owner", made.password)
    made.clock.now += caught.value.wait * 1000

    assert made.access.sign_in("owner", made.password)


def test_last_use_is_noted_once_a_minute(made: Made) -> None:
    """Reading with a token costs a write only now and then."""
    token = made.extension_token()
    made.access.who(token, "extension")
    first = made.clock.now
    made.clock.now += TOUCH_EVERY - 1
    made.access.who(token, "extension")
    (listed,) = made.access.extensions(made.users.owner())
    assert listed.last_used == first
    made.clock.now += 1
    made.access.who(token, "extension")
    (listed,) = made.access.extensions(made.users.owner())

    assert listed.last_used == made.clock.now


def test_users_see_and_end_their_own_tokens(made: Made) -> None:
    """A user neither sees nor ends another's token; an admin does both."""
    anna, _ = made.users.add("anna", "user")
    owners, annas = made.extension_token("owner"), made.extension_token("anna")
    (seen,) = made.access.extensions(anna)
    everybodys = made.access.extensions(made.users.owner())
    other = next(token for token in everybodys if token.user.name == "owner")
    with pytest.raises(NotFoundError):
        made.access.revoke(anna, other.id)
    made.access.revoke(made.users.owner(), seen.id)

    assert len(everybodys) == 2
    assert made.access.who(owners, "extension")
    assert made.access.who(annas, "extension") is None


def test_token_is_revoked_once(made: Made) -> None:
    """A second revoking is told that there is nothing left."""
    made.extension_token()
    (token,) = made.access.extensions(made.users.owner())
    made.access.revoke(made.users.owner(), token.id)

    with pytest.raises(NotFoundError):
        made.access.revoke(made.users.owner(), token.id)
