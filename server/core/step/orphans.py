"""Orphans: what is kept and belongs to nothing any more, or is missing; told, never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

KINDS = {
    "loose": "files that belong to no recording",
    "unfinished": "files that were never sent to their end",
    "missing": "recordings whose file is gone from the disk",
    "strange": "files on the disk that no recording knows",
    "untaught": "documents of corrections whose question is gone",
    "unread": "documents that could not be read",
}
"""What there may be, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """One of them."""

    kind: str
    """Of `KINDS`."""
    id: str
    name: str


class Orphanage(Protocol):
    """Finds orphans, of each kind at most so many."""

    def orphans(self, now: int, most: int) -> Sequence[Orphan]:
        """List them; `now` is ms since 1970, UTC."""
        ...
