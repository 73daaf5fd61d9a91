"""The topic of comments after the task: kept up where something changed, never in its way."""

import pytest

from server.core.errors import UnavailableError
from server.core.step.task import Bounds, Ending, Outcome, Progress
from server.services.comment_drafted import DraftedByServer
from server.services.comment_topic import LEFT, WithTopic
from tests.server.fakes import FakeClock
from tests.server.services.test_comment_drafted import FakeServer


class FakeTask:
    """Ends as it is told."""

    name = "comments"
    caption = "Answer."

    def __init__(self, ending: Ending) -> None:
        self.ending: Ending = ending

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """End."""
        return Outcome(self.ending, ("Sent.",), {"sent": 1})


class FakeMarks(dict[str, str]):
    """Keeps marks in memory."""

    def mark(self, name: str) -> str:
        """Give one."""
        return self.get(name, "")

    def set_mark(self, name: str, value: str, now: int) -> None:
        """Keep one."""
        self[name] = value


def ended(
    ending: Ending,
    server: FakeServer,
    marks: FakeMarks | None = None,
    *,
    dry: bool = False,
    requests: int = 9,
) -> Outcome:
    """Do the task."""
    clock = FakeClock()
    bounds = Bounds(clock, clock() + 1000, requests)
    kept = FakeMarks() if marks is None else marks
    task = WithTopic(FakeTask(ending), DraftedByServer(server), kept, clock)
    assert (task.name, task.caption) == ("comments", "Answer.")
    return task.run(bounds, lambda _done, _total, _what="": None, dry=dry)


@pytest.mark.parametrize("ending", ["done", "partly"])
def test_what_changed_is_put_in(ending: Ending) -> None:
    """Call by call until nothing is left, and counted."""
    server, marks = FakeServer({"put": 2, "left": 1}, {"put": 1, "left": 0}), FakeMarks()
    outcome = ended(ending, server, marks)
    assert (outcome.ending, outcome.counts) == (ending, {"sent": 1, "into the topic": 3})
    assert marks == {LEFT: ""}


@pytest.mark.parametrize("ending", ["idle", "failed", "skipped"])
def test_where_nothing_changed_the_server_is_not_asked(ending: Ending) -> None:
    """An idle step is quick, and a dry one changes nothing."""
    server = FakeServer()
    assert ended(ending, server).counts == {"sent": 1}
    assert ended("done", server, dry=True).counts == {"sent": 1}
    assert server.asked == []


def test_what_is_left_goes_on_in_the_next_step() -> None:
    """Though nothing else is new in it."""
    marks = FakeMarks()
    first = ended("done", FakeServer({"put": 1, "left": 5}), marks, requests=1)
    then = ended("idle", FakeServer({"put": 5, "left": 0}), marks)
    last = ended("idle", FakeServer(), marks)

    assert (first.counts["into the topic"], then.counts["into the topic"]) == (1, 5)
    assert (then.ending, last.ending) == ("done", "idle")


def test_a_topic_that_fails_fails_no_task() -> None:
    """It is told, and made up for in the next step."""

    class Gone(FakeServer):
        def send(self, method: str, path: str, body: object = None) -> object:
            raise UnavailableError("The server does not answer any more.")

    marks = FakeMarks()
    outcome = ended("done", Gone(), marks)
    assert outcome.ending == "done"
    assert outcome.lines == (
        "Sent.",
        "The topic of comments is not up to date. The server does not answer any more.",
    )
    assert marks.mark(LEFT)
