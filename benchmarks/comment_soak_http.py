"""Comments answered over HTTP through Google's client, with a fault at every step.

The fake YouTube fails before and after it stored something, drops connections, answers late or not
at all, holds replies back or shows them late; the job is killed between any two calls. At the end
each comment has one reply or a reason, and no day's quota was exceeded.

`python -m benchmarks.comment_soak_http [COMMENTS] [SEED]`
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.comment_soak_parts import HOUR, MORNING, Chat, Clock, Dying, KilledError, Token
from server.adapters.database import migrate, open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.adapters.database.quota import QuotaDatabase
from server.adapters.database.steps import StepDatabase
from server.adapters.youtube_channel import YouTubeChannel
from server.core.comment_ports import CommentKept
from server.core.comments.conduct import Conduct
from server.core.errors import RubatoError
from server.core.step.task import Bounds
from server.services.comment_task import CommentTask
from tests.fixtures.tube.rules import Asked
from tests.fixtures.tube.service import Fault, TubeService, tube_service
from tests.fixtures.tube.world import DAY, OURS, TubeComment, TubeVideo

QUICK = "/dev/shm"
"""Memory, where there is such a place: what is killed is the job, and no machine."""
VIDEOS = 20
PATIENCE = 0.25
"""Seconds for one answer: a fault that says nothing takes as long."""
FAULTS: tuple[Fault, ...] = (
    "503",
    "quota",
    "rate",
    "429",
    "processing",
    "drop before",
    "drop after",
    "500 after",
    "cut after",
    "strange after",
)
ONE_IN = 15
"""Requests, of which one meets a fault."""
SILENT_IN = 400
"""Requests, of which one is stored and never answered."""
MOST_STEPS = 4_000
AWAY = 2 * 60_000
"""Ms, at most, until a reply is shown that is shown late: less than the settle delay."""
CONDUCT = Conduct(
    auto=True, a_step=100, a_day=1_000, turns=50, overlap=3 * HOUR, settle=10 * 60_000
)


@dataclass
class Soak:
    """One run, and what it found."""

    comments: int
    seed: int
    service: TubeService
    calls: int = 0
    kills: int = 0
    steps: int = 0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    """Rows that say something else than YouTube."""


def soak(comments: int, seed: int, folder: Path) -> Soak:
    """Answer so many comments; the same seed gives the same faults."""
    clock, began = Clock(), time.perf_counter()
    engine = open_engine(f"sqlite:///{folder / 'soak.db'}")
    migrate(engine)
    try:
        with tube_service(clock) as service:
            made = Soak(comments, seed, service)
            _Run(made, clock, engine).go()
            made.seconds = time.perf_counter() - began
            return made
    finally:
        engine.dispose()


class _Run:
    """The job, step by step, and the viewers between."""

    def __init__(self, soak: Soak, clock: Clock, engine: Any) -> None:
        self._soak, self._clock, self._chance = soak, clock, Random(soak.seed)
        self._tube = soak.service.tube
        self._kept, self._outbox = CommentDatabase(engine), OutboxDatabase(engine)
        self._quota, self._steps = QuotaDatabase(engine), StepDatabase(engine)
        channel = YouTubeChannel(Token(), soak.service.address, PATIENCE)
        self._channel = Dying(channel, self._killed, self._chance)
        self._chat = Chat(self._chance)
        self._calm, self._written = False, 0
        soak.service.fault = self._fault
        self._tube.next_reply = self._stored
        for at in range(VIDEOS):
            self._tube.add_video(TubeVideo(f"video{at:06}", published=MORNING - (30 + at) * DAY))

    def _killed(self) -> None:
        self._soak.kills += 1

    def go(self) -> None:
        """Let viewers write while the job runs, then let it come to its end in peace."""
        a_step = max(25, self._soak.comments // 20)
        while self._written < self._soak.comments:
            for _ in range(min(a_step, self._soak.comments - self._written)):
                self._write()
            self._step()
        while not self._is_done() and self._soak.steps < MOST_STEPS:
            self._calm = self._soak.steps > MOST_STEPS // 2
            self._channel.calm = self._chat.calm = self._calm
            self._step()
        self._judge()

    def _step(self) -> None:
        self._clock.move(self._chance)
        stores = (self._kept, self._outbox, self._quota, self._steps)
        task = CommentTask(self._channel, self._chat, stores, CONDUCT, self._clock.skewed)
        self._soak.steps += 1
        try:
            bounds = Bounds(self._clock, self._clock.now + 600_000, 2_000)
            task.run(bounds, lambda *_: None, dry=False)
        except KilledError:
            return
        except RubatoError:
            return

    def _write(self) -> None:
        """Let a viewer write, or now and then the owner, or let one be deleted."""
        self._written += 1
        at, tube = self._clock.now, self._tube
        video = f"video{self._chance.randrange(VIDEOS):06}"
        firsts = list(tube.by_thread)[-200:]
        kind = self._chance.randrange(40)
        if kind < 10 and firsts:
            thread = self._chance.choice(firsts)
            tube.say(f"And why {self._written}?", thread=thread)
        elif kind == 10:
            bad = f"Spam{self._written}"
            tube.keep(TubeComment(bad, bad, video, "Buy!", at, moderation="likelySpam"))
        elif kind == 11 and firsts:
            gone = self._chance.choice(firsts)
            if not any(one.author == OURS for one in tube.by_thread[gone]):
                tube.delete(gone)
        else:
            made = tube.say(f"What is {self._written}?", video)
            made.author = f"UCviewer{self._written:016}"
            if kind == 12:
                made.author = made.name = ""

    def _stored(self, reply: TubeComment) -> None:
        """Hold a reply back, or show it late."""
        kind = self._chance.randrange(30)
        if kind == 0:
            reply.moderation = "heldForReview"
        elif kind < 3:
            reply.shown = self._clock.now + self._chance.randrange(AWAY)

    def _fault(self, asked: Asked) -> Fault:
        self._soak.calls += 1
        if self._calm:
            return ""
        if self._chance.randrange(SILENT_IN) == 0:
            return self._met("slow after")
        if self._chance.randrange(ONE_IN) == 0:
            return self._met(self._chance.choice(FAULTS))
        return ""

    def _met(self, fault: Fault) -> Fault:
        self._soak.faults[fault] += 1
        return fault

    def _is_done(self) -> bool:
        if self._outbox.replies(["planned", "sending"], 1):
            return False
        asked = [one.id for one in self._asked()]
        kept = self._kept.known(asked)
        return all(name in kept and _is_settled(kept[name]) for name in asked)

    def _asked(self) -> Sequence[TubeComment]:
        """List what viewers wrote and YouTube shows."""
        tube = self._tube
        return [
            one
            for one in list(tube.comments.values())
            if one.author != OURS and tube.seen(one) and tube.seen(tube.comments[one.thread])
        ]

    def _judge(self) -> None:
        """Compare what is kept with what YouTube has."""
        soak, tube = self._soak, self._tube
        soak.twice = [text for text, count in tube.answers().items() if count > 1]
        asked = [one.id for one in self._asked()]
        known = self._kept.known(asked)
        for name in asked:
            state = _became(known[name]) if name in known else "unknown"
            soak.states[state] += 1
            # Nobody answers by hand here, and what is deleted is not asked any more.
            if state in {"unknown", "open", "planned", "sending", "withdrawn"}:
                soak.lost.append(f"{name} {state}")
        texts = {f"Answer to {name} 🎹": name for name in tube.comments}
        answered = {texts.get(one.text) for one in tube.comments.values() if one.author == OURS}
        for reply in self._outbox.replies(["sent", "failed", "withdrawn", "rejected"], 10**7):
            if reply.comment in tube.comments and (reply.state == "sent") != (
                reply.comment in answered
            ):
                soak.strange.append(f"{reply.comment} {reply.state}: {reply.reason}")


def _is_settled(kept: CommentKept) -> bool:
    return _became(kept) != "open"


def _became(kept: CommentKept) -> str:
    if kept.reply is not None:
        return kept.reply.state
    return f"skipped: {kept.skipped}" if kept.skipped else "open"


def main(words: Sequence[str]) -> int:
    """Soak, and print what was found."""
    comments, seed = int(words[0]) if words else 2_000, int(words[1]) if len(words) > 1 else 1
    with tempfile.TemporaryDirectory(dir=QUICK if Path(QUICK).is_dir() else None) as folder:
        found = soak(comments, seed, Path(folder))
    ledger = found.service.tube.ledger
    most = max(ledger.spent.values())
    print(f"{found.comments} comments, seed {found.seed}, {found.steps} steps, {found.calls} calls")
    print(f"faults: {dict(found.faults)}; killed {found.kills} times")
    print(f"comments ended as: {dict(found.states)}")
    print(f"answered twice {len(found.twice)} · lost {len(found.lost)} · other {found.strange[:5]}")
    print(f"quota: {ledger.too_many} calls unpaid, {most} of {ledger.limit} on the dearest day")
    print(f"{len(ledger.wrong)} requests against the discovery document · {found.seconds:.1f} s")
    failed = found.twice or found.lost or found.strange or ledger.too_many or ledger.wrong
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
