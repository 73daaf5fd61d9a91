"""Settles replies that may have been sent: nothing is tried again before YouTube was asked."""

from dataclasses import dataclass, field

from server.core.comments.comment import Comment, Moderation
from server.core.comments.failures import GoneError
from server.core.comments.outbox import Reply
from server.core.comments.settling import MOST_ATTEMPTS, lease_over, verdict
from server.core.step.task import Bounds
from server.services.comment_desk import Desk

CALL = 15 * 60_000
"""How long who sends is trusted to live; ms. A call itself is given up after a minute."""
LOOKS = 2
"""So often a reply is looked for, with the settle delay between, before it is tried again."""
MANY = 1_000_000
HELD_BACK: tuple[Moderation, ...] = ("heldForReview", "likelySpam")


@dataclass(slots=True)
class Settled:
    """What a step settled."""

    sent: int = 0
    again: int = 0
    """To be tried again."""
    held: int = 0
    """For the owner."""
    waiting: int = 0
    lines: list[str] = field(default_factory=list)


class Settling:
    """Looks for replies."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: dict[str, list[Comment]] | None = None

    def waiting(self) -> tuple[list[Reply], int]:
        """Give the replies to settle now, and how many wait on."""
        rows = self._desk.outbox.replies(["sending"], MANY)
        now, longest = self._desk.clock(), max(CALL, self._desk.conduct.settle)
        over = [reply for reply in rows if lease_over(reply, now, longest)]
        return over, len(rows) - len(over)

    def run(self, bounds: Bounds) -> Settled:
        """Settle what can be; a call that fails raises, and what was settled stays so."""
        rows, waiting = self.waiting()
        found = Settled(waiting=waiting)
        for reply in rows:
            if not bounds.left():
                found.waiting += 1
                continue
            self._settle(reply, found)
        return found

    def _settle(self, reply: Reply, found: Settled) -> None:
        try:
            listed = self._desk.channel.all_replies(reply.thread)
        except GoneError as error:
            self._desk.move(reply, "failed", reason=f"Its thread is gone: {error}")
            found.lines.append(f"{reply.comment}: its thread is gone.")
            return
        told = verdict(reply, self._ours(listed), self._known(reply, listed), ())
        if told.became == "absent":
            held = self._held_back().get(reply.thread, [])
            told = verdict(reply, (), self._known(reply, listed), held)
        if told.became == "sent":
            self._desk.move(reply, "sent", sent_as=told.sent_as)
            found.sent += 1
        elif told.became == "unclear":
            self._hold(reply, told.why, found)
        else:
            self._absent(reply, found)

    def _ours(self, listed: list[Comment]) -> list[Comment]:
        me = self._desk.me.id
        return [one for one in listed if one.author.channel == me]

    def _known(self, reply: Reply, listed: list[Comment]) -> set[str]:
        """Give what cannot be this reply: what other rows became, or is older than the comment.

        What the store keeps of the thread counts for nothing: it may have been read since the call.
        """
        others = self._desk.outbox.thread(reply.thread)
        known = {one.sent_as for one in others if one.sent_as}
        answered = self._desk.comments.comment(reply.comment)
        if answered is not None:
            begun = answered.comment.published
            known |= {one.id for one in listed if one.published < begun}
        return known

    def _held_back(self) -> dict[str, list[Comment]]:
        """List what of ours YouTube holds back, by thread; asked for once a step."""
        if self._held is None:
            found: dict[str, list[Comment]] = {}
            for moderation in HELD_BACK:
                for one in self._moderated(moderation):
                    found.setdefault(one.thread, []).append(one)
            self._held = found
        return self._held

    def _moderated(self, moderation: Moderation) -> list[Comment]:
        found: list[Comment] = []
        page: str | None = None
        while True:
            got = self._desk.channel.threads(self._desk.me.id, page, moderation)
            for thread in got.items:
                found += self._ours(list(thread.replies))
            if got.next is None or got.next == page:
                return found
            page = got.next

    def _absent(self, reply: Reply, found: Settled) -> None:
        looks = reply.absent + 1
        if looks < LOOKS:
            until = self._desk.clock() + self._desk.conduct.settle
            self._desk.move(reply, "sending", absent=looks, lease=until, reason="Not listed yet.")
            found.waiting += 1
        elif reply.attempts >= MOST_ATTEMPTS:
            self._hold(reply, f"It was tried {reply.attempts} times, and is not there.", found)
        else:
            self._desk.move(reply, "planned", absent=0)
            found.again += 1

    def _hold(self, reply: Reply, why: str, found: Settled) -> None:
        self._desk.move(reply, "held", reason=why)
        found.held += 1
        found.lines.append(f"{reply.comment} waits for you: {why}")
