"""What stats ask of the world: the database's counts, and the machine that the server runs on."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from server.core.stats import Disk, Kept, Person, Process, Totals, Version


class StatsStore(Protocol):
    """Counts what the database holds."""

    def totals(self) -> Totals:
        """Count everything."""

    def kept(self) -> Sequence[Kept]:
        """List the recordings that are whole, with their times and sizes."""

    def asked(self, since: int, topics: int) -> Mapping[str, Mapping[int, int]]:
        """Count inquiries by day (days since 1970) of the busiest topics from a day on."""

    def persons(self) -> Sequence[Person]:
        """Tell what everybody put in, the first first."""


class Machine(Protocol):
    """Looks at the machine."""

    def processes(self) -> Sequence[Process]:
        """List the server and what it started, the server first."""

    def disk(self) -> Disk:
        """Measure the disk, and what lies on it of ours."""

    def versions(self) -> Sequence[Version]:
        """List what the server is made of, itself first."""
