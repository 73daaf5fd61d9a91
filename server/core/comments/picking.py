"""Which open comments a step answers: the latest, or a share; explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from server.core.comments.comment import Comment
from server.core.comments.schedule import chance

HALF = 1000
"""Of so many comments kept, half are answered."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a step answers, and why."""

    comments: Sequence[Comment]
    """The newest first."""
    left: Sequence[Comment]
    """Those that the share leaves out for good."""
    why: str
    """One sentence."""


def share_of(kept: int) -> float:
    """Give the share that is answered where so many comments are kept.

    The founder's rule: it shrinks as the store grows; 1 of none, 1/2 of 1000, 1/10 of 9000.
    """
    return HALF / (HALF + max(0, kept))


def latest(comments: Sequence[Comment], most: int) -> Picked:
    """Pick the latest."""
    ordered = _newest_first(comments)[:most]
    return Picked(ordered, (), f"The latest {len(ordered)} of {len(comments)} open comments.")


def shared(comments: Sequence[Comment], most: int, kept: int, seed: str) -> Picked:
    """Pick those whose lot is within the share; a comment's lot is always the same."""
    share = share_of(kept)
    within = [one for one in comments if chance(seed, "pick", one.id) < share]
    left = [one for one in comments if chance(seed, "pick", one.id) >= share]
    picked = _newest_first(within)[:most]
    why = (
        f"{len(picked)} of {len(comments)} open comments: with {kept} kept, "
        f"{ceil(share * 100)} % are answered, drawn by their ids."
    )
    return Picked(picked, left, why)


def _newest_first(comments: Sequence[Comment]) -> list[Comment]:
    return sorted(comments, key=lambda one: (one.published, one.id), reverse=True)
