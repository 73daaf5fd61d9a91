"""What the status pages show: totals, growth over time, people, and the machine."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from server.core.errors import InvalidError
from server.core.ports import Clock
from server.core.stats import DAY, LONGEST_PAST, WEEK, Month, Person, Weeks, months_of, weeks_of
from server.core.stats_ports import Machine, StatsStore

MOST_TOPICS = 8
"""In a plot: more lines than that nobody tells apart."""


class Stats:
    """Counts when asked; keeps nothing."""

    def __init__(self, store: StatsStore, machine: Machine, clock: Clock) -> None:
        self._store, self._machine, self._clock = store, machine, clock

    def totals(self) -> dict[str, int]:
        """Give the numbers of the line at the foot of every page."""
        return asdict(self._store.totals())

    def machine(self) -> dict[str, Any]:
        """Say what runs, since when, and what it takes of memory and disk."""
        processes = [asdict(one) for one in self._machine.processes()]
        versions = [asdict(one) for one in self._machine.versions()]
        disk = asdict(self._machine.disk())
        return {"processes": processes, "disk": disk, "versions": versions}

    def recordings(self, months: int) -> Sequence[Month]:
        """Tell how the recordings grew; raises `InvalidError` for a past that is too long."""
        _check("months", months, LONGEST_PAST // 30)
        return months_of(self._store.kept(), self._clock(), months)

    def inquiries(self, weeks: int) -> Sequence[Weeks]:
        """Tell how many were asked a week of the busiest topics, the busiest first."""
        _check("weeks", weeks, LONGEST_PAST // WEEK)
        today = self._clock() // DAY
        asked = self._store.asked(today - weeks * WEEK + 1, MOST_TOPICS)
        return [weeks_of(topic, days, today, weeks) for topic, days in asked.items()]

    def people(self) -> Sequence[Person]:
        """Tell what everybody put in."""
        return self._store.persons()


def _check(name: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise InvalidError(f"{name} is a number from 1 to {most}.")
