"""`rubato analyze`: its page, its JSON, its takes and its refusals."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.cli.analyze import add_parser, run
from server.cli.analyzed_text import report
from server.core.errors import InvalidError, NotFoundError
from server.core.session_file import write_session
from server.core.session_json import session_json
from server.core.session_log import Session
from server.core.smf import NotMidi, read_smf
from server.core.takes import takes_in
from server.services.analysing import analyse
from tests.fixtures.smf_bytes import SECOND, header, meta, off, on, track

TUNE = (60, 64, 62, 65, 63, 66)


def rubato_analyze(*words: str) -> int:
    """Run the command as `rubato` does."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return run(parser.parse_args(["analyze", "--lowest", "48", *words]))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Give what --json prints."""
    assert rubato_analyze(*words, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def tune(*numbers: int) -> bytes:
    """Play keys, one every 200 ms."""
    return b"".join(on(number, 50) + off(number, 150) for number in numbers)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a recording of two takes, the second with a wrong note, and a word at its end."""
    path = tmp_path / "evening.mid"
    first, second = meta(6, b"TRIAL#1 slowly"), meta(6, b"TRIAL#2")
    wrong = (60, 64, 61, 65, 63, 66)
    played = [first, tune(*TUNE), second, tune(*wrong), meta(6, b"END"), tune(48, 55, 48)]
    path.write_bytes(header() + track(SECOND, *played))
    return path


def test_its_page_has_parts_words_phrases_and_takes(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of each."""
    assert rubato_analyze(str(file)) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == f"{file}: format 0, 1 track, 15 notes, 0:03.0"
    assert lines[3].split() == ["all", "15", "0.05", "C3-F#4", "64", "200", "0", "0"]
    assert "velocities: 64-79 15" in lines
    assert "    0:02.5  0 7 0         element.click           base            all" in lines
    assert any(line.split()[2:5] == ["rhythm", "all", "0:00.1,"] for line in lines)
    assert "  take 1       0:00.0 - 0:01.2     slowly" in lines
    assert lines[-2:] == [
        "take 2 beside take 1: 5 notes the same, 1.00 times as fast",
        "  missing 0, extra 0, wrong pitch 1, early 0, late 0",
    ]


def test_json_has_everything(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the shape that the help of the module shows."""
    found = told(capsys, str(file))

    assert found["takes"][0] == {"number": 1, "start_ms": 0, "end_ms": 1200, "name": "slowly"}
    assert found["languages"] == ["base"]
    (word,) = found["words"]
    assert (word["word"], word["first"], word["last"]) == ("element.click", 12, 14)
    (compared,) = found["compared"]
    assert [(each["kind"], each["ms"]) for each in compared["differences"]] == [("pitch", 450)]
    assert [part["name"] for part in found["parts"]] == ["all", "take 1", "take 2"]


def test_takes_alone_tell_each_difference(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its second in the recording."""
    assert rubato_analyze(str(file), "--takes") == 0
    out = capsys.readouterr().out

    assert "      0:01.7  another pitch" in out.splitlines()
    assert "velocities" not in out


def test_takes_by_hand_go_before_those_of_the_recording(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In seconds or as a clock."""
    found = told(capsys, str(file), "--take", "0-0.6", "--take", "0:00.6-0:01.2")

    assert [(take["start_ms"], take["end_ms"]) for take in found["takes"]] == [
        (0, 600),
        (600, 1200),
    ]
    with pytest.raises(InvalidError):
        rubato_analyze(str(file), "--take", "later")


def test_a_language_of_ones_own_is_looked_for(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its file; an unknown name is told with those that there are."""
    own = tmp_path / "mine.toml"
    own.write_text(
        'name = "mine"\nversion = 1\nkind = "vocabulary"\nhelp = "Mine."\n\n'
        '[[word]]\nkeys = "12 16 14"\nmeaning = "hello"\n'
    )
    found = told(capsys, str(file), "--language", str(own))

    assert [(word["word"], word["start_ms"]) for word in found["words"]] == [("hello", 50)]
    with pytest.raises(NotFoundError, match=r"base"):
        rubato_analyze(str(file), "--language", "none")


def test_sessions_are_read_as_midi_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both tell the same."""
    entries: list[dict[str, Any]] = [
        {
            "at": at * 100,
            "type": "midi",
            "tab": 1,
            "bytes": [0x90 - 16 * (at % 2), 60 + at // 2, 64],
        }
        for at in range(8)
    ]
    entries.append({"at": 0, "type": "marker", "name": "TRIAL#4"})
    heading = {
        "rubato": 1,
        "title": "t",
        "started": "",
        "lowest": 36,
        "languages": [],
        "made_by": "",
    }
    midi, text = tmp_path / "one.mid", tmp_path / "one.json"
    midi.write_bytes(write_session(heading, entries))
    text.write_text(session_json(Session(heading, ("Tab 1",), tuple(entries))))
    one, other = told(capsys, str(midi)), told(capsys, str(text))

    assert one | {"file": ""} == other | {"file": ""}
    assert [take["number"] for take in one["takes"]] == [4]
    assert one["lowest"] == 48
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    assert run(parser.parse_args(["analyze", str(midi), "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["lowest"] == 36


def test_what_is_no_midi_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason, for people and for programs."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear A")

    assert rubato_analyze(str(path), "--json") == 1
    assert json.loads(capsys.readouterr().out)["refused"]["reason"] == "no-track"


def test_the_files_beside_the_repository_are_analyzed_or_refused(
    shared: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Three of the specification's set are none; of the others the larger ones rest here."""
    files = [p for name in ("spec/midi", "seed") for p in shared(f"midi/{name}").iterdir()]
    some = [path for path in sorted(files) if path.stat().st_size < 8000]
    refused = {path.name for path in some if analyzed(path) is None}

    assert refused == {
        "test-empty-file.mid",
        "test-not-a-midi-file.mid",
        "test-syx-7e-06-01-id-request.syx",
    }
    assert rubato_analyze(str(some[-1]), "--takes") == 0
    assert "no takes" in capsys.readouterr().out


def analyzed(path: Path) -> str | None:
    """Give the page of a file; None where it is refused."""
    recording = read_smf(path.read_bytes())
    if isinstance(recording, NotMidi):
        return None
    return report(path.name, recording, analyse(recording, [], 48, takes_in(recording)))
