"""`rubato decode`: what it prints, on which stream, and its exit codes."""

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from server.cli.decode import add_parser, run
from server.cli.decoded_text import printable, value
from server.core.errors import InvalidError, NotFoundError
from tests.fixtures.smf_bytes import SECOND, header, meta, off, on, track


def played(*keys: int) -> bytes:
    """Play keys, one every 100 ms."""
    return b"".join(on(48 + key) + off(48 + key, 100) for key in keys)


TAB_15 = header() + track(SECOND, meta(3, b"Hands"), b"\0\xc0\x05", played(18, 12, 7, 12, 2, 18))


def rubato_decode(*words: str) -> int:
    """Run the command as `rubato` does."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return run(parser.parse_args(["decode", "--lowest", "48", *words]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a recording of two commands."""
    path = tmp_path / "evening.mid"
    path.write_bytes(TAB_15)
    return path


def test_it_prints_words_with_times_and_values(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the tracks with their instruments."""
    assert rubato_decode(str(file)) == 0

    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{file}: format 0, 1 track, 6 notes, 0.6 s",
        "  track 0: 6 notes  Hands, Electric Piano 2",
        "",
        "       ms  keys          word",
        "        0  18            item.next",
        "      500  12 7 12 2 18  tab.number 15",
        "2 commands",
    ]
    assert err == ""


def test_json_has_everything(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the shape that the help of the module shows."""
    assert rubato_decode(str(file), "--json") == 0

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["languages"] == ["base", "swift", "numbers-decimal"]
    assert told["tracks"] == [
        {
            "index": 0,
            "name": "Hands",
            "instrument": "",
            "programs": [{"channel": 0, "program": 5, "name": "Electric Piano 2"}],
            "notes": 6,
            "length": 600.0,
        }
    ]
    assert told["rows"][1] == {
        "ms": 500.0,
        "since": 100.0,
        "keys": [12, 7, 12, 2, 18],
        "track": 0,
        "command": "tab.number",
        "kind": "number",
        "value": 15,
    }
    assert (told["file"], told["format"], told["lowest"], told["length"], told["warnings"]) == (
        str(file),
        0,
        48,
        600.0,
        [],
    )


def test_a_damaged_file_is_used_up_to_its_damage(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Warnings stand on stderr with their offsets; the exit code is 0."""
    file.write_bytes(TAB_15[:-30])
    assert rubato_decode(str(file)) == 0

    out, err = capsys.readouterr()
    assert "item.next" in out
    assert err.startswith(f"rubato: {file}: byte {len(TAB_15) - 30}: ")


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_what_is_no_midi_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """With the reason, and the exit code 1."""
    file.write_bytes(b"SMF2CLIP")
    assert rubato_decode(str(file), *words) == 1

    out, err = capsys.readouterr()
    assert "MIDI 2.0 clip file" in err
    assert not words or json.loads(out)["refused"]["reason"] == "midi-2-clip"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """`rubato` prints the one line and gives the exit code 1."""
    with pytest.raises(NotFoundError, match=r"none\.mid"):
        rubato_decode(str(tmp_path / "none.mid"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Said as what it is."""
    with pytest.raises(InvalidError, match="can't be read"):
        rubato_decode(str(tmp_path))


def test_an_unknown_language_is_a_mistake_of_usage(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ones there are are listed."""
    assert rubato_decode(str(file), "--languages", "base,klingon") == 2

    err = capsys.readouterr().err
    assert "klingon" in err
    assert "numbers-binary" in err


def test_languages_that_conflict_are_refused(file: Path) -> None:
    """With what is wrong and what to do."""
    with pytest.raises(InvalidError, match="numbers-decimal"):
        rubato_decode(str(file), "--languages", "base,numbers-decimal,numbers-binary")


def test_the_languages_are_those_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In binary the same keys are another number."""
    assert rubato_decode(str(file), "--json", "--languages", "base,swift,numbers-binary") == 0

    assert json.loads(capsys.readouterr().out)["rows"][1]["value"] == 2 + 32


@pytest.mark.parametrize("number", ["1", "-1"])
def test_a_track_that_is_not_there_is_a_mistake_of_usage(
    file: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    """The last one is named."""
    assert rubato_decode(str(file), "--track", number) == 2
    assert "the last one is 0" in capsys.readouterr().err


@pytest.mark.parametrize("note", ["104", "-1", "C3"])
def test_a_lowest_note_out_of_range_is_a_mistake_of_usage(file: Path, note: str) -> None:
    """24 keys must fit above it."""
    with pytest.raises(SystemExit) as exit_:
        rubato_decode(str(file), "--lowest", note)

    assert exit_.value.code == 2


def test_a_file_cannot_steer_the_terminal(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor can its texts break a line."""
    file.write_bytes(header() + track(meta(3, b"\x1b[2Jevil\nrow\x07"), played(18)))
    assert rubato_decode(str(file)) == 0

    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "evil row" in out


def test_a_terminal_of_ascii_is_no_reason_to_fail(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it can't show is replaced."""
    file.write_bytes(header() + track(meta(3, "Flügel ♪".encode()), played(18)))
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", screen)
    assert rubato_decode(str(file)) == 0

    screen.seek(0)
    assert "Fl?gel ?" in screen.read()


def test_a_dash_reads_stdin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file may come through a pipe."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TAB_15)))
    assert rubato_decode("-") == 0

    assert "tab.number 15" in capsys.readouterr().out


def test_values_are_written_as_they_are_said() -> None:
    """Each kind of value has its way."""
    given = [15, "two words", [1, 2, 3], {"row": -1, "column": 0}, {"choice": 2}]

    assert list(map(value, given)) == [
        "15",
        '"two words"',
        "keys 1 2 3",
        "row -1 column 0",
        "choice 2",
    ]


def test_control_characters_are_shown_as_such() -> None:
    """Line breaks of the report itself stay."""
    assert printable("a\x9b\tb\nc") == "a\ufffd\ufffdb\nc"
