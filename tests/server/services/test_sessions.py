"""Sessions: renewed while they are used, ended when copied, listed, and ended everywhere."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from server.core.errors import NotFoundError, TooManyError, UnauthorisedError
from server.core.sessions import GRACE, LONGEST_SESSION, RENEW_AFTER, browser_named
from server.core.throttle import KeyedThrottle, address_group
from server.core.tokens import SESSION_LIFE, Identity
from server.services.access import Came
from server.services.sign_in_throttle import (
    TRIES_ALTOGETHER,
    TRIES_OF_A_NAME,
    TRIES_OF_AN_ADDRESS,
    SignInThrottle,
)
from tests.server.conftest import Made, database, made, speaking

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name


def known(made: Made, token: str) -> Identity:
    """Give whose session it is; it must be somebody's."""
    found = made.access.who(token, "session")
    assert found is not None
    return found


def test_token_is_renewed_after_a_day(made: Made) -> None:
    """A new token goes on with the same session and CSRF value; the old one dies after a minute."""
    _, old = made.access.sign_in("owner", made.password)
    first = known(made, old)
    assert made.access.sessions.renewed(first) is None
    made.clock.now += RENEW_AFTER
    new = made.access.sessions.renewed(known(made, old))
    assert new is not None
    assert known(made, old).csrf == first.csrf  # until the new one is used, it holds
    second = known(made, new)
    made.clock.now += GRACE - 1
    assert made.access.who(old, "session")
    made.clock.now += 1

    assert made.access.who(old, "session") is None
    assert (second.csrf, second.family) == (first.csrf, first.family)


def test_copied_token_ends_the_session(made: Made) -> None:
    """An old token that comes back after its time was copied: nobody goes on with that session."""
    _, old = made.access.sign_in("owner", made.password)
    made.clock.now += RENEW_AFTER
    new = made.access.sessions.renewed(known(made, old)) or ""
    known(made, new)
    made.clock.now += GRACE
    assert made.access.who(new, "session")
    assert made.access.who(old, "session") is None

    assert made.access.who(new, "session") is None


def test_lost_answer_signs_nobody_out(made: Made) -> None:
    """Where the new token never arrived, the old one holds and is renewed again."""
    _, old = made.access.sign_in("owner", made.password)
    made.clock.now += RENEW_AFTER
    lost = made.access.sessions.renewed(known(made, old))
    made.clock.now += GRACE
    again = made.access.sessions.renewed(known(made, old))

    assert lost is not None
    assert again is not None
    assert known(made, again).user.name == "owner"


def test_requests_at_once_renew_once(made: Made) -> None:
    """Of many requests with an old token one gets the new one, and all are answered."""
    _, old = made.access.sign_in("owner", made.password)
    made.clock.now += RENEW_AFTER
    due = [known(made, old) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        given = [each for each in pool.map(made.access.sessions.renewed, due) if each]

    assert len(given) == 1


def test_session_slides_and_ends(made: Made) -> None:
    """Who comes by each day stays signed in for a month, and then signs in again."""
    _, token = made.access.sign_in("owner", made.password)
    began, days = made.clock.now, 0
    while (found := made.access.who(token, "session")) is not None:
        token = made.access.sessions.renewed(found) or token
        made.clock.now += RENEW_AFTER
        days += 1

    assert days == LONGEST_SESSION // RENEW_AFTER
    assert made.clock.now - began == LONGEST_SESSION
    _, idle = made.access.sign_in("owner", made.password)
    made.clock.now += SESSION_LIFE
    assert made.access.who(idle, "session") is None


def test_list_and_sign_out_everywhere(made: Made) -> None:
    """Each place is listed once, also while it is renewed; all end at once, pairings stay."""
    extension = made.extension_token()
    _, here = made.access.sign_in("owner", made.password, Came("", "Chrome on Linux"))
    _, there = made.access.sign_in("owner", made.password, Came("", "Firefox on Mac"))
    made.users.add("anna", "user", "a-long-password")
    _, annas = made.access.sign_in("anna", "a-long-password")
    made.clock.now += RENEW_AFTER
    asking = known(made, here)
    made.access.sessions.renewed(asking)
    listed = [each.browser for each in made.access.sessions.listed(asking)]
    with pytest.raises(NotFoundError):
        made.access.sessions.end(asking, known(made, annas).family)
    made.access.sessions.end(asking, known(made, there).family)
    assert made.access.who(there, "session") is None
    made.access.sessions.end_all(asking)

    assert sorted(listed) == ["Chrome on Linux", "Firefox on Mac"]
    assert made.access.who(here, "session") is None
    assert made.access.who(extension, "extension")
    assert made.access.who(annas, "session")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Android 15; Mobile) Firefox/140", "Firefox on Android"),
        ("curl/8", "a browser"),
        ("", "a browser"),
        ("x" * 100_000, "a browser"),
    ],
)
def test_browsers_are_named(agent: str, name: str) -> None:
    """A session is known again by its browser."""
    assert browser_named(agent) == name


def test_throttle_by_name_address_and_all() -> None:
    """Each limit holds by itself; one address closes no door to others, and is noted once."""
    noted: list[tuple[str, str]] = []
    throttle = SignInThrottle(lambda what, told: noted.append((what, told)))
    passed = 0
    for attempt in range(500):
        try:
            throttle.count(0, f"name{attempt}", "2001:db8::1")
            passed += 1
        except TooManyError:
            pass
    assert passed == TRIES_OF_AN_ADDRESS
    throttle.count(0, "owner", "192.0.2.1")
    for attempt in range(TRIES_OF_A_NAME - 1):
        throttle.count(0, "Owner ", f"192.0.2.{attempt}")
    with pytest.raises(TooManyError):
        throttle.count(0, "owner", "192.0.2.200")
    left = TRIES_ALTOGETHER - TRIES_OF_AN_ADDRESS - TRIES_OF_A_NAME
    for attempt in range(left):
        throttle.count(0, f"x{attempt}", f"198.51.100.{attempt}")
    with pytest.raises(TooManyError) as caught:
        throttle.count(30_000, "new", "203.0.113.1")

    assert caught.value.wait == 30
    throttle.count(60_000, "new", "203.0.113.1")
    assert ("session.throttled", "from 2001:db8::/64") in noted
    assert len(noted) == 3


@pytest.mark.parametrize(("processes", "each"), [(1, 10), (2, 5), (4, 3), (64, 1)])
def test_processes_share_the_limit_of_tries(processes: int, each: int) -> None:
    """Who meets one of several after another may try about as often as with one alone."""
    throttle = SignInThrottle(lambda *_: None, processes)
    for _ in range(each):
        throttle.count(0, "owner", "192.0.2.1")
    with pytest.raises(TooManyError):
        throttle.count(0, "owner", "192.0.2.2")


def test_throttle_does_not_grow() -> None:
    """A million names take no more room than the limit."""
    throttle = KeyedThrottle(1, 60_000, 100)
    for name in range(10_000):
        throttle.of(str(name)).wait(name)

    assert len(throttle) == 100
    assert address_group("::ffff:192.0.2.1") == "192.0.2.1"
    assert address_group("fe80::1%eth0") == "fe80::/64"
    assert address_group("a" * 500) == "a" * 64


def test_throttled_sign_in_is_noted(made: Made) -> None:
    """The audit names the address, and never what was typed."""
    for _ in range(TRIES_OF_A_NAME):
        with pytest.raises(UnauthorisedError):
            made.access.sign_in("hunter2-as-name", "wrong", Came("192.0.2.1"))
    with pytest.raises(TooManyError):
        made.access.sign_in("hunter2-as-name", "wrong", Came("192.0.2.1"))
    with made.store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT action, detail FROM audit").all()

    assert ("session.throttled", "from 192.0.2.1") in [tuple(row) for row in rows]
    assert "hunter2" not in str(rows)
