"""Sends replies: looked at once more, committed as begun, then one call that is never repeated."""

from dataclasses import dataclass, field

from server.core.comments.comment import Comment
from server.core.comments.failures import (
    GoneError,
    QuotaSpentError,
    RefusedError,
    SignedOutError,
    SlowDownError,
    UnclearError,
)
from server.core.comments.outbox import Reply, may_be_there
from server.core.comments.quota import COSTS
from server.core.comments.schedule import DAY
from server.core.comments.skipping import told
from server.core.comments.turns import same_text
from server.core.step.task import Bounds, Progress
from server.services.comment_desk import Desk
from server.services.comment_settling import CALL
from server.services.comment_threads import AT_ONCE, KeptThreads

EACH = COSTS["comments.insert"] + COSTS["comments.list"]
"""Units that a reply costs."""
SHOWN = 1000
"""Of what is left over no more is counted."""
UNSEEN = 3
"""So often a comment that is answered is not listed; then it is taken for deleted."""


@dataclass(slots=True)
class Sent:
    """What a step sent."""

    sent: int = 0
    failed: int = 0
    withdrawn: int = 0
    unclear: int = 0
    left: int = 0
    """Planned ones for which there was no room in the step, the day or the quota."""
    lines: list[str] = field(default_factory=list)


class Sending:
    """Sends what is planned."""

    def __init__(self, desk: Desk, threads: KeptThreads) -> None:
        self._desk, self._threads = desk, threads

    def planned(self) -> tuple[list[Reply], int]:
        """Give the replies to send now, the oldest first, and how many are left for later."""
        conduct = self._desk.conduct
        today = self._desk.outbox.sent_since(self._desk.clock() - DAY)
        today += len(self._desk.outbox.replies(["sending"], conduct.a_day))
        paid = self._desk.channel.left() // EACH
        room = max(0, min(conduct.a_step, conduct.a_day - today, paid))
        rows = self._desk.outbox.replies(["planned"], room + SHOWN)
        return list(rows[:room]), len(rows[room:])

    def run(self, bounds: Bounds, progress: Progress) -> Sent:
        """Send; a call that fails for all of them raises, and what was sent stays so."""
        rows, left = self.planned()
        done = Sent(left=left)
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            if not bounds.left():
                done.left += len(some)
                continue
            for reply in self._public(some, done):
                self._send(reply, bounds, done)
                progress(done.sent, len(rows), "replies")
        return done

    def _public(self, replies: list[Reply], done: Sent) -> list[Reply]:
        """Leave out those whose video went private or is gone."""
        ids = list(dict.fromkeys(reply.video for reply in replies if reply.video))
        seen = self._threads.see_videos(ids) if ids else {}
        kept: list[Reply] = []
        for reply in replies:
            video = seen.get(reply.video)
            if video is not None and video.privacy in {"private", "gone"}:
                self._threads.lose(reply.thread, "private")
                self._withdraw(reply, told("private"), done)
            else:
                kept.append(reply)
        return kept

    def _send(self, reply: Reply, bounds: Bounds, done: Sent) -> None:
        if not bounds.left() or self._desk.channel.left() < EACH:
            done.left += 1
            return
        try:
            listed = self._desk.channel.all_replies(reply.thread)
        except GoneError:
            self._threads.lose(reply.thread)
            self._withdraw(reply, told("gone"), done)
            return
        if self._is_open(reply, listed, done):
            self._call(reply, done)

    def _is_open(self, reply: Reply, listed: list[Comment], done: Sent) -> bool:
        """Look at the thread as it is now: by hand, late or deleted is no longer to be answered."""
        asked = self._desk.comments.comment(reply.comment)
        if asked is None:
            self._withdraw(reply, told("gone"), done)
            return False
        if asked.comment.is_reply and all(one.id != reply.comment for one in listed):
            self._unseen(reply, done)
            return False
        others = [one for one in self._desk.outbox.thread(reply.thread) if one != reply]
        if any(one.state == "sending" for one in others):
            # What is listed could be that one, or this one: it is settled first.
            done.left += 1
            return False
        for one in listed:
            if self._answers(one, asked.comment, reply, others):
                self._answered(reply, one, done)
                return False
        return True

    def _answers(self, listed: Comment, asked: Comment, reply: Reply, others: list[Reply]) -> bool:
        """Tell whether a comment is ours, later than what was asked, and of no other row."""
        if listed.author.channel != self._desk.me.id or listed.published < asked.published:
            return False
        # Of two with one text what is listed is this one's, unless the other waits for the owner.
        theirs = [
            one.text
            for one in others
            if one.state == "held" or (may_be_there(one) and not same_text(one.text, reply.text))
        ]
        other = any(same_text(listed.text, text) for text in theirs)
        return not other and all(listed.id != one.sent_as for one in others)

    def _unseen(self, reply: Reply, done: Sent) -> None:
        if reply.absent + 1 >= UNSEEN:
            self._withdraw(reply, told("gone"), done)
            return
        self._desk.move(reply, "planned", absent=reply.absent + 1, reason="It is not listed now.")
        done.left += 1

    def _answered(self, reply: Reply, there: Comment, done: Sent) -> None:
        if same_text(there.text, reply.text):
            # It went out after all: YouTube showed it late.
            self._desk.move(reply, "sent", sent_as=there.id)
            done.sent += 1
            return
        self._withdraw(reply, told("answered"), done)

    def _withdraw(self, reply: Reply, why: str, done: Sent) -> None:
        now = self._desk.outbox.reply(reply.comment)
        if now is not None and now.state == "planned":
            self._desk.move(now, "withdrawn", reason=why)
        done.withdrawn += 1
        done.lines.append(f"{reply.comment}: not sent. {why}")

    def _call(self, reply: Reply, done: Sent) -> None:
        """Commit the intent, call, commit what came of it; in this order and never otherwise."""
        lease = self._desk.clock() + CALL
        begun = self._desk.move(
            reply, "sending", lease=lease, attempts=reply.attempts + 1, absent=0
        )
        if begun is None:
            return  # another runner has it, or the owner changed it
        try:
            stored = self._desk.channel.reply(reply.thread, reply.text)
        except UnclearError as error:
            self._unclear(begun, error, done)
        except (QuotaSpentError, SlowDownError, SignedOutError):
            self._desk.move(begun, "planned", attempts=reply.attempts)
            raise
        except RefusedError as error:
            self._desk.move(begun, "failed", reason=str(error))
            done.failed += 1
            done.lines.append(f"{reply.comment}: YouTube refused the reply. {error}")
        else:
            self._desk.move(begun, "sent", sent_as=stored.id)
            done.sent += 1

    def _unclear(self, begun: Reply, error: UnclearError, done: Sent) -> None:
        """Leave it `sending`: it may be there, and is looked for after the settle delay."""
        until = self._desk.clock() + self._desk.conduct.settle
        self._desk.move(begun, "sending", lease=until, reason=str(error))
        done.unclear += 1
        done.lines.append(
            f"{begun.comment}: unclear whether it was sent; looked for later. {error}"
        )
