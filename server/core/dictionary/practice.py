"""Practice: when a word is asked again, by the algorithm SM-2.

Source: P. A. Woźniak, "Optimization of learning" (master's thesis, Poznań 1990), algorithm SM-2:
after n answers in a row of grade 3 or more the interval is 1, 6, then the last times the ease; the
ease changes by 0.1 − (5 − q)(0.08 + (5 − q) 0.02) and is 1.3 at least; a grade below 3 begins the
intervals anew.  What is graded below 4 is asked again in the same round, which the page does.
How a hand's playing becomes a grade is ours.
"""

from dataclasses import dataclass, replace

from server.core.language import Keys

DAY = 86_400_000
"""Milliseconds."""
EASE, LEAST_EASE = 2.5, 1.3
INTERVALS = (1, 6)
"""Days, after the first and the second good answer."""
LONGEST_INTERVAL = 3650
GOOD, KNOWN = 3, 4
"""Grades from which the interval grows, and from which a round asks no more."""
THINKING, EACH_KEY = 2_000, 600
"""Ms from the question on in which an answer is fluent: to begin, and for each key."""
SURE_DAYS = 21
"""A word whose interval is this long counts as learnt."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How somebody played a word that was asked."""

    slips: int
    """Times that something else was played first."""
    ms: int
    """From the question to the last key."""
    shown: bool = False
    """Its keys had to be shown."""


@dataclass(frozen=True, slots=True)
class Card:
    """How well somebody plays a word."""

    language: str
    keys: Keys
    repetitions: int = 0
    """Good answers in a row."""
    ease: float = EASE
    interval_days: int = 0
    due: int = 0
    """Ms since 1970, UTC."""
    played: int = 0
    missed: int = 0
    """Times graded below 3."""
    slips: int = 0
    best_ms: int | None = None
    last_ms: int | None = None


def grade(answer: Answer, keys: int) -> int:
    """Grade an answer 0 (shown) to 5 (at once and fluent) for a word of so many keys."""
    if answer.shown:
        return 0
    if answer.slips:
        return max(1, 4 - answer.slips)
    return 5 if answer.ms <= THINKING + EACH_KEY * keys else 4


def answered(card: Card, answer: Answer, now: int) -> Card:
    """Give the card after an answer."""
    quality = grade(answer, len(card.keys))
    good = quality >= GOOD
    repetitions = card.repetitions + 1 if good else 0
    ease = max(LEAST_EASE, card.ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
    interval = _interval(repetitions, card.interval_days, card.ease)
    fluent = not answer.shown and not answer.slips
    best = min(answer.ms, card.best_ms or answer.ms) if fluent else card.best_ms
    return replace(
        card,
        repetitions=repetitions,
        ease=round(ease, 4),
        interval_days=interval,
        due=now + interval * DAY,
        played=card.played + 1,
        missed=card.missed + (not good),
        slips=card.slips + answer.slips,
        best_ms=best,
        last_ms=answer.ms,
    )


def _interval(repetitions: int, before: int, ease: float) -> int:
    if repetitions <= len(INTERVALS):
        return INTERVALS[max(0, repetitions - 1)]
    return min(LONGEST_INTERVAL, round(before * ease))
