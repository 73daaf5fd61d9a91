"""Token buckets: a minute's worth at once, then as it refills; many, in bounded memory."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.buckets import MINUTE, Buckets

NOW = 1_790_000_000_000


def test_a_minute_at_once_and_then_as_it_refills() -> None:
    """Sixty go at once; the next waits a second, and goes when it has."""
    buckets = Buckets(60)

    assert {buckets.wait("anna", NOW) for _ in range(60)} == {0}
    wait = buckets.wait("anna", NOW)
    assert 1000 <= wait <= 1001
    assert buckets.wait("ben", NOW) == 0
    assert buckets.wait("anna", NOW + wait) == 0
    assert buckets.wait("anna", NOW + wait) > 0


def test_being_refused_costs_nothing() -> None:
    """Whoever asks on while waiting does not wait longer for it."""
    buckets = Buckets(1)
    buckets.wait("anna", NOW)

    assert {buckets.wait("anna", NOW + 10) for _ in range(100)} == {MINUTE - 10 + 1}
    assert buckets.wait("anna", NOW + MINUTE) == 0


def test_a_clock_put_back_keeps_nobody_out() -> None:
    """Where it is an hour earlier than before, nobody waits for that hour."""
    buckets = Buckets(2)
    buckets.wait("anna", NOW)

    assert buckets.wait("anna", NOW - 60 * MINUTE) == 0


def test_memory_is_bounded() -> None:
    """However many come, so many are kept, and those heard of last stay counted."""
    buckets = Buckets(1, most=100)
    for number in range(10_000):
        buckets.wait(number, NOW)

    assert len(buckets) == 100
    assert buckets.wait(9_999, NOW) > 0


@given(
    st.integers(1, 2000),
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40_000)), max_size=300),
)
def test_no_more_than_it_says(a_minute: int, asked: list[tuple[str, int]]) -> None:
    """In any minute, at most what was saved up and what that minute brought; a wait is kept."""
    buckets, now, let = Buckets(a_minute), NOW, dict[str, list[int]]()
    for who, later in asked:
        now += later
        wait = buckets.wait(who, now)
        assert 0 <= wait <= MINUTE + 1
        if wait == 0:
            let.setdefault(who, []).append(now)
    for times in let.values():
        for at in times:
            assert sum(at <= time < at + MINUTE for time in times) <= 2 * a_minute
