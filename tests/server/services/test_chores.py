"""Chores of a step that ask the server: taste, corrections, proposals."""

import json
from collections.abc import Mapping
from typing import Any

from server.core.errors import LateError, NotFoundError
from server.services.chore_corrections import CorrectionsTask
from server.services.chore_proposals import PAPER, ProposalsTask
from server.services.chore_taste import TasteTask
from tests.server.fakes import MORNING, FakeClock
from tests.server.fakes_step import FakePapers, FakeServer, Watcher, plenty

TRAINED = {"count": 12, "at": MORNING, "held_out": {"model": 1.234}}
LEARNT = {
    "count": 12,
    "missing": "",
    "training": None,
    "trained": TRAINED,
    "outdated": "",
    "problem": "",
}


def taste(state: Mapping[str, Any], *more: Mapping[str, Any], rated: int = MORNING) -> FakeServer:
    """Make a server of whom a taste is known; each look gives the next state."""
    states = [state, *more]
    return FakeServer(
        {
            "GET /v1/taste": lambda _: states.pop(0) if len(states) > 1 else states[0],
            "GET /v1/taste/ratings": {"ratings": [{"at": rated}]},
            "POST /v1/taste/train": LEARNT | {"training": {"done": 1, "total": 5}},
        }
    )


def test_taste_is_learnt_where_a_rating_is_new() -> None:
    """Changed, or more of them, or never before; else nothing is done, with two requests."""
    learns = {
        "changed": taste(LEARNT, LEARNT, rated=MORNING + 1),
        "more": taste(LEARNT | {"count": 13}, LEARNT),
        "never": taste(LEARNT | {"trained": None}, LEARNT),
        "outdated": taste(LEARNT | {"outdated": "Another embedder."}, LEARNT),
    }
    for server in learns.values():
        pauses: list[int] = []
        watcher = Watcher()
        done = TasteTask(server, lambda: pauses.append(1)).run(plenty(), watcher, dry=False)  # noqa: B023
        assert (done.ending, len(pauses)) == ("done", 1)
        assert done.lines == ("Learnt from 12 ratings; off by 1.23 on those it did not see.",)
        assert watcher.seen == [(1, 5, "learning")]
    idle = taste(LEARNT)
    assert TasteTask(idle, print).run(plenty(), Watcher(), dry=False).ending == "idle"
    assert len(idle.asked) == 2


def test_taste_that_cannot_be_learnt_says_why() -> None:
    """Too few ratings are no failure; a problem is; a bound leaves it learning."""
    few = TasteTask(taste(LEARNT | {"missing": "Rate 1 more."}), print)
    broken = taste(LEARNT | {"count": 13}, LEARNT | {"problem": "It broke."})
    slow = taste(LEARNT | {"count": 13}, LEARNT | {"training": {"done": 1, "total": 9}})
    dry = taste(LEARNT | {"count": 13})

    assert few.run(plenty(), Watcher(), dry=False).lines == ("Rate 1 more.",)
    assert TasteTask(broken, list).run(plenty(), Watcher(), dry=False).error == "It broke."
    assert TasteTask(slow, list).run(plenty(5), Watcher(), dry=False).ending == "partly"
    told = TasteTask(dry, list).run(plenty(), Watcher(), dry=True)
    assert told.lines == ("It would be learnt anew: 13 ratings, and it was learnt from 12.",)
    assert [path for path, _ in dry.asked] == ["GET /v1/taste"]


class Corrected:
    """A server with corrections, a document of one of them, and topics."""

    def __init__(self) -> None:
        self.found = [self.inquiry("a", None), self.inquiry("b", 7)]
        self.topics, self.held, self.late = ["Music"], [1], False
        self.taught: list[str] = []
        self.papers = FakePapers()
        self.server = FakeServer(
            {
                "GET /v1/topics": lambda _: {"topics": self.listed()},
                "GET /v1/inquiries": lambda asked: {
                    "inquiries": [
                        one for one in self.found if one["review"]["at"] >= asked["reviewed"]
                    ]
                },
                "GET /v1/documents/7": self.document,
                "PATCH /v1/inquiries/a": lambda told: self.teach("a", told),
                "PATCH /v1/inquiries/b": lambda told: self.teach("b", told),
            }
        )

    @staticmethod
    def inquiry(key: str, taught: int | None) -> dict[str, Any]:
        """Make a corrected one."""
        review = {"at": 5, "taught": taught, "version": 3}
        return {"id": key, "question": f"Q\n{key}?", "topics": ["music", "ALL"], "review": review}

    def listed(self) -> list[dict[str, Any]]:
        """List topics."""
        return [{"id": at, "name": name} for at, name in enumerate(self.topics, 1)]

    def document(self, _told: object) -> dict[str, Any]:
        """Tell of the document."""
        if not self.held:
            raise NotFoundError("It is gone.")
        return {"topics": self.held}

    def teach(self, key: str, told: Mapping[str, Any]) -> None:
        """Teach."""
        if self.late:
            raise LateError("Somebody was faster.")
        assert told == {"version": 3, "teach": True}
        self.taught.append(key)

    def run(self, *, teach: bool = False, dry: bool = False) -> Any:
        """Do the task."""
        self.server.asked.clear()
        return CorrectionsTask(self.server, self.papers, teach=teach).run(
            plenty(), Watcher(), dry=dry
        )


def test_corrections_go_where_the_owner_said_so() -> None:
    """One taught before its topic was there is taught again; all, where that is set."""
    corrected = Corrected()
    first = corrected.run()
    second = corrected.run()
    idle = [path for path, _ in corrected.server.asked]
    corrected.found[1]["topics"].append("fugues")
    corrected.topics.append("Fugues")
    third = corrected.run()
    everything = corrected.run(teach=True, dry=True)
    corrected.run(teach=True)

    assert (first.ending, second.ending) == ("idle", "idle")
    assert idle == ["GET /v1/topics", "GET /v1/inquiries", "GET /v1/documents/7"]
    assert third.lines == ["Taught: Q b?"]
    assert everything.lines == ["Would be taught: Q a?", "Would be taught: Q b?"]
    assert corrected.taught == ["b", "a", "b"]


def test_many_corrections_are_taught_over_several_steps() -> None:
    """Each goes on at the page where the one before came to its bound, until all are taught."""
    corrected = Corrected()
    corrected.found = [corrected.inquiry(f"k{at:03}", None) for at in reversed(range(450))]
    corrected.server.answers["GET /v1/inquiries"] = lambda asked: {
        "inquiries": [one for one in corrected.found if one["id"] < asked.get("before", "z")][:200]
    }
    for one in corrected.found:
        key = one["id"]
        corrected.server.answers[f"PATCH /v1/inquiries/{key}"] = lambda told, key=key: (
            corrected.teach(key, told)
        )
    task = CorrectionsTask(corrected.server, corrected.papers, teach=True)
    ends = [task.run(plenty(230), Watcher(), dry=False).ending for _ in range(3)]

    assert ends == ["partly", "partly", "done"]
    assert len(set(corrected.taught)) == 450


def test_what_was_changed_meanwhile_is_left() -> None:
    """A document that was deleted stays so; a review of another goes before."""
    corrected = Corrected()
    corrected.held = []
    assert corrected.run().ending == "idle"
    corrected.late = True
    corrected.papers.texts["state/corrections.json"] = "nonsense"
    assert corrected.run(teach=True).lines == [
        "Reviewed meanwhile, left for the next step: Q a?",
    ]


def asked(number: int, question: str, **more: Any) -> dict[str, Any]:
    """Make an inquiry as the server tells it."""
    review = {"rating": more.pop("rating", None), "correction": "", "version": 0}
    return {
        "id": f"i{number}",
        "conversation": f"c{number}",
        "user": number % 2,
        "question": question,
        "topics": ["A*B"],
        "confidence": 0.9,
        "state": "answered",
        "created": MORNING + number,
        "review": review,
    } | more


def test_questions_are_proposed_for_the_next_recording() -> None:
    """As a paper in which a question is only text; again only where something is new."""
    found = [asked(1, "What is [a](http://x) <b>fugue</b>?", confidence=0.1), asked(2, "Fine?")]
    server = FakeServer(
        {
            "GET /v1/inquiries": lambda told: {
                "inquiries": [] if "reviewed" in told else list(reversed(found))[: told["limit"]]
            }
        }
    )
    papers = FakePapers()
    clock = FakeClock()
    task = ProposalsTask(server, papers, clock, None)
    dry = task.run(plenty(), Watcher(), dry=True)
    wrote = dict(papers.texts)
    done = task.run(plenty(), Watcher(), dry=False)
    idle = task.run(plenty(), Watcher(), dry=False)
    found.append(asked(3, "Unrelated thing?"))
    soon = len(server.asked)
    assert task.run(plenty(), Watcher(), dry=False).ending == "idle"
    assert len(server.asked) == soon
    clock.now += 6 * 3_600_000
    same = task.run(plenty(), Watcher(), dry=False)
    now = ProposalsTask(server, papers, clock, MORNING).run(plenty(), Watcher(), dry=False)

    assert now.counts["questions"] == 3
    assert (wrote, dry.counts["proposals"]) == ({}, 1)
    assert (done.ending, idle.ending, same.ending) == ("done", "idle", "idle")
    lines = papers.texts[PAPER].splitlines()
    assert lines[4] == r"1. What is \[a\]\(http://x\) \<b\>fugue\</b\>?  "
    assert lines[5].strip().startswith("your documents say little of it · 2027-")
    assert lines[5].endswith(r"· A\*B")
    assert json.loads(papers.texts["state/proposals.json"])["newest"]["id"] == "i3"
