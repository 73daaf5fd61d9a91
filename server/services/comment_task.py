"""The task `comments`: settles, collects, plans, sends; each a stage that can fail alone."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from server.core.comment_ports import CommentStore, Drafting, OutboxStore, QuotaStore, VideoChannel
from server.core.comments.comment import Channel
from server.core.comments.conduct import Conduct
from server.core.comments.failures import QuotaSpentError, SlowDownError
from server.core.errors import RubatoError
from server.core.ports import Clock
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step_ports import StepStore
from server.services.comment_collecting import Collecting
from server.services.comment_desk import Desk
from server.services.comment_metering import MeteredChannel
from server.services.comment_planning import Planning, shortened
from server.services.comment_sending import Sending
from server.services.comment_settling import Settling
from server.services.comment_threads import KeptThreads

CHANNEL = "channel"
"""The mark that keeps whose comments these are; who signs in or out clears it."""
TURNS = "comments.turns"
SHOWN = 200
"""Lines that are kept of a step."""


@dataclass(slots=True)
class Told:
    """What the stages tell."""

    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    later: bool = False
    """Something is left for the next step."""
    error: str = ""
    closed: bool = False
    """YouTube answers no more in this step."""

    def add(self, counts: dict[str, int], lines: list[str], *, later: bool = False) -> None:
        """Add what a stage did."""
        self.counts |= {name: count for name, count in counts.items() if count}
        self.lines += lines
        self.later |= later

    def outcome(self) -> Outcome:
        """Say how it ended."""
        left = self.lines[SHOWN:]
        lines = (*self.lines[:SHOWN], *([f"And {len(left)} more."] if left else []))
        if self.error:
            return Outcome("failed", lines, self.counts, self.error)
        if self.later:
            return Outcome("partly", lines, self.counts)
        return Outcome("done" if self.counts else "idle", lines, self.counts)


class CommentTask:
    """Answers comments, each once."""

    name = "comments"
    caption = "answer comments on your videos, each once"

    def __init__(
        self,
        channel: VideoChannel,
        drafting: Drafting,
        stores: tuple[CommentStore, OutboxStore, QuotaStore, StepStore],
        conduct: Conduct,
        clock: Clock,
    ) -> None:
        comments, outbox, quota, steps = stores
        self._drafting = drafting
        self._metered = MeteredChannel(channel, quota, conduct.quota, clock)
        nobody = Channel("", "", "")
        self._desk = Desk(nobody, self._metered, comments, outbox, steps, conduct, clock)

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Do it, or say what would be done."""
        self._metered.bound(bounds)
        desk = replace(self._desk, me=self._whose(keep=not dry))
        return self._dry(desk) if dry else self._do(desk, bounds, told)

    def _whose(self, *, keep: bool) -> Channel:
        """Tell whose comments these are; YouTube is asked once."""
        kept = self._desk.steps.mark(CHANNEL)
        if kept:
            return Channel(**json.loads(kept))
        found = self._metered.channel()
        if keep:
            self._desk.steps.set_mark(CHANNEL, json.dumps(asdict(found)), self._desk.clock())
        return found

    def _do(self, desk: Desk, bounds: Bounds, progress: Progress) -> Outcome:
        told = Told()
        threads = KeptThreads(desk)
        self._reopen(desk)

        def settle() -> None:
            done = Settling(desk).run(bounds)
            counts = {"settled": done.sent, "tried again": done.again, "held": done.held}
            told.add(counts, done.lines)

        def collect() -> None:
            found = Collecting(desk, threads).run(bounds, progress)
            counts = {"new": found.new, "threads": found.threads, "gone": found.gone}
            told.add(counts, found.lines, later=not found.whole)

        def plan() -> None:
            done = Planning(desk, self._drafting).run(bounds, progress)
            counts = {"drafted": done.drafted, "skipped": done.skipped, "unanswered": done.failed}
            told.add(counts, done.lines)
            told.error = told.error or done.error

        def send() -> None:
            done = Sending(desk, threads).run(bounds, progress)
            counts = {"sent": done.sent, "refused": done.failed, "withdrawn": done.withdrawn}
            told.add(counts | {"unclear": done.unclear}, done.lines, later=done.left > 0)

        for stage in (settle, collect):
            self._stage(stage, told)
        plan()
        self._stage(send, told)
        self._finish(desk)
        return told.outcome()

    def _stage(self, stage: Callable[[], None], told: Told) -> None:
        """Do what asks YouTube; where it answers no more, what needs it waits for the next step."""
        if told.closed:
            return
        try:
            stage()
        except (QuotaSpentError, SlowDownError) as error:
            told.closed = told.later = True
            told.lines.append(str(error))
        except RubatoError as error:
            told.closed, told.error = True, str(error)

    def _reopen(self, desk: Desk) -> None:
        """Open again what only a setting kept closed that is another now."""
        conduct, before = desk.conduct, desk.steps.mark(TURNS)
        reasons = [
            reason
            for reason, over in (
                ("question", not conduct.questions_only),
                ("late", conduct.reopen),
                ("share", not conduct.share),
                ("turns", before.isdecimal() and conduct.turns > int(before)),
            )
            if over
        ]
        desk.comments.reopen(reasons)
        if before != str(conduct.turns):
            desk.steps.set_mark(TURNS, str(conduct.turns), desk.clock())

    def _finish(self, desk: Desk) -> None:
        """Set the videos to done on which nothing is open."""
        waiting, now = desk.comments.waiting_by_video(), desk.clock()
        done = [
            replace(one, done=True)
            for one in desk.comments.videos(done=False)
            if one.due <= now and not waiting.get(one.video.id)
        ]
        desk.comments.keep_videos(done)

    def _dry(self, desk: Desk) -> Outcome:
        """Say what would be done; of YouTube only the newest threads are asked for."""
        settling, waiting = Settling(desk).waiting()
        planned, left = Sending(desk, KeptThreads(desk)).planned()
        picked = Planning(desk, self._drafting).pick(desk.conduct.a_step)
        newest = desk.channel.threads(desk.me.id).items
        changed = KeptThreads(desk).changed(newest)
        lines = [
            *(f"Would look for the reply to {one.comment}." for one in settling),
            *(f"Would read the thread {one.first.id}: something is new." for one in changed),
            *([picked.why] if picked.comments else []),
            *(f"Would answer {one.id}: {shortened(one.text)}" for one in picked.comments),
            *(f"Would send to {one.comment}: {shortened(one.text)}" for one in planned),
        ]
        counts = {
            "to settle": len(settling),
            "settling": waiting,
            "threads": len(changed),
            "to draft": len(picked.comments),
            "to send": len(planned),
            "left": left,
        }
        told = Told()
        told.add(counts, lines)
        return told.outcome()
