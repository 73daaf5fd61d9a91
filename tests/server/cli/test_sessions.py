"""`rubato sessions`: what it shows, strips and converts, and what it refuses."""

import argparse
import base64
import json
from pathlib import Path

import pytest

from server.cli.sessions import add_parser, run
from server.core.errors import InvalidError, NotFoundError
from server.core.session_file import Reading, read_session
from tests.fixtures.shared import SHARED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "sessions.json").read_text())
FILE = base64.b64decode(VECTORS["sessions"][2]["file"])
OLD = base64.b64decode(
    next(one["file"] for one in VECTORS["readings"] if one["name"].startswith("the founder"))
)


def rubato_sessions(*words: str | Path) -> int:
    """Run the command as `rubato` does."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return run(parser.parse_args(["sessions", *map(str, words)]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a session with something of everything."""
    path = tmp_path / "evening.mid"
    path.write_bytes(FILE)
    return path


def test_show(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it holds, and each thing that it reveals; nothing steers the terminal."""
    assert rubato_sessions("show", file) == 0

    out = capsys.readouterr().out
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "evening.mid: Evening, 0:00:00.071 long"
    assert "started 2026-11-20T20:00:00.000Z" in lines
    assert "languages base 2, swift 1; lowest note 48" in lines
    assert "2 tabs, 0 notes, 2 page, 1 speech, 6 command, 3 marker" in lines
    assert "texts given to commands (1)" in lines
    assert "link Next" in lines


def test_show_names_sound_and_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each it is told what it is, of what, when there is something in it, and which file."""
    path = tmp_path / "carrying.mid"
    path.write_bytes(base64.b64decode(VECTORS["sessions"][-1]["file"]))
    assert rubato_sessions("show", path) == 0
    shown = capsys.readouterr().out
    assert rubato_sessions("convert", "--text", path) == 0
    told = capsys.readouterr().out

    assert "sound and pictures, in files beside it (2)" in shown
    assert "microphone Klavier {USB} Mikrofon" in shown
    assert "0:00:00.120 to 0:00:05.000, 0:00:05.000 to 0:00:09.040 sha256 abab" in told
    assert "“A fugue” video/webm;codecs=vp9 0:00:00.130 to 0:00:05.000 not whole yet" in told


def test_show_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object for programs."""
    assert rubato_sessions("show", "--json", file) == 0

    shown = json.loads(capsys.readouterr().out)
    assert shown["header"]["title"] == "Evening"
    assert shown["reveals"]["said"] == ["go to tab two"]


def test_strip(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file beside it that reveals nothing; nothing else is left in the folder."""
    assert rubato_sessions("strip", file) == 0
    bare = file.with_name("evening-stripped.mid")

    assert capsys.readouterr().out.startswith(f"wrote {bare}")
    assert sorted(one.name for one in file.parent.iterdir()) == [bare.name, file.name]
    assert b"example" not in bare.read_bytes()
    assert rubato_sessions("show", bare) == 0
    assert "It reveals nothing" in capsys.readouterr().out


def test_convert_there_and_back(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and MIDI hold the same session; text is for people."""
    as_json, again = file.with_suffix(".json"), file.with_name("again.mid")
    assert rubato_sessions("convert", file, "--json", "--output", as_json) == 0
    assert rubato_sessions("convert", as_json, "--midi", "-o", again) == 0
    assert again.read_bytes() == FILE
    capsys.readouterr()

    assert rubato_sessions("convert", file, "--text") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Evening"
    assert "0:00:00.010   1  command tab.number 2 (40 ms)" in lines
    assert "0:00:00.061   2  command element.click on link “Next” (3 ms)" in lines
    assert "0:00:00.010   1  speech “go to tab two” ear" in lines


def test_a_recording_of_the_earlier_rubato(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is imported: notes in ms, marks as markers."""
    old, new = tmp_path / "take.mid", tmp_path / "new.mid"
    old.write_bytes(OLD)
    assert rubato_sessions("convert", old, "--midi", "--output", new) == 0
    capsys.readouterr()

    reading = read_session(new.read_bytes())
    assert isinstance(reading, Reading)
    assert reading.flaws == ()
    assert reading.session.header is not None
    assert reading.session.header["title"] == "take"
    markers = [one for one in reading.session.entries if one["type"] == "marker"]
    assert [one["name"] for one in markers] == ["take 107", "take 21"]


def test_damage_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, with its place; what is before it is shown."""
    file.write_bytes(FILE[:-60])
    assert rubato_sessions("show", file) == 0

    out, err = capsys.readouterr()
    assert "Evening" in out
    assert "The data ends within a track" in err


@pytest.mark.parametrize("content", [b"", b"<!doctype html>", b'{"a": 1}', b"{"])
def test_what_is_no_session(file: Path, content: bytes) -> None:
    """It is refused."""
    file.write_bytes(content)

    with pytest.raises(InvalidError):
        rubato_sessions("show", file)


def test_nothing_is_overwritten(file: Path) -> None:
    """A file that is there stays, and a file that is not there is said so."""
    with pytest.raises(InvalidError, match="is there already"):
        rubato_sessions("convert", file, "--midi", "--output", file)
    with pytest.raises(NotFoundError):
        rubato_sessions("show", file.with_name("none.mid"))
    assert file.read_bytes() == FILE


def seeds() -> list[Path]:
    """Give the founder's own recordings, where they are at hand."""
    return sorted((SHARED / "midi" / "seed").glob("*.mid*"))


@pytest.mark.skipif(not seeds(), reason="the founder's recordings are not at hand")
def test_the_founders_recordings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is imported with every note at its time."""
    for number, seed in enumerate(seeds()):
        out = tmp_path / f"{number}.mid"
        assert rubato_sessions("convert", seed, "--midi", "--output", out) == 0
        before, after = read_session(seed.read_bytes()), read_session(out.read_bytes())
        assert isinstance(before, Reading)
        assert isinstance(after, Reading)
        assert [one for one in after.session.entries if one["type"] == "midi"] == [
            one for one in before.session.entries if one["type"] == "midi"
        ]
    capsys.readouterr()
