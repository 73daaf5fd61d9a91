"""Pairing: a code works once, soon, and cannot be guessed."""

import pytest

from server.core.errors import TooManyError, UnauthorisedError
from server.core.pairing import ATTEMPTS_PER_CODE, ATTEMPTS_PER_MINUTE, CODE_LIFE
from tests.server.conftest import Made


def test_code_makes_a_token_of_its_maker(made: Made) -> None:
    """Whoever made the code is whom the extension acts for, under the name it gave."""
    anna, _ = made.users.add("anna", "user")
    code = made.pairing.open(anna).code
    user, token = made.pairing.redeem(code.lower(), "  Chrome \n at home ")
    found = made.access.who(token, "extension")

    assert user == anna
    assert found is not None
    assert found.user == anna
    assert made.access.extensions(anna)[0].label == "Chrome at home"


def test_code_works_once(made: Made) -> None:
    """A second extension needs a second code."""
    code = made.pairing.open(made.users.owner()).code
    made.pairing.redeem(code, "first")

    with pytest.raises(UnauthorisedError, match="make a new one"):
        made.pairing.redeem(code, "second")


def test_code_ends_after_two_minutes(made: Made) -> None:
    """An old code is worth nothing."""
    code = made.pairing.open(made.users.owner()).code
    made.clock.now += CODE_LIFE

    with pytest.raises(UnauthorisedError):
        made.pairing.redeem(code, "late")


def test_guessing_burns_the_code(made: Made) -> None:
    """After five wrong tries the right code is wrong too."""
    code = made.pairing.open(made.users.owner()).code
    for _ in range(ATTEMPTS_PER_CODE):
        with pytest.raises(UnauthorisedError):
            made.pairing.redeem("WRONGONE", "guess")

    with pytest.raises(UnauthorisedError):
        made.pairing.redeem(code, "owner")


def test_few_mistakes_are_forgiven(made: Made) -> None:
    """Who mistypes four times still pairs."""
    code = made.pairing.open(made.users.owner()).code
    for _ in range(ATTEMPTS_PER_CODE - 1):
        with pytest.raises(UnauthorisedError):
            made.pairing.redeem("WRONGONE", "slip")

    assert made.pairing.redeem(code, "Chrome")


def test_tries_are_throttled(made: Made) -> None:
    """After ten tries in a minute even a fresh code waits."""
    for _ in range(ATTEMPTS_PER_MINUTE):
        with pytest.raises(UnauthorisedError):
            made.pairing.redeem("WRONGONE", "guess")
    code = made.pairing.open(made.users.owner()).code
    with pytest.raises(TooManyError) as caught:
        made.pairing.redeem(code, "Chrome")

    assert 0 < caught.value.wait <= 60
