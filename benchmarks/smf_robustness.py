"""Robustness of the MIDI file reader beside mido: whole files, cut ones, and flipped bytes.

    python -m benchmarks.smf_robustness

Reads the files of ../shared/midi (skipped with a word where they are not there) and seeded mutants
of them. "notes" is what came out of all files together; mido gives none of a file on which it
throws. Nothing may be thrown by our reader, and no file may take long.
"""

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import mido

from server.core.smf import MidiFile, NotMidi, read_smf

SHARED = Path(__file__).resolve().parents[2] / "shared" / "midi"
FOLDERS = ("spec/midi", "seed")
SEED = 60
CUTS = 20
FLIPS = (1, 4, 16)
MUTANTS = 10
LARGEST = 8_000
"""Bytes of a file that is mutated: larger ones would take mido minutes and show nothing new."""


@dataclass
class Tally:
    """What became of some files."""

    read: int = 0
    refused: int = 0
    thrown: int = 0
    notes: int = 0
    ms: float = 0.0
    slowest: float = 0.0

    def add(self, outcome: int | Exception | None, ms: float) -> None:
        """Count one file: its notes, None where it was refused, or what was thrown."""
        self.read += isinstance(outcome, int)
        self.refused += outcome is None
        self.thrown += isinstance(outcome, Exception)
        self.notes += outcome if isinstance(outcome, int) else 0
        self.ms += ms
        self.slowest = max(self.slowest, ms)


def ours(data: bytes) -> int | None:
    """Count the notes that we read; None where we refuse."""
    result = read_smf(data)
    return len(result.notes) if isinstance(result, MidiFile) else None


def mido_reads(data: bytes) -> int:
    """Count the notes that mido reads."""
    file = mido.MidiFile(file=BytesIO(data))
    return sum(
        message.type == "note_on" and message.velocity > 0
        for track in file.tracks
        for message in track
    )


def cut(data: bytes, dice: random.Random) -> Iterator[bytes]:
    """Cut the file at random offsets."""
    for _ in range(CUTS):
        yield data[: dice.randrange(len(data) + 1)]


def flipped(data: bytes, dice: random.Random) -> Iterator[bytes]:
    """Replace 1, 4 or 16 bytes."""
    for count in FLIPS:
        for _ in range(MUTANTS):
            mutant = bytearray(data)
            for _ in range(count):
                mutant[dice.randrange(len(data))] = dice.randrange(256)
            yield bytes(mutant)


def shifted(data: bytes, dice: random.Random) -> Iterator[bytes]:
    """Lose or gain one byte."""
    for _ in range(MUTANTS):
        at = dice.randrange(len(data))
        yield data[:at] + data[at + 1 :]
        yield data[:at] + bytes([dice.randrange(256)]) + data[at:]


def measure(read: Callable[[bytes], int | None], files: list[bytes]) -> Tally:
    """Read all files one by one."""
    tally = Tally()
    for data in files:
        start = time.perf_counter()
        outcome: int | Exception | None
        try:
            outcome = read(data)
        except Exception as thrown:
            outcome = thrown
        tally.add(outcome, (time.perf_counter() - start) * 1000)
    return tally


def sets() -> Iterator[tuple[str, list[bytes]]]:
    """List the sets of files by name."""
    dice = random.Random(SEED)
    whole = [path.read_bytes() for name in FOLDERS for path in sorted((SHARED / name).iterdir())]
    small = [data for data in whole if 0 < len(data) <= LARGEST]
    yield "whole", whole
    yield "cut", [mutant for data in small for mutant in cut(data, dice)]
    yield "bytes flipped", [mutant for data in small for mutant in flipped(data, dice)]
    yield "byte lost or gained", [mutant for data in small for mutant in shifted(data, dice)]
    yield "random bytes", [dice.randbytes(dice.randrange(2000)) for _ in range(1000)]
    yield "soup of chunks", [soup(dice) for _ in range(1000)]


def soup(dice: random.Random) -> bytes:
    """Mix headers, tracks and bytes that look like MIDI."""
    scraps = [b"MThd\0\0\0\6\0\1\0\2\0\x60", b"MTrk\0\0\0", b"\0\xff\x2f\0", b"\0\x90\x3c\x40"]
    return b"".join(
        dice.choice([*scraps, dice.randbytes(dice.randrange(6))]) for _ in range(dice.randrange(80))
    )


def memory() -> None:
    """Print the most memory that the worst inputs take, a byte of input."""
    hostile = {
        "note-ons of 3 bytes": b"MTrk\0\0\0\0\0\x90" + b"\x05\x01\x40" * 30_000,
        "programs of 2 bytes": b"MTrk\0\0\0\0\0\xc0" + b"\x05\x00" * 45_000,
        "texts of 4 bytes": b"MTrk\0\0\0\0" + b"\0\xff\1\0" * 22_000,
        "empty tracks": b"MTrk\0\0\0\0" * 11_000,
        "a length of 4 GB": b"MTrk\xff\xff\xff\xff\0\xff\1\xff\xff\xff\x7f" + b"x" * 90_000,
    }
    for name, data in hostile.items():
        tracemalloc.start()
        result = read_smf(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert not isinstance(result, NotMidi)
        print(f"  {name:24} {peak / len(data):6.1f} bytes a byte of the file")


def main() -> None:
    """Print the table."""
    if not SHARED.is_dir():
        print("smf_robustness: skipped, there is no ../shared/midi on this machine")
        return
    head = f"{'read':>6}{'refused':>9}{'thrown':>8}{'notes':>9}{'ms':>8}{'slowest':>9}"
    print(f"{'':22}{'files':>6}  reader{head}")
    for name, files in sets():
        for reader, read in (("ours", ours), ("mido", mido_reads)):
            t = measure(read, files)
            numbers = f"{t.read:6}{t.refused:9}{t.thrown:8}{t.notes:9}{t.ms:8.0f}{t.slowest:9.1f}"
            print(f"{name:22}{len(files):6}  {reader:6}{numbers}")
    print("memory at most:")
    memory()


if __name__ == "__main__":
    main()
