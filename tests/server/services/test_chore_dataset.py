"""Clips between takes: which recordings are cut, and when again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from server.core.errors import InvalidError, UnavailableError
from server.core.step.between_takes import said_between, sounding
from server.core.step.task import Bounds, Outcome
from server.core.transcript_reading import Line
from server.services.chore_dataset import Cut, DatasetTask
from tests.server.fakes import FakeClock
from tests.server.fakes_step import FakePapers, FakeServer, Watcher, plenty

PLACE = "/v1/recordings/performances"


def line(from_ms: int, text: str, *, feedback: bool = False) -> dict[str, Any]:
    """Make a line of two seconds."""
    return {"from_ms": from_ms, "to_ms": from_ms + 2000, "text": text, "feedback": feedback}


def track(number: int, role: str, *, feedback: bool = False) -> dict[str, Any]:
    """Make a file of four bytes."""
    place = f"{PLACE}/x/tracks/{number}/file"
    return {
        "id": number,
        "role": role,
        "feedback": feedback,
        "offset_ms": 500,
        "size": 4,
        "file": place,
    }


def test_only_what_is_said_between_takes_is_taken() -> None:
    """On the file's clock; no feedback, nothing before it begins, nothing that cannot be a row."""
    takes = [{"from_ms": 10_000, "to_ms": 20_000}]
    said = [
        line(0, "before the file"),
        line(1000, "good \n one"),
        line(7800, "into the take"),
        line(15_000, "in it"),
        line(20_100, "its last chord sounds"),
        line(21_000, "after"),
        line(30_000, "of others", feedback=True),
        line(40_000, "a | b"),
    ]
    assert said_between(said, takes, 500) == [
        Line(2, 500, 2500, "good one"),
        Line(6, 20_500, 22_500, "after"),
    ]


def test_sound_goes_before_pictures() -> None:
    """Feedback is somebody else's; notes do not sound."""
    tracks = [
        track(1, "midi"),
        track(2, "video"),
        track(3, "audio", feedback=True),
        track(4, "audio"),
    ]
    assert (sounding(tracks) or {})["id"] == 4
    assert (sounding(tracks[:3]) or {})["id"] == 2
    assert sounding(tracks[:1]) is None


class Recordings:
    """A server with rated recordings, and a cutter that notes what it cuts."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.listed = [self.summary(at) for at in range(count)]
        self.said = {f"p{at}": [line(1000, f"text {at}")] for at in range(count)}
        self.cut: list[str] = []
        self.error: Exception | None = None
        self.papers, self.clock = FakePapers(), FakeClock()
        self.server = FakeServer({f"GET {PLACE}": lambda _: {"performances": self.listed}})
        for key in self.said:
            self.server.answers[f"GET {PLACE}/{key}"] = lambda _, key=key: self.whole(key)
        self.server.files[f"{PLACE}/x/tracks/1/file"] = b"RIFF"

    @staticmethod
    def summary(at: int) -> dict[str, Any]:
        """Make a line of the list."""
        return {"id": f"p{at}", "name": f"Trial {at}", "mine": at != 9, "version": 1}

    def whole(self, key: str) -> dict[str, Any]:
        """Tell everything of one."""
        return {"tracks": [track(1, "audio")], "takes": [], "transcript": self.said[key]}

    def __call__(
        self, key: str, name: str, lines: Sequence[Line], fetch: Callable[[str], object]
    ) -> Cut:
        """Cut it."""
        fetch(str(self.folder / key))
        if self.error:
            raise self.error
        self.cut.append(key)
        return Cut(len(lines), 1.6)

    def run(self, bounds: Bounds | None = None, *, dry: bool = False) -> Outcome:
        """Do the task."""
        self.clock.now += 1
        self.cut.clear()
        self.server.asked.clear()
        task = DatasetTask(self.server, self.papers, self, self.clock)
        return task.run(bounds or plenty(), Watcher(), dry=dry)


def test_each_is_cut_once(tmp_path: Path) -> None:
    """The owner's own; of others only three are looked at with a step."""
    recordings = Recordings(tmp_path, 10)
    dry = recordings.run(dry=True)
    assert recordings.papers.texts == {}
    first, cut = recordings.run(), list(recordings.cut)
    second, asked = recordings.run(), len(recordings.server.asked)

    assert len(dry.lines) == 9
    assert dry.lines[0] == "Trial 0: 1 lines would be cut."
    assert cut == [f"p{at}" for at in range(9)]
    assert first.counts == {"recordings": 9, "clips": 9, "seconds": 18}
    assert (second.ending, recordings.cut, asked) == ("idle", [], 4)


def test_one_that_changed_is_cut_again(tmp_path: Path) -> None:
    """At once where its line shows it, within a few steps where a line of it was corrected."""
    recordings = Recordings(tmp_path, 9)
    recordings.run()
    recordings.listed[4]["version"] = 2
    recordings.said["p4"] = [line(1000, "mended"), line(5000, "more")]
    recordings.said["p8"] = [line(1000, "mended")]
    first = recordings.run()
    cut = [list(recordings.cut)]
    for _ in range(2):
        recordings.run()
        cut.append(list(recordings.cut))

    assert first.lines == ["Trial 4: 2 clips of 2 lines."]
    assert cut == [["p4"], [], ["p8"]]


def test_bounds_and_errors(tmp_path: Path) -> None:
    """Where time is up the next step goes on; one that cannot be cut is a line, once."""
    recordings = Recordings(tmp_path, 4)
    part = recordings.run(plenty(3))
    assert (part.ending, recordings.cut) == ("partly", ["p0"])
    recordings.error = InvalidError("It holds no sound.")
    bad = recordings.run()
    assert bad.lines == [f"Trial {at}: It holds no sound." for at in (1, 2, 3)]
    assert recordings.run().ending == "idle"
    recordings.error = UnavailableError("No room.")
    recordings.said["p1"] = [line(1001, "x")]
    recordings.listed[1]["version"] = 2
    with pytest.raises(UnavailableError):
        recordings.run()
    recordings.error = None
    recordings.papers.texts["state/dataset.json"] = "[]"
    recordings.server.files[f"{PLACE}/x/tracks/1/file"] = b"RI"
    assert "another than was told" in recordings.run().lines[0]
