"""The topic of comments after the task: kept up where something changed, never in its way."""

import pytest

from server.core.errors import UnavailableError
from server.core.step.task import Bounds, Ending, Outcome, Progress
from server.services.comment_drafted import DraftedByServer
from server.services.comment_topic import WithTopic
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


def ended(ending: Ending, server: FakeServer, *, dry: bool = False, requests: int = 9) -> Outcome:
    """Do the task."""
    clock = FakeClock()
    bounds = Bounds(clock, clock() + 1000, requests)
    task = WithTopic(FakeTask(ending), DraftedByServer(server))
    assert (task.name, task.caption) == ("comments", "Answer.")
    return task.run(bounds, lambda _done, _total, _what="": None, dry=dry)


@pytest.mark.parametrize("ending", ["done", "partly"])
def test_what_changed_is_put_in(ending: Ending) -> None:
    """And counted."""
    outcome = ended(ending, FakeServer({"put": 2, "left": 0}))
    assert (outcome.ending, outcome.counts) == (ending, {"sent": 1, "into the topic": 2})


@pytest.mark.parametrize("ending", ["idle", "failed", "skipped"])
def test_where_nothing_changed_the_server_is_not_asked(ending: Ending) -> None:
    """An idle step is quick."""
    server = FakeServer()
    assert ended(ending, server).counts == {"sent": 1}
    assert ended("done", server, dry=True).counts == {"sent": 1}
    assert ended("done", server, requests=0).counts == {"sent": 1}
    assert server.asked == []


def test_a_topic_that_fails_fails_no_task() -> None:
    """It is told, and made up for later."""

    class Gone(FakeServer):
        def send(self, method: str, path: str, body: object = None) -> object:
            raise UnavailableError("The server does not answer any more.")

    outcome = ended("done", Gone())
    assert outcome.ending == "done"
    assert outcome.lines == (
        "Sent.",
        "The topic of comments is not up to date. The server does not answer any more.",
    )
