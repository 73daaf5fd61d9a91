"""`rubato demo`: a shipped performance, played through the real extension in a real browser.

It prints what each note led to: the word, the command, what was said, and how long it took from
the key to the answer in the panel.
"""

import argparse
import importlib.util
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from server.cli.browser import chosen
from server.cli.demo_stage import LOWEST, Stage, stage
from server.core.errors import InvalidError, UnavailableError
from server.core.keys import COUNT
from server.core.notes import Note
from server.core.smf import NotMidi, read_smf
from server.paths import data_path

PERFORMANCE = "performance.mid"
SETTLED = 2.0
"""Seconds after the last note in which its effect comes."""

NOTES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")

HEADINGS = ("time", "notes", "keys", "command", "took", "answer")
ROW = "{:>7}  {:<15} {:<11} {:<17} {:>7}  {}"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato demo`."""
    parser = subparsers.add_parser("demo", help="play a performance in a browser and print it")
    parser.add_argument(
        "--out", type=Path, default=Path("rubato-demo"), metavar="DIR", help="for screenshots"
    )
    parser.add_argument("--headed", action="store_true", help="show the browser")
    parser.add_argument("--browser", type=Path, metavar="PATH", help="the browser's program")
    parser.set_defaults(profile=None, url=None)


def run(args: argparse.Namespace) -> int:
    """Play, print, and leave screenshots."""
    if importlib.util.find_spec("playwright") is None:
        raise UnavailableError("The demo drives a browser with Playwright: pip install playwright")
    browser = chosen(args).browser
    if browser.refuses_extensions:
        raise UnavailableError(
            f"{browser.name} {browser.major} loads no extension by itself; the demo needs Chromium."
        )
    notes = performance(data_path("config") / "demo" / PERFORMANCE)
    args.out.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="rubato-") as folder,
        stage(browser, Path(folder), headed=args.headed) as opened,
    ):
        print(f"Played on {opened.way}.\n")
        print(ROW.format(*HEADINGS))
        Show(opened, args.out).play(notes)
        opened.panel.screenshot(path=args.out / "panel.png")
    print(f"\nScreenshots: {args.out.resolve()}")
    return 0


def performance(file: Path) -> Sequence[Note]:
    """Read the notes of a performance."""
    read = read_smf(file.read_bytes())
    if isinstance(read, NotMidi):
        raise InvalidError(f"{file}: {read.message}")
    return read.notes


class Show:
    """Plays notes at their times, and prints a row whenever the engine has answered."""

    def __init__(self, opened: Stage, out: Path) -> None:
        self._stage = opened
        self._out = out
        before = opened.views(0)
        self._taken = len(before)
        self._said = before[-1]["said"]["id"]
        self._began = 0.0
        self._since: list[tuple[float, int]] = []
        """Times and keys since the last answer."""
        self._struck = 0.0
        """When the last key was struck, ms of 1970 as the page counts."""
        self._row = 0

    def play(self, notes: Sequence[Note]) -> None:
        """Play them all; each at its time, or later where the machine is slow."""
        self._began = time.monotonic()
        for note in notes:
            self._listen(note.onset / 1000)
            key = note.number - LOWEST
            if 0 <= key < COUNT:
                self._since.append((self._now(), key))
                self._struck = time.time() * 1000
                self._stage.play(key, note.velocity)
        self._listen(self._now() + SETTLED)

    def _now(self) -> float:
        return time.monotonic() - self._began

    def _listen(self, until: float) -> None:
        """Take what the engine tells until a time; between looks the page has its turn."""
        while True:
            for view in self._stage.views(self._taken):
                self._taken += 1
                self._take(view)
            left = until - self._now()
            if left <= 0:
                return
            self._stage.panel.wait_for_timeout(min(left, 0.02) * 1000)

    def _take(self, view: dict[str, Any]) -> None:
        said = view["said"]
        if said["id"] == self._said:
            return
        self._said = said["id"]
        if not self._since:
            return  # it speaks of itself: a connection, a setting
        self._print(view)
        if said["role"] != "waiting":
            self._since.clear()

    def _print(self, view: dict[str, Any]) -> None:
        said, keys = view["said"], [key for _, key in self._since]
        last = view["now"]["last"]
        done = last is not None and last["keys"] == keys
        waiting = view["now"]["waiting"]
        command = last["command"] if done else f"{waiting['command']} …" if waiting else "–"
        took = f"{view['at'] - self._struck:.0f} ms"
        notes = " ".join(note_name(key) for key in keys)
        at = f"{self._since[0][0]:.2f} s"
        played = " ".join(map(str, keys))
        answer = f"{said['role']}: {said['text']}"
        print(ROW.format(at, notes, played, command, took, answer), flush=True)
        if done:
            self._row += 1
            self._stage.picture(self._out / f"{self._row:02}-{command}.png")


def note_name(key: int) -> str:
    """Give a key's note as a pianist writes it, middle C being C4."""
    octave, step = divmod(key + LOWEST, 12)
    return f"{NOTES[step]}{octave - 1}"
