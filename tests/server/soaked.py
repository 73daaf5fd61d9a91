"""A soak: many comments answered while everything goes wrong, then counted one by one.

YouTube loses calls before and after it stored a reply, holds replies back, shows them late, wants
fewer requests, says that the day is spent; runners are killed at any call, a second one runs in the
middle of the first, the clock jumps. All of it comes from one seed.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from server.core.comments.comment import Comment, Video
from server.core.comments.failures import SignedOutError
from server.core.comments.quota import day_of
from server.core.comments.skipping import told
from tests.server.fake_channel import named, owner_says
from tests.server.fakes import MORNING
from tests.server.made_answers import DAY, World
from tests.server.made_comments import HOUR, comment, video

VIDEOS = 20
A_STEP = 300
QUOTA = 25_000
"""Units a day at least, which do not suffice on most days."""
INSERT_FAULTS = (
    *("lost before", "lost after", "held", "held and lost", "late", "late and lost"),
    *("slow", "spent", "refused", "signed out"),
)
LIST_FAULTS = ("lost before", "slow", "spent")
JUMPS = (0, 25 * HOUR, -25 * HOUR, HOUR, -HOUR, HOUR // 3, 400 * DAY, -400 * DAY)
EDGES = frozenset({"move", "reply", "add", "spend"})
"""Calls at whose edges a crash does most."""


class KilledError(BaseException):
    """The runner was killed; nothing of ours catches it."""


class Trouble:
    """Counts calls of a runner, and strikes at one of them."""

    def __init__(self) -> None:
        self.left, self.edges = -1, False
        self.strike: Callable[[], None] = lambda: None

    def at(self, call: str) -> None:
        """Pass a call by; strike where it is the one."""
        if self.left < 0 or (self.edges and call not in EDGES):
            return
        self.left -= 1
        if self.left < 0:
            self.strike()


class Edged:
    """A port around which trouble can strike, before each call and after it."""

    def __init__(self, port: Any, trouble: Trouble) -> None:
        self._port, self._trouble = port, trouble

    def __getattr__(self, name: str) -> Any:
        """Give a method that is passed by."""
        method = getattr(self._port, name)

        def passed(*args: Any, **named: Any) -> Any:
            self._trouble.at(name)
            result = method(*args, **named)
            self._trouble.at(name)
            return result

        return passed


@dataclass(frozen=True, slots=True)
class Counted:
    """What came out."""

    comments: int
    answered: int
    """Once."""
    twice: int
    lost: int
    held: int
    """Unclear ones that wait for the owner."""
    refused: int
    """By YouTube, with its reason."""
    closed: int
    """Skipped or withdrawn for a reason that is true."""
    overdrawn: int
    """Days of the ledger beyond the limit."""
    units: int
    steps: int
    troubles: dict[str, int]
    strays: tuple[str, ...] = ()
    """What is known of those that were lost."""


class Soak:
    """One run."""

    def __init__(self, world: World, comments: int, seed: int) -> None:
        self.world, self.goal, self.random = world, comments, Random(seed)
        self.trouble, self.troubles = Trouble(), Counter[str]()
        self.written: list[Comment] = []
        self.by_hand: set[str] = set()
        self.removed: set[str] = set()
        self.steps = 0
        self.quota = max(QUOTA, comments * 5 // 2)
        self.days: set[str] = set()
        told = replace(world.conduct, a_step=A_STEP, quota=self.quota, turns=5)
        world.conduct = replace(told, overlap=4 * HOUR)
        world.tube.fault, world.tube.limit = self._fault, self.quota
        world.wrap = lambda port: Edged(port, self.trouble)
        for number in range(VIDEOS):
            world.tube.known[f"v{number}"] = video(f"v{number}", published=MORNING - 99 * DAY)

    def run(self, told: Callable[[str], None] = lambda _: None) -> Counted:
        """Write comments and answer them in troubled steps; then in calm ones; then count."""
        each = max(20, min(A_STEP // 2, self.goal // 20))
        while len(self.written) < self.goal:
            self._write(min(each, self.goal - len(self.written)))
            self._live()
            self._step()
            if self.steps % 50 == 0:
                told(f"{len(self.written)} comments, {self.steps} steps")
        for _ in range(60 + self.goal // 50):
            self._step()
            if not self._moving(self.world.comments.counts()):
                break
        told(f"{self.steps} steps; now all is calm")
        self._calm()
        return self._count()

    def _write(self, count: int) -> None:
        now = self.world.time.true
        for number in range(count):
            at = now - 1000 * (count - number)
            if self.written and self.random.random() < 0.15:
                self._follow_up(at)
            else:
                total = len(self.written)
                place = f"v{self.random.randrange(VIDEOS)}"
                self._say(comment(f"c{total}", video=place, author=named(total), at=at))

    def _follow_up(self, at: int) -> None:
        """Have somebody ask on in a recent thread, his own or another's."""
        before = self.random.choice(self.written[-3000:])
        if before.thread not in self.world.tube.held:
            return
        who = before.author if self.random.random() < 0.7 else named(10**6 + len(self.written))
        number = f"c{len(self.written)}"
        made = comment(number, thread=before.thread, author=who, at=at, video=before.video)
        self._say(made)

    def _say(self, made: Comment) -> None:
        self.written.append(made)
        self.world.write(made)

    def _live(self) -> None:
        """Let the owner answer by hand, viewers delete, and a video be private for a while."""
        tube, chance = self.world.tube, self.random.random
        if chance() < 0.5:
            thread = self.random.choice(self.written[-100:]).thread
            if thread in tube.held:
                self.world.write(owner_says(thread, "By hand.", self.world.time.true))
                self.by_hand.add(thread)
        if chance() < 0.3:
            thread = self.random.choice(self.written[-1000:]).thread
            if thread in tube.held:
                tube.remove(thread)
                self.removed.add(thread)
        for name, one in tube.known.items():
            if one.privacy == "private":
                tube.known[name] = replace(one, privacy="public")
        if chance() < 0.1:
            self._hide(tube.known)

    def _hide(self, known: dict[str, Video]) -> None:
        name = f"v{self.random.randrange(VIDEOS)}"
        known[name] = replace(known[name], privacy="private")

    def _step(self) -> None:
        """Run a step in which something strikes."""
        time, chance = self.world.time, self.random.random
        time.true += self.random.randrange(HOUR // 2, 2 * HOUR)
        if chance() < 0.1:
            time.wrong = self.random.choice(JUMPS)
            self.troubles["clock jumps"] += 1
        self.trouble.edges = chance() < 0.7
        self.trouble.left = self.random.randrange(1, 900) if chance() < 0.8 else -1
        self.trouble.strike = self._kill if chance() < 0.6 else self._second
        self._once()

    def _once(self) -> None:
        self.steps += 1
        self.days.add(day_of(self.world.time()))
        try:
            outcome = self.world.step()
        except KilledError:
            self.troubles["kills"] += 1
        except SignedOutError:
            self.troubles["signed out"] += 1
        else:
            self.troubles[f"steps {outcome.ending}"] += 1

    def _kill(self) -> None:
        raise KilledError

    def _second(self) -> None:
        """Run a whole step of another runner in the middle of this one, now and then a day on."""
        self.troubles["second runners"] += 1
        before = self.world.time.wrong
        if self.random.random() < 0.3:
            self.world.time.wrong += 25 * HOUR
        self._once()
        self.world.time.wrong = before

    def _fault(self, call: str) -> str:
        insert = call == "comments.insert"
        if self.random.random() >= (0.1 if insert else 0.002):
            return ""
        fault = self.random.choice(INSERT_FAULTS if insert else LIST_FAULTS)
        self.troubles[f"{'reply' if insert else 'list'}: {fault}"] += 1
        return fault

    def _calm(self) -> None:
        """Let all end well: nothing fails, and every thread has its turn."""
        self.world.tube.fault, self.world.tube.limit = (lambda _: ""), 10**9
        self.trouble.left, self.world.time.wrong = -1, 0
        self.world.time.true += 800 * DAY  # beyond every day that our clock thought it was
        for name, one in self.world.tube.known.items():
            self.world.tube.known[name] = replace(one, privacy="public")
        begun = self.world.time()
        for _ in range(500 + self.goal // 10):
            self.world.time.true += 2 * HOUR
            self.steps += 1
            self.world.step(quota=10**9, a_step=10_000)
            (turn,) = self.world.comments.threads_to_look(1)
            if turn.look > begun and not self._moving(self.world.comments.counts()):
                return

    def _moving(self, counts: dict[str, int]) -> bool:
        return any(counts.get(name) for name in ("open", "planned", "sending"))

    def _count(self) -> Counted:
        answers = Counter(self.world.answers())
        kept = self.world.comments.known([one.id for one in self.written])
        ends = Counter(self._end(one, kept.get(one.id), answers) for one in self.written)
        ledger = self.world.quota
        return Counted(
            len(self.written),
            ends["answered"],
            ends["twice"],
            ends["lost"],
            ends["held"],
            ends["refused"],
            ends["closed"],
            sum(ledger.spent(day) > self.quota for day in self.days),
            sum(self.world.tube.units.values()),
            self.steps,
            dict(self.troubles),
            tuple(
                self._told(one, kept.get(one.id))
                for one in self.written
                if self._end(one, kept.get(one.id), answers) == "lost"
            ),
        )

    def _told(self, one: Comment, kept: Any) -> str:
        if kept is None:
            return f"{one.id} in {one.thread} of {one.video}: never seen"
        reply = kept.reply
        state = f"{reply.state}, {reply.reason!r}" if reply else "no reply"
        return f"{one.id} in {one.thread} of {one.video}: {state}; skipped {kept.skipped!r}"

    def _end(self, one: Comment, kept: Any, answers: Counter[str]) -> str:
        if answers[one.id]:
            return "answered" if answers[one.id] == 1 else "twice"
        if one.thread in self.removed:
            return "closed"
        reply = kept.reply if kept else None
        if reply is not None and reply.state in {"held", "failed"}:
            return "held" if reply.state == "held" else "refused"
        why = reply.reason if reply is not None else told(kept.skipped) if kept else ""
        true = {
            told("answered"): one.thread in self.by_hand,
            told("continued"): self._went_on(one),
            told("talk"): one.is_reply,
            told("turns"): one.is_reply,
        }
        return "closed" if true.get(why) else "lost"

    def _went_on(self, one: Comment) -> bool:
        replies = self.world.tube.held[one.thread].replies
        return any(
            after.comment.author == one.author and after.comment.published > one.published
            for after in replies
        )
