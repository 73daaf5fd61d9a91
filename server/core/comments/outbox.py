"""The outbox: what becomes of a reply, and which change of its state may follow which.

A reply is sent exactly once because its intent is committed before the call, and because what may
have been sent (`sending`) is settled against what YouTube lists before anything is tried again.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal[
    "review", "planned", "sending", "sent", "failed", "held", "rejected", "withdrawn"
]

AFTER: dict[State, tuple[State, ...]] = {
    "review": ("planned", "rejected", "withdrawn"),
    "planned": ("sending", "sent", "review", "rejected", "withdrawn", "held"),
    "sending": ("sending", "sent", "planned", "failed", "held"),
    "held": ("planned", "sent", "rejected"),
    "failed": ("planned", "review", "rejected"),
    "sent": (),
    "rejected": ("review",),
    "withdrawn": ("review", "planned"),
}
"""From each state those that may follow.

`review` waits for the owner; `planned` may be sent; `sending` may have been sent: nothing may be
tried before it is settled, and it stays so while it is looked for; `held` is unclear, and the owner
decides; `failed` was refused for good; `withdrawn`: the comment was answered by hand, deleted, or
its video went private, before it went. One that is `planned` again turns `sent` where YouTube
showed it late.
"""

REWRITTEN: frozenset[State] = frozenset({"review", "planned", "held", "failed"})
"""A reply may be given another text, and stays what it is."""

ENDED: frozenset[State] = frozenset({"sent", "rejected", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of the outbox: the one reply to one comment."""

    comment: str
    """The comment's id: unique, so that a comment has one reply at most."""
    thread: str
    """The id under which YouTube files the reply (`parentId`)."""
    video: str
    text: str
    state: State
    created: int
    """Ms since 1970, UTC, as `changed` and `lease`."""
    changed: int
    reason: str = ""
    """Why it failed, is held, was rejected or withdrawn: one sentence."""
    attempts: int = 0
    """How often a call was begun."""
    lease: int = 0
    """Until when nobody else may touch it while it is `sending`: first since the runner that sends
    it may live, then since YouTube may show it late."""
    sent_as: str = ""
    """The id of the reply on YouTube."""
    inquiry: str = ""
    """The inquiry whose answer it is."""
    decided_by: str = ""
    """Who approved or rejected it; empty: nobody, it went by itself."""
    version: int = 1
    """Goes up by one with each change; who changes it says which he saw."""
    absent: int = 0
    """How often it was looked for after a call that was unclear, and was not there."""


def may_be_there(reply: Reply) -> bool:
    """Tell whether a reply may stand on YouTube though no id of it is known.

    Also one that was not found and is planned again, or was withdrawn since: YouTube may show it
    later than any delay of ours, or a clock of ours went too fast.
    """
    return reply.state in {"sending", "held"} or (reply.attempts > 0 and not reply.sent_as)


def may_follow(before: State, after: State) -> bool:
    """Tell whether a reply may go from one state to another."""
    return after in AFTER[before] or (before == after and before in REWRITTEN)
