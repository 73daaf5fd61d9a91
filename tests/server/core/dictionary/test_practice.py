"""SM-2's own figures, and how playing becomes a grade."""

import pytest

from server.core.dictionary.practice import DAY, Answer, Card, answered, grade

FLUENT = Answer(0, 1_000)


@pytest.mark.parametrize(
    ("answer", "keys", "given"),
    [
        (FLUENT, 3, 5),
        (Answer(0, 3_800), 3, 5),
        (Answer(0, 3_801), 3, 4),
        (Answer(1, 100), 3, 3),
        (Answer(2, 100), 3, 2),
        (Answer(9, 100), 3, 1),
        (Answer(0, 100, shown=True), 3, 0),
    ],
)
def test_playing_becomes_a_grade(answer: Answer, keys: int, given: int) -> None:
    """At once and fluent is 5, slowly 4, with slips less; what was shown is nothing."""
    assert grade(answer, keys) == given


def test_intervals_grow_as_published() -> None:
    """1, 6, then times the ease, which grows by 0.1 for each 5."""
    card, seen = Card("x", (1,)), []
    for _ in range(4):
        card = answered(card, FLUENT, 10)
        seen.append((card.interval_days, card.ease))

    assert seen == [(1, 2.6), (6, 2.7), (16, 2.8), (45, 2.9)]
    assert card.due == 10 + 45 * DAY
    assert (card.played, card.missed, card.best_ms) == (4, 0, 1_000)


def test_a_miss_begins_anew_and_ease_has_a_floor() -> None:
    """After a grade below 3 the interval is one day; the ease never falls under 1.3."""
    card = Card("x", (1,), repetitions=5, interval_days=90)
    for _ in range(9):
        card = answered(card, Answer(3, 500), 0)

    assert (card.repetitions, card.interval_days, card.ease) == (0, 1, 1.3)
    assert (card.missed, card.slips, card.best_ms, card.last_ms) == (9, 27, None, 500)
