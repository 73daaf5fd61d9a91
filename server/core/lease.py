"""A lease: one of several processes has it, and the others take it when it is renewed no more.

Nobody's clock of the day is asked, which may be set: who waits looks, by a clock that only goes on,
how long the lease stood as it is; and who has it trusts in it for less than that after the last
time that it was renewed. So two never have it at once, whatever the day's clocks do.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

TERM = 10_000
"""Ms that a lease must stand as it is before another takes it."""
TRUSTED = 7_000
"""Ms after it was renewed for which its holder takes it for his."""
EVERY = 2_000
"""Ms between two looks, of its holder and of who waits."""

Step: TypeAlias = Literal["wait", "take", "renew"]


@dataclass(frozen=True, slots=True)
class Lease:
    """How it stands in the database; `turn` is another each time that it is taken or renewed."""

    holder: str
    """Empty: it was given back."""
    turn: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A lease as somebody saw it, and since when it is so; ms of a clock that only goes on."""

    lease: Lease
    since: int

    def seen(self, lease: Lease, now: int) -> "Watched":
        """Look once more."""
        return self if lease == self.lease else Watched(lease, now)


def step(watched: Watched, me: str, now: int) -> Step:
    """Decide what to do about it."""
    holder = watched.lease.holder
    if holder == me:
        return "renew"
    if not holder or now - watched.since >= TERM:
        return "take"
    return "wait"


def trusted(renewed: int | None, now: int) -> bool:
    """Tell whether who renewed it then (before he asked; none: never) may take it for his."""
    return renewed is not None and 0 <= now - renewed < TRUSTED
