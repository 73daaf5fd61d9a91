"""Every MIDI file of the specification's set, whole and damaged, read in Python and in JavaScript.

    python -m benchmarks.midi_files

Needs ../shared/midi/spec (skipped with a word where it is not); `midi_mutants.py` makes 3,720
damaged files of it. "lost" counts notes that stand before the damage and were not read, "unplaced"
warnings that name no byte of the file, "silent" files cut within a track of which no warning tells.
Times are the processor's. Memory is that of the reading at its most (Python) and with its garbage
(JavaScript, the better of two readings), in bytes a byte of the file, for files of 4 kB or more: a
smaller one costs up to 256 kB whatever it holds.
"""

import base64
import gc
import json
import subprocess
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import load, missing
from benchmarks.midi_mutants import Mutant, mutants
from server.core.smf import NotMidi, read_smf

FOLDER: Final = Path(__file__).resolve().parent
SPEC: Final = FOLDER.parents[1] / "shared" / "midi" / "spec" / "midi"
SMALL: Final = 4096
ALLOWED: Final = 256 * 1024
"""Bytes that a small file may cost."""
HOSTILE: Final = {
    "note-ons of 3 bytes": b"MTrk\0\0\0\0\0\x90" + b"\x05\x01\x40" * 30_000,
    "programs of 2 bytes": b"MTrk\0\0\0\0\0\xc0" + b"\x05\x00" * 45_000,
    "texts of 4 bytes": b"MTrk\0\0\0\0" + b"\0\xff\1\0" * 22_000,
    "tempos of 7 bytes": b"MTrk\0\0\0\0" + b"\1\xff\x51\3\1\1\1" * 13_000,
    "empty tracks": b"MTrk\0\0\0\0" * 11_000,
    "tracks of a note": b"MTrk\0\0\0\4\0\x90\x3c\x40" * 8_000,
    "a length of 4 GB": b"MTrk\xff\xff\xff\xff\0\xff\1\xff\xff\xff\x7f" + b"x" * 90_000,
}
"""Files of 90 kB that ask for much."""

Row = tuple[int, int, int, int]
"""Track, pitch, velocity, channel."""


@dataclass
class Tally:
    """What became of some files."""

    files: int = 0
    refused: int = 0
    thrown: int = 0
    lost: int = 0
    unplaced: int = 0
    silent: int = 0
    slowest: float = 0.0
    memory: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, mutant: Mutant, said: dict[str, Any], known: Sequence[Row]) -> None:
        """Judge what a reader says of one file, of which some notes are known."""
        self.files += 1
        self.refused += "refused" in said
        self.thrown += "thrown" in said
        self.lost += lost(known, said.get("notes", []))
        flaws = said.get("flaws", [])
        self.unplaced += sum(not 0 <= offset <= len(mutant.data) for offset in flaws)
        self.silent += mutant.name.startswith("cut ") and not flaws and "notes" in said
        self.slowest = max(self.slowest, said["ms"])
        large = len(mutant.data) >= SMALL or said["bytes"] > ALLOWED
        self.memory = max(self.memory, said["bytes"] / max(len(mutant.data), 1) if large else 0)


def lost(known: Sequence[Row], found: Sequence[Sequence[int]]) -> int:
    """Count the known notes that are not the first ones of their track."""
    tracks: dict[int, list[Sequence[int]]] = {}
    for row in found:
        tracks.setdefault(row[0], []).append(row)
    count = 0
    for track in {row[0] for row in known}:
        wanted = [list(row) for row in known if row[0] == track]
        there = [list(row) for row in tracks.get(track, [])]
        count += sum(one != other for one, other in zip(wanted, there, strict=False)) + max(
            0, len(wanted) - len(there)
        )
    return count


def by_python(data: bytes) -> dict[str, Any]:
    """Read a file here: once for its time, once for its memory."""
    gc.collect()
    start = time.thread_time()
    try:
        file = read_smf(data)
    except Exception as thrown:
        return {"thrown": repr(thrown), "ms": 0.0, "bytes": 0}
    said: dict[str, Any] = {"ms": (time.thread_time() - start) * 1000}
    tracemalloc.start()
    read_smf(data)
    said["bytes"] = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    if isinstance(file, NotMidi):
        return said | {"refused": file.reason}
    flaws = [flaw.offset for flaw in file.warnings]
    return said | {"notes": rows(data), "flaws": flaws}


def by_javascript(files: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """Read files in Node."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "files"
        path.write_text("".join(base64.b64encode(data).decode() + "\n" for data in files))
        command = ["node", "--expose-gc", str(FOLDER / "midi_files.js"), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    yield from map(json.loads, done.stdout.rstrip("\n").split("\n"))


def rows(data: bytes) -> list[Row]:
    """List the notes of a file; a refused one has none."""
    file = read_smf(data)
    if isinstance(file, NotMidi):
        return []
    return [(note.track, note.number, note.velocity, note.channel) for note in file.notes]


def main() -> None:
    """Print the tables."""
    if not SPEC.is_dir():
        print("midi_files: skipped, there is no ../shared/midi/spec on this machine")
        return
    whole = [(path.name, path.read_bytes()) for path in sorted(SPEC.iterdir())]
    sets = {
        "whole": [Mutant(name, data, data, len(data)) for name, data in whole],
        "damaged": list(mutants(whole)),
        "hostile": [Mutant(name, data, data, len(data)) for name, data in HOSTILE.items()],
    }
    print(load())
    columns = ("files", "refused", "thrown", "lost", "unplaced", "silent", "slowest", "memory")
    print(f"{'':22}" + "".join(f"{column:>10}" for column in columns))
    for name, files in sets.items():
        known = [rows(each.whole[: each.at]) for each in files]
        report(f"Python, {name}", files, known, map(by_python, (each.data for each in files)))
        if not missing("node"):
            data = [each.data for each in files]
            report(f"JavaScript, {name}", files, known, by_javascript(data))
    print(missing("node"))


def report(
    name: str,
    files: Sequence[Mutant],
    known: Sequence[Sequence[Row]],
    said: Iterator[dict[str, Any]],
) -> None:
    """Judge a set of files by a reader, and print its line."""
    tally = Tally()
    for mutant, outcome, notes in zip(files, said, known, strict=True):
        tally.add(mutant, outcome, notes)
    counts = (tally.refused, tally.thrown, tally.lost, tally.unplaced, tally.silent)
    line = f"{tally.files:>10}" + "".join(f"{count:>10}" for count in counts)
    print(f"{name:22}{line}{tally.slowest:>10.1f}{tally.memory:>10.1f}", flush=True)


if __name__ == "__main__":
    main()
