"""Retention, by the founder's rule: the longer since the last review, the more of the oldest go.

The share of days since the last review over 365 is the share of the oldest inquiries that goes;
what was rated or corrected never does.
"""

from dataclasses import dataclass

YEAR = 365 * 24 * 3_600_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Round:
    """A time that old inquiries were looked through and let go."""

    at: int
    """Milliseconds since 1970, UTC."""
    user: str
    removed: int


@dataclass(frozen=True, slots=True)
class Oldest:
    """A number of the oldest inquiries, by the last of them."""

    created: int
    """Milliseconds since 1970, UTC."""
    number: int
    spared: int
    """How many of them are rated or corrected, and stay."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What would go, or went."""

    last: int | None
    """When the last review was, milliseconds since 1970, UTC; none before the first."""
    share: float
    """0..1 of the oldest."""
    among: int
    """Inquiries there are."""
    old: int
    """How many of the oldest the share is."""
    spared: int
    """Of those, how many are rated or corrected, and stay."""
    until: int | None
    """When the newest of the oldest was asked; none where there are none."""
    oldest: Oldest | None

    @property
    def goes(self) -> int:
        """Give how many go."""
        return self.old - self.spared


def share(last: int | None, now: int) -> float:
    """Give the share that goes; before the first review nothing does, as nobody looked yet."""
    if last is None:
        return 0.0
    return min(1.0, max(0.0, (now - last) / YEAR))
