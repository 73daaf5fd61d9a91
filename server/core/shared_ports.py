"""The world as several processes over one database see it: who does what, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from server.core.lease import Lease

Kind: TypeAlias = Literal[
    "document",
    "topics",
    "inquiries",
    "comments",
    "performances",
    "vectors",
    "embedder",
    "taste",
    "rated",
]
"""What changed: a document; the topics that it is in; any inquiry, comment or performance; vectors
were made; another embedder was chosen; a taste was learnt; somebody rated. Of the last two, and the
first two, the number says whose or which."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that changed; numbers rise in the order in which changes became seen."""

    number: int
    kind: Kind
    subject: int
    by: str
    """Who changed it: a process."""


class Changes(Protocol):
    """Keeps what changed, a while."""

    def newest(self) -> int:
        """Give the number of the last; 0: there was none."""
        ...

    def after(self, number: int, limit: int) -> Sequence[Changed]:
        """Give those after one, the first first."""
        ...

    def say(self, kind: Kind, subject: int = 0) -> int:
        """Tell of one; give its number."""
        ...

    def missed(self, number: int) -> bool:
        """Tell whether some after this one are let go already."""
        ...

    def let_go(self, before: int) -> None:
        """Let those go that are older (ms since 1970); the newest stays."""
        ...


class Leases(Protocol):
    """Keeps leases by their names."""

    def lease(self, name: str) -> Lease:
        """Give one; of which nobody had yet, one that is free."""
        ...

    def turn(self, name: str, seen: Lease, holder: str, until: int) -> bool:
        """Take or renew it, or give it back, if it is still as it was seen; tell whether so.

        `until`: ms since 1970, for people who look.
        """
        ...
