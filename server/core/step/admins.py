"""Who should be an admin: who put in time, and whose contributions are in use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.core.stats import Person

MINUTES = 60
"""Of their takes, at least: an hour at the keyboard."""
USED = 10
"""Contributions in use, at least."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One who should be asked."""

    name: str
    minutes: int
    used: int
    reason: str


def suggestions(persons: Iterable[Person], words: Mapping[str, int]) -> Sequence[Suggestion]:
    """Give those that have both, the one with the most first; none is an admin yet.

    `words`: how many words that somebody proposed were taken into the dictionary.
    """
    found = [_told(one, words.get(one.name, 0)) for one in persons if one.role != "admin"]
    fit = [one for one in found if one.minutes >= MINUTES and one.used >= USED]
    return sorted(fit, key=lambda one: (-one.used, -one.minutes, one.name))


def _told(person: Person, words: int) -> Suggestion:
    used = person.corrections + words
    reason = (
        f"{person.minutes} minutes played, {person.corrections} corrections and {words} words in "
        "use"
    )
    return Suggestion(person.name, person.minutes, used, reason)
