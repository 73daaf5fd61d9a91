"""Chores of a step that write papers of their own, or mail: feed, orphans, mail."""

import json
from collections.abc import Sequence

import feedparser

from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import Review
from server.core.comment_ports import CommentKept, Sought
from server.core.comments.comment import Author, Comment
from server.core.comments.outbox import Reply
from server.core.errors import UnavailableError
from server.core.step.orphans import Orphan
from server.core.step.task import Outcome
from server.core.step_ports import TaskDone
from server.core.users import User
from server.services.chore_feed import FeedTask, Sources
from server.services.chore_mail import MailTask
from server.services.chore_orphans import OrphansTask
from tests.server.fakes import MORNING, FakeClock
from tests.server.fakes_step import FakePapers, Watcher, plenty

NASTY = "Is <b>this</b> & \x00\x0b that ]]> “ok” \U0001f3b9 \u202eright?"


class Answers:
    """Comments with sent replies, and inquiries that were rated well."""

    def __init__(self) -> None:
        comment = Comment("k1", "k1", "v1", Author("u", "A"), NASTY, MORNING, MORNING)
        reply = Reply("k1", "k1", "v1", "So: 1 < 2 & so on", "sent", MORNING, MORNING, sent_as="r9")
        self.sent = [CommentKept(comment, ours=False, second=None, reply=reply)]
        review = Review(9, "Better so.", None, 1, "owner", MORNING)
        self.asked = [
            Inquiry("i1", 1, "i1", "What?", MORNING - 5, state="answered", review=review),
            Inquiry("i2", 1, "i2", "Broken?", MORNING - 6, state="failed", review=review),
        ]

    def comments(self, sought: Sought) -> Sequence[CommentKept]:
        """Give those that were sent."""
        assert sought.state == "sent"
        return self.sent

    def inquiries(self, sought: object, limit: int) -> Sequence[Inquiry]:
        """Give the owner's."""
        return self.asked[:limit]


def test_the_feed_is_valid_whatever_people_write() -> None:
    """Read by a feed reader: markup is text, ids stay, links lead to the reply."""
    answers, papers = Answers(), FakePapers()
    sources = Sources(answers, answers, lambda: User(1, "owner", "admin", 0))  # type: ignore[arg-type]
    task = FeedTask(sources, papers, FakeClock())
    dry = task.run(plenty(), Watcher(), dry=True)
    assert papers.texts == {}
    done, idle = (task.run(plenty(), Watcher(), dry=False) for _ in range(2))
    read = feedparser.parse(papers.texts["feed.atom"])

    assert (done.counts, idle.ending, len(dry.lines)) == ({"answers": 2}, "idle", 2)
    assert (read.bozo, read.version, read.feed.title) == (False, "atom10", "Answers")
    first, second = read.entries
    assert first.title_detail.type == "text/plain"
    assert first.title.startswith("Is <b>this</b> & \ufffd that ]]> “ok” \U0001f3b9")
    assert first.content[0].value == "So: 1 < 2 & so on"
    assert first.link == "https://www.youtube.com/watch?v=v1&lc=r9"
    assert (second.content[0].value, second.get("links")) == ("Better so.", None)
    assert first.id != second.id
    assert first.id.startswith("urn:uuid:")
    answers.sent, answers.asked = [], []
    assert task.run(plenty(), Watcher(), dry=False).ending == "idle"


def test_orphans_are_told_when_they_change() -> None:
    """Of each kind the first, in the paper all; when there are none any more, that is told."""
    found = [Orphan("loose", f"id{at}", f"n{at}") for at in range(6)]
    papers = FakePapers()

    class Looks:
        """Finds what is there."""

        def orphans(self, now: int, most: int) -> Sequence[Orphan]:
            """Find it."""
            return found

    task = OrphansTask(Looks(), papers, FakeClock())
    ends: list[Outcome] = [task.run(plenty(), Watcher(), dry=dry) for dry in (True, False, False)]
    found.clear()
    gone = task.run(plenty(), Watcher(), dry=False)

    assert [end.ending for end in ends] == ["done", "done", "idle"]
    assert ends[1].counts == {"loose": 6}
    assert ends[1].lines == [
        "files that belong to no recording: n0 (id0), n1 (id1), n2 (id2), n3 (id3), n4 (id4) …"
    ]
    assert gone.lines == ("There are none any more.",)
    assert papers.texts["orphans.txt"] == ""


class Box:
    """Takes mail."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []
        self.closed = False

    def send(self, subject: str, text: str) -> None:
        """Take one."""
        if self.closed:
            raise UnavailableError("It was not sent.")
        self.mails.append((subject, text))


def ended(task: str, outcome: Outcome) -> TaskDone:
    """End a task."""
    return TaskDone(task, 1, 2, outcome)


def test_a_report_is_sent_of_a_step_that_did_something() -> None:
    """Failures first; of a step that was idle, none; a dry run shows it."""
    box, papers, clock = Box(), FakePapers(), FakeClock()
    idle = [ended("a", Outcome("idle")), ended("b", Outcome("skipped", ("Set it.",)))]
    did = [*idle, ended("c", Outcome("done", ("Did it.",), {"files": 2, "others": 0}))]
    assert (
        MailTask(None, papers, clock, did).run(plenty(), Watcher(), dry=False).ending == "skipped"
    )
    assert MailTask(box, papers, clock, idle).run(plenty(), Watcher(), dry=False).ending == "idle"
    dry = MailTask(box, papers, clock, did).run(plenty(), Watcher(), dry=True)
    assert (dry.lines[0], box.mails) == ("Would be sent: Rubato: c", [])
    sent = MailTask(box, papers, clock, did).run(plenty(), Watcher(), dry=False)

    assert sent.lines == ("Sent: Rubato: c",)
    assert box.mails == [("Rubato: c", "c (done): 2 files\n  Did it.\n")]


def test_a_failure_that_stays_is_told_once_a_day() -> None:
    """Another one at once; and one that could not be told is told with the next step."""
    box, papers, clock = Box(), FakePapers(), FakeClock()

    def step(error: str) -> int:
        done = [ended("x", Outcome("failed", error=error))]
        MailTask(box, papers, clock, done).run(plenty(), Watcher(), dry=False)
        return len(box.mails)

    assert [step("Down."), step("Down."), step("Worse.")] == [1, 1, 2]
    clock.now += 24 * 3_600_000
    assert step("Worse.") == 3
    clock.now -= 10**9
    assert step("Worse.") == 4
    papers.texts["state/mail.json"] = json.dumps([])
    assert step("Worse.") == 5
    assert box.mails[0] == ("Rubato: x failed", "x (failed)\n  Down.\n")
