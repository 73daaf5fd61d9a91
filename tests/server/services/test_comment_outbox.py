"""The outbox in service: every way in which a call can end, two runners, and clocks that jump."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from server.adapters.database import open_engine
from server.core.comments.comment import Comment
from server.core.comments.failures import SignedOutError
from server.core.errors import RubatoError
from tests.server.fake_channel import FAILURES, STORES, named, owner_says
from tests.server.fakes import MORNING
from tests.server.made_answers import DAY, World
from tests.server.made_comments import HOUR, OWNER, comment
from tests.server.migrated import migrated
from tests.server.soaked import Edged, KilledError, Trouble

BEFORE = MORNING - DAY
MINUTE = 60_000


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Make a channel with one old video and a comment."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    made = World(engine)
    made.write(comment(at=BEFORE))
    yield made
    engine.dispose()


def once(world: World, fault: str, call: str = "comments.insert") -> None:
    """Let the next call of a kind end so, and the others well."""
    left = [fault]

    def ends(name: str) -> str:
        return left.pop() if left and name == call else ""

    world.tube.fault = ends


@pytest.mark.parametrize("fault", sorted({*FAILURES, *STORES}))
def test_however_a_call_ends(world: World, fault: str) -> None:
    """A reply is there once in the end; one that YouTube refused for good says so."""
    once(world, fault)
    world.step()
    world.settle()

    refused = fault == "refused"
    assert world.answers() == ([] if refused else ["c1"])
    assert world.states() == {"c1": "failed" if refused else "sent"}


def test_nothing_is_tried_before_it_is_settled(world: World) -> None:
    """After an unclear call the reply is looked for twice, a settle delay apart, then tried."""
    once(world, "lost before")
    attempts: list[int] = []
    for _ in range(6):
        world.step()
        attempts.append(world.tube.calls.count("comments.insert"))
        world.time.true += 6 * MINUTE
    assert attempts == [1, 1, 1, 1, 2, 2]
    assert world.answers() == ["c1"]


def test_what_stays_unclear_is_held(world: World) -> None:
    """Three lost calls, and the owner decides; so he does where his own reply reads otherwise."""
    world.tube.fault = lambda call: "lost before" if call == "comments.insert" else ""
    world.settle(12)
    assert (world.states(), world.tube.calls.count("comments.insert")) == ({"c1": "held"}, 3)

    world.write(comment("c2", at=BEFORE))
    world.step()
    world.write(owner_says("c2", "Was that me?", world.time.true))
    world.tube.fault = lambda _: ""
    world.settle(2)
    assert world.states()["c2"] == "held"
    assert "reads otherwise" in world.outbox.replies(["held"], 5)[1].reason


@pytest.mark.parametrize("change", ["by hand", "deleted", "private", "no replies"])
def test_what_changed_before_it_went(world: World, change: str) -> None:
    """Answered by hand, deleted or hidden before it is sent: it is withdrawn, and not sent."""
    world.step(auto=False)
    waiting = world.outbox.reply("c1")
    assert waiting is not None
    world.outbox.move(replace(waiting, state="planned"), waiting.version)
    if change == "by hand":
        world.write(owner_says("c1", "By hand", world.time.true))
    elif change == "deleted":
        world.tube.remove("c1")
    elif change == "private":
        world.tube.known["v1"] = replace(world.tube.known["v1"], privacy="private")
    else:
        world.tube.held["c1"].can_reply = False
    world.settle(3)

    assert (world.answers(), world.states()) == ([], {"c1": "withdrawn"})


def test_what_was_hidden_and_is_back_is_answered(world: World) -> None:
    """A video that was private for a while loses no comment."""
    world.step(a_step=0)
    public = world.tube.known["v1"]
    world.tube.known["v1"] = replace(public, privacy="private")
    world.settle(2)
    assert world.comments.known(["c1"])["c1"].skipped == "gone"
    world.tube.known["v1"] = public
    world.settle(2)
    assert world.answers() == ["c1"]


@pytest.mark.parametrize("left", range(12))
def test_killed_while_it_comes_back(world: World, left: int) -> None:
    """Wherever a runner dies over a comment that was hidden and is back, it is answered."""
    world.step(auto=False)
    public = world.tube.known["v1"]
    world.tube.known["v1"] = replace(public, privacy="private")
    world.settle(2)
    assert world.states() == {"c1": "withdrawn"}
    world.tube.known["v1"] = public
    trouble = Trouble()
    trouble.left, trouble.edges, trouble.strike = left, True, killed
    world.wrap = lambda port: Edged(port, trouble)
    for _ in range(3):
        with suppress(KilledError):
            world.step()
        world.time.true += DAY
    world.settle(4)

    assert (world.answers(), world.states()) == (["c1"], {"c1": "sent"})


def killed() -> None:
    """Die here."""
    raise KilledError


def test_replies_by_hand_of_before_do_not_count(world: World) -> None:
    """What the owner wrote before the comment is not its answer, nor the reply that is sought."""
    world.write(
        replace(owner_says("c1", "By hand", BEFORE + 1), id="hand"),
        comment("c1.1", "And why?", thread="c1", at=BEFORE + 2),
    )
    once(world, "lost after")
    world.settle(5)

    assert world.answers() == ["c1.1"]
    assert world.states() == {"c1.1": "sent"}


def test_replies_of_one_text_are_told_apart(world: World) -> None:
    """Two comments in a thread whose answers read the same get one each."""
    same = replace(world.drafting.answer("x"), text="The answer to both.")
    world.drafting.answer = lambda _: same
    bob = named(2)
    world.write(
        Comment("o", "c1", "v1", OWNER, "Hello!", BEFORE + 1, BEFORE + 1),
        comment("a", "How?", thread="c1", at=BEFORE + 2),
        comment("b", "How?", thread="c1", author=bob, at=BEFORE + 3),
    )
    world.tube.fault = lambda call: "lost after" if call == "comments.insert" else ""
    world.settle(8)

    assert world.answers() == ["both", "both"]
    assert {world.states()[name] for name in ("a", "b")} == {"sent"}
    assert len({row.sent_as for row in world.outbox.replies(["sent"], 5)}) == 2


@pytest.mark.parametrize("jump", [25 * HOUR, -25 * HOUR, 400 * DAY, -400 * DAY, HOUR])
def test_a_clock_that_jumps(world: World, jump: int) -> None:
    """While a reply is unclear: it is still sent once, and does not wait for years."""
    world.write(comment("c2", author=named(2), at=BEFORE))
    faults = iter(["late and lost", "lost before"])
    world.tube.fault = lambda call: next(faults, "") if call == "comments.insert" else ""
    world.step()
    world.time.wrong = jump
    world.settle(4)
    world.time.wrong = 0
    world.settle(4)

    assert sorted(world.answers()) == ["c1", "c2"]
    assert set(world.states().values()) == {"sent"}


def test_midnight_brings_units(world: World) -> None:
    """Where the day's units are spent, replies wait until it is midnight at YouTube."""
    world.step(quota=40)
    assert world.answers() == []
    ending = world.step(quota=40).ending
    assert (ending, world.answers()) == ("partly", [])
    world.time.true += DAY
    world.step(quota=100)
    assert world.answers() == ["c1"]


def test_signed_out_says_how_to_mend_it(world: World) -> None:
    """Nothing is lost, and the outcome has the sentence."""
    once(world, "signed out", "commentThreads.list")
    outcome = world.step()
    assert (outcome.ending, outcome.error) == ("failed", str(FAILURES["signed out"]()))
    assert isinstance(FAILURES["signed out"](), SignedOutError)
    world.step()
    assert world.answers() == ["c1"]


def test_two_runners_at_once(world: World) -> None:
    """Without any lock, from their own threads: each comment is answered once."""
    world.write(*(comment(f"c{n}", author=named(n), at=BEFORE) for n in range(2, 40)))
    broken: list[RubatoError] = []

    def run() -> None:
        for _ in range(3):
            try:
                world.step()
            except RubatoError as error:
                broken.append(error)

    runners = [Thread(target=run) for _ in range(2)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    world.settle(3)

    assert sorted(world.answers()) == sorted(["c1", *(f"c{n}" for n in range(2, 40))])
    assert broken == []
