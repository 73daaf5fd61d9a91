"""The task `comments`: what is answered, what is not, why, and at what cost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.core.comment_ports import Draft
from server.core.comments.comment import Author
from server.core.errors import UnavailableError
from tests.server.fake_channel import named, owner_says
from tests.server.fakes import MORNING
from tests.server.made_answers import DAY, World
from tests.server.made_comments import HOUR, OWNER, comment, video, video_kept
from tests.server.migrated import migrated

BEFORE = MORNING - DAY


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Make a channel with one old video."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    yield World(engine)
    engine.dispose()


def test_a_comment_is_answered_once(world: World) -> None:
    """In one step; the steps after find nothing to do, and cost two units each."""
    world.write(comment(at=BEFORE))
    outcome = world.step()
    spent = sum(world.tube.units.values())

    assert (outcome.ending, outcome.counts["sent"]) == ("done", 1)
    assert world.answers() == ["c1"]
    world.settle(1)  # our own reply is read
    spent = sum(world.tube.units.values())
    idle = world.step()
    assert (idle.ending, idle.counts) == ("idle", {})
    assert sum(world.tube.units.values()) - spent == 2
    assert world.answers() == ["c1"]
    assert world.comments.video("v1") == replace(
        world.comments.video("v1") or video_kept(video()), done=True
    )


def test_in_review_a_reply_waits(world: World) -> None:
    """Nothing is sent before the owner says so; then it is, once."""
    world.write(comment(at=BEFORE))
    world.step(auto=False)
    world.step(auto=False)
    assert (world.answers(), world.states()) == ([], {"c1": "review"})

    waiting = world.outbox.reply("c1")
    assert waiting is not None
    world.outbox.move(replace(waiting, state="planned", decided_by="owner"), waiting.version)
    world.step(auto=False)
    world.step(auto=False)
    assert (world.answers(), world.states()) == (["c1"], {"c1": "sent"})


def test_what_is_not_answered_says_why(world: World) -> None:
    """Each comment that is skipped has its reason, and none of them gets an answer."""
    stranger = Author("UCx", "@other")
    world.tube.known["v2"] = video("v2", privacy="private")
    world.write(
        comment("own", author=OWNER, at=BEFORE),
        comment("nobody", author=Author("", ""), at=BEFORE),
        comment("empty", "🎹 \u200b", at=BEFORE),
        comment("channel", video="", at=BEFORE),
        comment("hand", at=BEFORE),
        owner_says("hand", "By hand", BEFORE + 1),
        comment("talk", "So good!", at=BEFORE),
        comment("talk.1", "How true!", thread="talk", author=stranger, at=BEFORE + 1),
        comment("closed", at=BEFORE),
        replace(comment("spam", at=BEFORE), moderation="likelySpam"),
        replace(comment("held", at=BEFORE), moderation="heldForReview"),
    )
    world.tube.held["closed"].can_reply = False
    world.step(questions_only=True)

    reasons = {one: world.comments.known([one])[one].skipped for one in world.tube.held}
    assert {one: told for one, told in reasons.items() if told not in {one, "answered"}} == {
        "talk": "question"
    }
    assert reasons["hand"] == "answered"
    assert world.comments.known(["talk.1"])["talk.1"].skipped == "talk"
    assert world.answers() == []


def test_a_follow_up_is_answered_up_to_the_turns(world: World) -> None:
    """The author asks on after our reply; at most as often as is set."""
    world.write(comment("c1", at=BEFORE))
    for number in range(4):
        world.settle(1)
        asked = comment(f"c1.{number}", "And then?", thread="c1", at=world.time.true)
        world.write(asked)
    world.settle(3)

    assert world.answers() == ["c1", "c1.0", "c1.1"]
    assert world.comments.known(["c1.3"])["c1.3"].skipped == "turns"
    world.step(turns=4)
    assert world.answers()[3:] == ["c1.3"]


def test_comments_in_a_row_are_one_question(world: World) -> None:
    """Who goes on before he is answered gets one answer, to the last."""
    world.write(
        comment("c1", "How do you play this?", at=BEFORE),
        comment("c1.1", "I mean bar three", thread="c1", at=BEFORE + 1),
    )
    world.step(questions_only=True)

    assert world.answers() == ["c1.1"]
    assert world.comments.known(["c1"])["c1"].skipped == "continued"


def test_young_videos_wait(world: World) -> None:
    """A video is a week old before its comments are answered; it is done only then."""
    world.tube.known["v2"] = video("v2", published=MORNING - 6 * DAY)
    world.write(comment(video="v2", at=BEFORE))
    world.step()
    assert world.answers() == []
    world.time.true += 2 * DAY
    world.step()
    assert world.answers() == ["c1"]


@pytest.mark.parametrize(("reopen", "answers"), [(True, ["c1", "c2"]), (False, ["c1"])])
def test_late_comments(world: World, reopen: bool, answers: list[str]) -> None:
    """A comment after its video was done opens it again, if so set; or says that it is late."""
    world.write(comment(at=BEFORE))
    world.step(reopen=reopen)
    world.time.true += HOUR
    world.write(comment("c2", at=world.time.true))
    world.step(reopen=reopen)

    assert world.answers() == answers
    world.step(reopen=True)
    assert world.answers() == ["c1", "c2"]


def test_all_pages_are_read_and_go_on_after_a_bound(world: World) -> None:
    """A step that may make few requests reads on in the next, and misses nothing."""
    world.tube.page = 10
    world.write(*(comment(f"c{number:03}", at=BEFORE - number) for number in range(95)))
    first = world.step(requests=4, a_step=0)
    assert first.ending == "partly"
    for _ in range(4):
        world.step(requests=4, a_step=0)
    assert world.comments.counts()["comments"] == 95


def test_old_threads_have_their_turn(world: World) -> None:
    """A follow-up in a thread of long ago is found, though newer threads fill the first page."""
    world.tube.page = 5
    world.write(comment("old", at=BEFORE - 300 * DAY))
    world.write(*(comment(f"c{number}", author=named(number), at=BEFORE) for number in range(55)))
    world.step()
    world.time.true += DAY
    world.write(comment("old.1", "Thanks! And why?", thread="old", at=world.time.true))
    world.settle(3)

    assert "old.1" in world.answers()


def test_bounds_of_step_day_and_quota(world: World) -> None:
    """No more is sent than the step, the day or the units allow; the rest follows."""
    world.write(*(comment(f"c{number}", author=named(number), at=BEFORE) for number in range(9)))
    assert world.step(a_step=2).counts["sent"] == 2
    world.step(a_step=9, a_day=3)
    assert len(world.answers()) == 3
    left = 10_000 - sum(world.tube.units.values())
    assert left > 0
    spent = world.step(quota=sum(world.tube.units.values()) + 110)
    assert (spent.ending, len(world.answers())) == ("partly", 5)
    world.time.true += 2 * DAY
    world.step()
    assert sorted(world.answers()) == [f"c{number}" for number in range(9)]


def test_the_share_is_drawn_and_explained(world: World) -> None:
    """Which are in it is the same each time; the others say so, until the setting changes."""
    world.write(*(comment(f"c{number}", author=named(number), at=BEFORE) for number in range(60)))
    outcome = world.step(share=True)
    assert 40 < len(world.answers()) < 60
    assert "95 % are answered" in outcome.lines[0]
    world.step(share=True)
    assert 40 < len(world.answers()) < 60
    world.step()
    assert len(world.answers()) == 60


def test_a_server_that_is_down_stops_nothing_else(world: World) -> None:
    """Comments are collected, what is planned is sent, and the error says what is wrong."""
    world.write(*(comment(f"c{number}", author=named(number), at=BEFORE) for number in range(5)))

    def down(comment: str) -> Draft:
        raise UnavailableError(f"The server does not answer ({comment}).")

    works, world.drafting.answer = world.drafting.answer, down
    outcome = world.step()
    assert (outcome.ending, len(world.drafting.asked)) == ("failed", 3)
    assert world.comments.counts()["open"] == 5
    world.drafting.answer = works
    world.step()
    assert len(world.answers()) == 5


def test_odd_drafts_are_a_line_each(world: World) -> None:
    """Refused, empty, too long and held ones: none is sent, and the step goes on."""
    drafts = {
        "c0": Draft("", "", "en", "Nothing is known of it."),
        "c1": Draft(" ", "", "en"),
        "c2": Draft("x" * 10_001, "", "en"),
        "c3": Draft("fine", "", "en", held="It has a blocked word."),
        "c4": Draft("The answer to c4.", "", "en"),
    }
    world.drafting.answer = drafts.__getitem__
    world.write(*(comment(name, author=named(int(name[1])), at=BEFORE) for name in drafts))
    outcome = world.step()

    assert world.answers() == ["c4"]
    assert world.states() == {"c2": "review", "c3": "review", "c4": "sent"}
    assert world.comments.known(["c0"])["c0"].skipped == "unknown"
    assert any("c1: the server's answer is empty." in line for line in outcome.lines)


def test_a_dry_run_changes_nothing(world: World) -> None:
    """It says what would be read, answered and sent; only the units it spent are written down."""
    world.write(comment(at=BEFORE))
    world.step(auto=False)
    waiting = world.outbox.reply("c1")
    assert waiting is not None
    world.outbox.move(replace(waiting, state="planned"), waiting.version)
    world.write(comment("c2", at=BEFORE + 1))
    before = world.comments.counts(), world.states(), world.steps.mark("comments")
    outcome = world.step(dry=True)

    assert (world.comments.counts(), world.states(), world.steps.mark("comments")) == before
    assert "Would send to c1: The answer to c1." in outcome.lines
    assert "Would read the thread c2: something is new." in outcome.lines
    assert world.answers() == []
