"""A lease: taken when nobody renews it, never had by two, whatever the clocks of the day do."""

import random

from server.core.lease import EVERY, TERM, TRUSTED, Lease, Watched, step, trusted


def test_one_that_is_free_is_taken_at_once() -> None:
    """Nobody had it yet, or it was given back."""
    assert step(Watched(Lease("", 0), 5), "me", 5) == "take"
    assert step(Watched(Lease("", 7), 5), "me", 5) == "take"


def test_ones_own_is_renewed() -> None:
    """Also after a long time: it is changed only as it was seen, so nobody else has it."""
    assert step(Watched(Lease("me", 3), 0), "me", 10 * TERM) == "renew"


def test_anothers_is_waited_for_until_it_stood_a_term() -> None:
    """Each renewal begins the term anew."""
    watched = Watched(Lease("other", 3), 0)
    assert step(watched, "me", TERM - 1) == "wait"
    assert step(watched, "me", TERM) == "take"
    again = watched.seen(Lease("other", 4), TERM - 1)
    assert step(again, "me", 2 * TERM - 2) == "wait"
    assert watched.seen(Lease("other", 3), 99) is watched


def test_it_is_trusted_for_less_than_others_wait() -> None:
    """From before it was asked for; and not by a clock that went back."""
    assert TRUSTED + EVERY < TERM
    assert trusted(100, 100)
    assert trusted(100, 99 + TRUSTED)
    assert not trusted(100, 100 + TRUSTED)
    assert not trusted(100, 99)
    assert not trusted(None, 0)


def test_two_never_trust_at_once() -> None:
    """Processes that look when they like, stand still as long as they like, and die."""
    chance = random.Random(9)
    for _ in range(200):
        _played(chance)


def _played(chance: random.Random) -> None:
    lease, names = Lease("", 0), ["a", "b", "c"]
    watched: dict[str, Watched] = {}
    renewed: dict[str, int] = {}
    now = 0
    for _ in range(60):
        now += chance.choice([1, EVERY, EVERY, TRUSTED, TERM])
        me = chance.choice(names)
        seen = watched[me].seen(lease, now) if me in watched else Watched(lease, now)
        watched[me] = seen
        if step(seen, me, now) != "wait":
            lease, renewed[me] = Lease(me, lease.turn + 1), now
        assert sum(trusted(renewed.get(one), now) for one in names) <= 1
