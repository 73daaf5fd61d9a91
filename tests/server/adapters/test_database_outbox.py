"""The outbox, the quota and the log of steps, in SQLite and PostgreSQL: one reply, one version."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from server.adapters.database.engine import writing
from server.adapters.database.outbox import OutboxDatabase
from server.adapters.database.quota import QuotaDatabase
from server.adapters.database.steps import StepDatabase
from server.core.comments.outbox import AFTER, Reply, may_follow
from server.core.errors import ConflictError
from server.core.step.task import Outcome
from server.core.step_ports import TaskDone
from tests.server.made_comments import reply


def test_a_comment_has_one_reply(engine: Engine) -> None:
    """A second one is not added, and says so."""
    outbox = OutboxDatabase(engine)
    whole = Reply("c1", "t1", "v1", "x", "review", 1, 2, "why", 3, 4, "r", "i", "owner", 5, 6)

    assert outbox.add(whole)
    assert not outbox.add(reply())
    assert outbox.reply("c1") == whole
    assert outbox.reply("c2") is None


def test_only_who_saw_the_last_version_moves_it(engine: Engine) -> None:
    """Of two that saw the same one wins; the other gets nothing."""
    outbox, together = OutboxDatabase(engine), Barrier(2)
    outbox.add(reply())
    won: list[Reply | None] = []

    def move() -> None:
        together.wait()
        won.append(outbox.move(replace(reply(), state="sending"), 1))

    runners = [Thread(target=move) for _ in range(2)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()

    assert sorted(one is None for one in won) == [False, True]
    assert outbox.reply("c1") == replace(reply(), state="sending", version=2)
    assert outbox.move(replace(reply("c9"), state="sending"), 1) is None


@pytest.mark.parametrize("before", AFTER)
def test_states_follow_the_table(engine: Engine, before: str) -> None:
    """From each state only those of the table are reached; nothing else is stored."""
    outbox = OutboxDatabase(engine)
    for after in AFTER:
        told = reply(f"c{before}{after}", before)  # type: ignore[arg-type]  # a key of AFTER
        outbox.add(told)
        if may_follow(before, after):  # type: ignore[arg-type]  # a key of AFTER
            assert outbox.move(replace(told, state=after), 1) is not None
        else:
            with pytest.raises(ConflictError):
                outbox.move(replace(told, state=after), 1)
            assert outbox.reply(told.comment) == told


def test_replies_are_listed(engine: Engine) -> None:
    """By state, the oldest first; by thread; and those sent from a moment on are counted."""
    outbox = OutboxDatabase(engine)
    for one in (reply("c2", at=2), reply("c1", at=3), reply("c3", "sent", at=4)):
        outbox.add(one)

    assert [one.comment for one in outbox.replies(["planned"], 5)] == ["c2", "c1"]
    assert [one.comment for one in outbox.replies(["planned", "sent"], 1)] == ["c2"]
    assert [one.comment for one in outbox.thread("c3")] == ["c3"]
    assert (outbox.sent_since(4), outbox.sent_since(5)) == (1, 0)


def test_the_outbox_outlives_a_loss_of_power(engine: Engine) -> None:
    """On SQLite its transactions are synchronous, and only they."""
    if engine.name != "sqlite":
        return
    for durable, level in ((True, 2), (False, 1), (True, 2)):
        with writing(engine, durable=durable) as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level


def test_quota_is_never_overdrawn(engine: Engine) -> None:
    """Two that spend at once get no more than the limit together; each day has its own."""
    quota, together, paid = QuotaDatabase(engine), Barrier(2), list[bool]()

    def spend() -> None:
        together.wait()
        paid.extend(quota.spend("2026-11-21", "comments.insert", 50, 520, 1) for _ in range(8))

    runners = [Thread(target=spend) for _ in range(2)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()

    assert sum(paid) == 10
    assert quota.spend("2026-11-21", "comments.list", 20, 520, 2)
    assert not quota.spend("2026-11-21", "comments.list", 1, 520, 2)
    assert quota.spend("2026-11-22", "comments.list", 1, 520, 3)
    assert [quota.spent(f"2026-11-{day}") for day in (20, 21, 22)] == [0, 520, 1]


def test_steps_are_logged(engine: Engine) -> None:
    """With their tasks, the newest first; dry ones are no last time; old ones can go."""
    steps = StepDatabase(engine)
    done = TaskDone("comments", 2, 3, Outcome("done", ("1 sent.",), {"sent": 1}))
    first = steps.begin(1, {"machine": "here"}, dry=False)
    steps.note(first, done)
    steps.end(first, 4, 0)
    second = steps.begin(5, {}, dry=True)
    steps.note(second, replace(done, began=6, outcome=Outcome("failed", error="No way.")))

    listed = steps.steps(5)
    assert [(one.id, one.ended, one.dry, one.code) for one in listed] == [
        (second, None, True, None),
        (first, 4, False, 0),
    ]
    assert (listed[1].tasks, listed[1].facts) == ((done,), {"machine": "here"})
    assert steps.steps(5, before=second) == [listed[1]]
    assert (steps.last("comments"), steps.last("feed")) == (done, None)
    assert (steps.forget(5), len(steps.steps(5))) == (1, 1)


def test_marks_are_kept_and_forgotten(engine: Engine) -> None:
    """The last stands; an empty one is none."""
    steps = StepDatabase(engine)
    assert steps.mark("comments") == ""
    steps.set_mark("comments", "a", 1)
    steps.set_mark("comments", "b", 2)
    assert steps.mark("comments") == "b"
    steps.set_mark("comments", "", 3)
    assert steps.mark("comments") == ""
