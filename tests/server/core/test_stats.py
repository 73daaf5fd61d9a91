"""Growth over time: months and weeks, those without anything among them."""

from server.core.stats import DAY, Kept, Month, Weeks, months_of, weeks_of

NOVEMBER = 1_795_219_200_000
"""2026-11-21, UTC."""


def test_months_without_any_are_there() -> None:
    """Each month tells what came in it, and what there was at its end, earlier ones included."""
    kept = [
        Kept(NOVEMBER - days * DAY, size) for days, size in ((0, 5), (1, 7), (80, 11), (400, 13))
    ]
    assert months_of(kept, NOVEMBER, 3) == [
        Month("2026-09", 1, 11, 2, 24),
        Month("2026-10", 0, 0, 2, 24),
        Month("2026-11", 2, 12, 4, 36),
    ]


def test_months_go_over_the_year() -> None:
    """The month before January is December."""
    told = months_of([], 1_767_600_000_000, 2)

    assert [one.month for one in told] == ["2025-12", "2026-01"]


def test_weeks_end_today() -> None:
    """The last seven days are one week, the seven before them another; older days do not count."""
    days = {100: 1, 94: 2, 93: 4, 87: 8, 86: 16, 101: 32}

    assert weeks_of("Bach", days, 100, 2) == Weeks("Bach", (12, 3))
