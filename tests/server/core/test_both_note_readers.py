"""Both languages read the same notes, controls, texts and flaws from any bytes."""

import base64
import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.midi_mutants import mutants
from server.core.smf import NotMidi, read_smf
from tests.fences.tree import ROOT
from tests.fixtures.smf_bytes import chunk, header, meta, off, on, tempo, track

READER = ROOT / "tests" / "extension" / "core" / "read_notes.js"
SCRAPS = [b"MThd\0\0\0\6\0\1\0\2\0\x60", b"MTrk\0\0\0", b"\0\xff\x2f\0", b"\0\x90\x3c\x40"]


def a_file(dice: Random) -> bytes:
    """Make a file of one to four tracks with a little of everything."""
    tracks = [a_track(dice) for _ in range(dice.randrange(1, 5))]
    division = dice.choice([96, 480, 1000, 0xE728, 0xE301, 0])
    return header(dice.randrange(4), len(tracks), division) + b"".join(tracks)


def a_track(dice: Random) -> bytes:
    """Make a track of events in any order."""
    makers: list[Callable[[], bytes]] = [
        lambda: on(dice.randrange(58, 64), dice.randrange(300), dice.randrange(128), any_channel()),
        lambda: off(dice.randrange(58, 64), dice.randrange(300), any_channel()),
        lambda: bytes([dice.randrange(90), 0xB0 | any_channel(), dice.choice([7, 64, 123]), 99]),
        lambda: bytes([0, 0xC0 | any_channel(), dice.randrange(128)]),
        lambda: bytes([0, 0xE0 | any_channel(), dice.randrange(128), dice.randrange(128)]),
        lambda: meta(dice.randrange(1, 10), dice.choice([b"left", b"\xc3\xbc", b"\xfc", b""])),
        lambda: tempo(dice.randrange(1, 2_000_000), dice.randrange(99)),
    ]

    def any_channel() -> int:
        return dice.randrange(2)

    return track(*(dice.choice(makers)() for _ in range(dice.randrange(60))))


def soup(dice: Random) -> bytes:
    """Mix headers, tracks and bytes that look like MIDI."""
    return b"".join(
        dice.choice([*SCRAPS, dice.randbytes(dice.randrange(6))]) for _ in range(dice.randrange(40))
    )


def wrapped(data: bytes) -> list[bytes]:
    """Wrap a file in all ways that there are."""
    riff = b"RMIDdata" + len(data).to_bytes(4, "little") + data
    mac = b"\0\4name" + bytes(77) + len(data).to_bytes(4, "big") + bytes(41) + data + b"\0" * 9
    return [b"RIFF" + len(riff).to_bytes(4, "little") + riff + b"LIST", mac, b"junk" + data]


def test_both_read_made_files(tmp_path: Path) -> None:
    """Whole, damaged, wrapped, and none at all."""
    dice = Random(9)
    whole = [a_file(dice) for _ in range(150)]
    hurt = [each.data for each in mutants([("made", data) for data in whole], 1200)]
    odd = [b"", b"\xf0\x7e\xf7", b"SMF2CLIP" + whole[0], b"nothing", chunk(b"\0\x90\x3c\x40")]
    check_both(
        [*whole, *hurt, *odd, *wrapped(whole[0]), *(soup(dice) for _ in range(400))], tmp_path
    )


@pytest.mark.long
def test_both_read_the_files_beside_the_repository(
    shared: Callable[[str], Path], tmp_path: Path
) -> None:
    """Every corner of the format, whole and damaged, and music."""
    spec = [path.read_bytes() for path in sorted(shared("midi/spec/midi").iterdir())]
    seed = [path.read_bytes() for path in sorted(shared("midi/seed").iterdir())]
    small = [("spec", data) for data in spec if len(data) < 3000]
    check_both([*spec, *seed, *(each.data for each in mutants(small, 600))], tmp_path)


def check_both(files: Sequence[bytes], folder: Path) -> None:
    """Read them in both languages."""
    lines = folder / "files"
    lines.write_text("".join(base64.b64encode(data).decode() + "\n" for data in files))
    out = subprocess.run(["node", READER, lines], capture_output=True, text=True, check=True)
    for data, line in zip(files, out.stdout.rstrip("\n").split("\n"), strict=True):
        assert rounded(json.loads(line)) == rounded(said_of(data))


def rounded(value: Any) -> Any:
    """Round to nine digits: both divide whole numbers, that of Python of any size."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(each) for each in value]
    return float(f"{value:.9g}") if isinstance(value, float | int) else value


def said_of(data: bytes) -> dict[str, Any]:
    """Say what the reader in JavaScript says."""
    file = read_smf(data)
    if isinstance(file, NotMidi):
        return {"refused": file.reason, "offset": file.offset}
    return {
        "format": file.format,
        "division": [file.division.ticks, file.division.frames],
        "length": file.length,
        "tracks": [
            (t.index, t.name, t.instrument, t.programs, t.notes, t.length) for t in file.tracks
        ],
        "notes": [
            (n.onset, n.onset + n.duration, n.number, n.velocity, n.channel, n.track)
            for n in file.notes
        ],
        "controls": [(c.at, c.kind, c.number, c.value, c.channel, c.track) for c in file.controls],
        "texts": [(text.at, text.kind, text.text, text.track) for text in file.texts],
        "tempos": [(tempo.at, tempo.quarter, tempo.track) for tempo in file.tempos],
        "flaws": [(flaw.offset, flaw.code) for flaw in file.warnings],
    }
