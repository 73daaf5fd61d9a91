"""Filing inquiries: each once, those reviewed since anew, in pieces where there are many."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from server.adapters.inquiry_files import InquiryFiles
from server.core.errors import ConflictError
from server.core.step.task import Bounds, Outcome
from server.services.chore_inquiries import AT_ONCE, InquiriesTask
from tests.server.fakes import MORNING, FakeClock
from tests.server.fakes_step import FakePapers, FakeServer, Watcher, plenty

HOUR = 3_600_000


class Asked:
    """A server that keeps inquiries, as far as the task asks it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.kept = [self.inquiry(at) for at in range(count)]
        self.reviewed: list[dict[str, Any]] = []
        self.goes, self.expected = 0, [-1]
        self.server = FakeServer(
            {
                "GET /v1/inquiries": self.listed,
                "GET /v1/inquiries/retention": lambda _: {
                    "goes": self.goes,
                    "inquiries": self.kept,
                },
                "POST /v1/inquiries/retention": self.let_go,
            }
        )
        self.papers, self.clock, self.folder = FakePapers(), FakeClock(), folder

    @staticmethod
    def inquiry(at: int) -> dict[str, Any]:
        """Make one; they are an hour apart, and older than now."""
        return {"id": f"{at:04}", "created": MORNING - (9999 - at) * HOUR, "question": f"Q{at}"}

    def listed(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """List as the server does."""
        found = self.reviewed if "reviewed" in asked else self.kept
        wanted = [
            one
            for one in reversed(found)
            if one["created"] >= asked.get("since", 0) and one["id"] < asked.get("before", "9")
        ]
        return {"inquiries": wanted[: asked["limit"]]}

    def let_go(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Let them go where as many are expected."""
        self.expected.append(told["goes"])
        if told["goes"] != self.goes:
            raise ConflictError("Others would go now.")
        return {"removed": self.goes}

    def run(self, bounds: Bounds | None = None, *, dry: bool = False, **more: Any) -> Outcome:
        """Do the task."""
        files = InquiryFiles(self.folder)
        task = InquiriesTask(self.server, files, self.papers, self.clock, **more)
        self.server.asked.clear()
        return task.run(bounds or plenty(), Watcher(), dry=dry)

    def files(self) -> int:
        """Count them."""
        return len(list(self.folder.rglob("*.json")))


def test_each_is_filed_once_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    """The second step asks thrice: what is new, what was reviewed, what would go."""
    asked = Asked(tmp_path, 450)
    first, files = asked.run(), asked.files()
    second = asked.run()
    asked.kept.append(asked.inquiry(450))
    third = asked.run()

    assert (first.ending, first.counts["filed"], files) == ("done", 450, 450)
    assert (second.ending, second.counts["filed"], second.lines) == ("idle", 0, [])
    assert (third.counts["filed"], asked.files()) == (1, 451)
    assert [path for path, _ in asked.server.asked] == [
        "GET /v1/inquiries",
        "GET /v1/inquiries",
        "GET /v1/inquiries/retention",
    ]


def test_what_was_reviewed_since_is_filed_anew(tmp_path: Path) -> None:
    """However long ago it was asked."""
    asked = Asked(tmp_path, 30)
    asked.run()
    asked.reviewed = [asked.kept[3] | {"review": {"rating": 9}}]
    again = asked.run()

    assert again.counts["filed"] == 1
    assert asked.run().ending == "idle"


def test_bounds_part_the_work_and_the_next_step_goes_on(tmp_path: Path) -> None:
    """None is filed twice, none is left out, and those that came in between are there."""
    asked = Asked(tmp_path, 3 * AT_ONCE)
    first = asked.run(plenty(1))
    asked.kept.append(asked.inquiry(3 * AT_ONCE))
    second = asked.run(plenty(1))
    filed = asked.files()
    third = asked.run()

    assert (first.ending, second.ending, third.ending) == ("partly", "partly", "done")
    assert first.counts["let go"] == 0
    assert (filed, asked.files()) == (2 * AT_ONCE, 3 * AT_ONCE + 1)
    assert asked.run().ending == "idle"


def test_a_dry_run_tells_what_would_be_done_and_does_nothing(tmp_path: Path) -> None:
    """Each file by its place, each that would go by its question."""
    asked = Asked(tmp_path, 2)
    asked.goes = 1
    told = asked.run(dry=True)

    assert told.lines[0].endswith(".json would be written: Q1")
    assert told.lines[2] == "1 of the oldest would be let go on the server:"
    assert (asked.files(), asked.papers.texts, asked.expected) == (0, {}, [-1])


def test_old_ones_go_once_all_are_filed(tmp_path: Path) -> None:
    """As many as were shown; where the server refuses, none, and it says why."""
    asked = Asked(tmp_path, 3)
    asked.goes = 2
    gone = asked.run()
    asked.server.answers["POST /v1/inquiries/retention"] = lambda _: asked.let_go({"goes": 7})
    refused = asked.run()

    assert gone.counts["let go"] == 2
    assert asked.expected[1] == 2
    assert (refused.ending, refused.counts["let go"]) == ("idle", 0)
    assert refused.lines == ["None was let go: Others would go now."]


def test_a_malformed_one_is_a_line_and_nothing_goes(tmp_path: Path) -> None:
    """The others are filed; what has no file must not go."""
    asked = Asked(tmp_path, 2)
    asked.goes = 1
    listed = asked.listed
    broken = {"id": "0000", "created": "soon"}
    asked.server.answers["GET /v1/inquiries"] = lambda told: {
        "inquiries": [*listed(told)["inquiries"], broken]
    }
    told = asked.run(plenty())

    assert (told.counts["filed"], told.counts["unreadable"], told.counts["let go"]) == (2, 1, 0)
    assert "could not be read" in told.lines[0]


def test_clocks_may_jump(tmp_path: Path) -> None:
    """A time to come that was written down, or something unreadable, begins from the first."""
    asked = Asked(tmp_path, 5)
    asked.run()
    asked.kept.append(asked.inquiry(5))
    for state in ('{"done": 9999999999999}', "nonsense", '{"other": 1}'):
        asked.papers.texts["state/inquiries.json"] = state
        again = asked.run()
        assert again.counts["filed"] + again.counts["unchanged"] == 6
    assert asked.run(since=MORNING).counts["unchanged"] == 0
