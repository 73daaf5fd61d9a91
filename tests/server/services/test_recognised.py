"""A token that was just looked up is believed for a second, and not after any change of people."""

import pytest

from server.services.recognised import BELIEVED, MOST, Recognised
from tests.server.conftest import Made, database, made, speaking

__all__ = ["database", "made", "speaking"]


class Seconds:
    """A clock that is moved."""

    def __init__(self) -> None:
        self.now = 5.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """Give a clock."""
    return Seconds()


@pytest.fixture
def recognised(made: Made, seconds: Seconds) -> Recognised:
    """Give what is tested."""
    return Recognised(made.access, seconds)


def test_believed_for_a_second(recognised: Recognised, made: Made, seconds: Seconds) -> None:
    """It is looked up first, then known, until the second is over."""
    token = made.extension_token()

    assert recognised.at_once(token) is None
    found = recognised.who(token)
    assert found is not None
    recognised.who(token)  # the first look-up notes the use, which is a change
    assert recognised.at_once(token) == found
    seconds.now += BELIEVED
    assert recognised.at_once(token) is None


def test_revoked_is_unknown_at_once(recognised: Recognised, made: Made) -> None:
    """Revoking, or changing what somebody may, ends what is believed of all."""
    token = made.extension_token()
    for _ in range(2):
        found = recognised.who(token)
    assert found is not None
    made.access.revoke(found.user, found.token_id)

    assert recognised.at_once(token) is None
    assert recognised.who(token) is None


def test_unknown_ones_are_not_kept(recognised: Recognised) -> None:
    """Whoever makes tokens up fills no memory."""
    for at in range(MOST + 1):
        assert recognised.who(f"made up {at}") is None
    assert recognised._known == {}
