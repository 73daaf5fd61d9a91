"""What became of a reply whose call was unclear: told from what YouTube lists, or not told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from server.core.comments.comment import Comment
from server.core.comments.outbox import Reply
from server.core.comments.turns import same_text

MOST_ATTEMPTS = 3
"""So often a reply is begun; then the owner decides."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known now."""

    became: Literal["sent", "absent", "unclear"]
    sent_as: str = ""
    why: str = ""
    """One sentence, where it is unclear."""


def verdict(
    reply: Reply, ours: Sequence[Comment], known: Collection[str], held: Sequence[Comment]
) -> Verdict:
    """Look for a reply.

    `ours`: what the channel wrote in the thread, as YouTube lists it. `known`: the ids of those
    that other rows of the outbox became, and of those that were there before the call. `held`: what
    the channel wrote that YouTube holds back, in this thread.
    """
    new = [one for one in ours if one.id not in known]
    for one in (*new, *held):
        if same_text(one.text, reply.text) and one.id not in known:
            return Verdict("sent", one.id)
    if new:
        return Verdict(
            "unclear",
            why="There is a reply of yours that reads otherwise; was it this one, or made by hand?",
        )
    return Verdict("absent")


def lease_over(reply: Reply, now: int, longest: int) -> bool:
    """Tell whether a row may be touched; ms since 1970, UTC.

    A lease that ends later than any could was given before the clock was set back: it counts for
    nothing, and what is done next waits anew.
    """
    return reply.lease <= now or reply.lease > now + longest
