"""What a session carries: how exact it is on the session's clock, what it costs, how large it is.

The microphone is a track that clicks each second of the wall's clock, through pauses, too.  The
file is decoded as a player counts its samples, and each click held against that clock, as the
session's header and pauses give it: from the beginning, and after each pause, and how much that
grows in a minute.  A listener in the panel, which has the stream that is recorded, strikes a note
at each click, against which it is held, too.  On a busy machine the fake device is late with its
clicks, and the listener with its notes: where clicks and notes drift alike, it is the device.

Processor time is that of all the browser's processes, of one core, over the same panel without.
"""

import base64
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.figures import load, missing, print_head, print_row
from benchmarks.sessions import processor
from server.core.media_kinds import MEDIA_KINDS
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_carried import (
    CHOOSE,
    EDGE,
    FILES,
    MARK,
    TABS,
    carrying,
    clicks,
    clicks_in,
    decoded,
    kept,
    listening_panel,
    panel_of,
    strays,
    strike_when_it_clicks,
)
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text

STRETCHES = (120, 15, 15, 15)
"""Seconds between pauses."""
PAUSED = 3
COSTED = 20
SECOND = 1000

# A page that moves as a talk with slides does, and sounds.
MOVES = """() => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  tone.connect(context.destination);
  tone.start();
  setInterval(() => { document.body.scrollTop += 1; scrollBy(0, 3); }, 100);
}"""


def main() -> None:
    """Print the tables, or why there are none."""
    if why := missing("chromium", "ffmpeg"):
        print(f"session media: {why}")
        return
    stretches = tuple(map(int, sys.argv[1:])) or STRETCHES
    with TemporaryDirectory() as folder, serving() as pages:
        track = clicks(Path(folder) / "clicks.wav")
        profile = Path(folder) / "profile"
        with carrying(profile, track, *TABS) as browser:
            exactness(browser, Path(folder), stretches)
            cost(browser, profile, pages)


def exactness(browser: Browser, folder: Path, stretches: tuple[int, ...]) -> None:
    """Record with pauses, and hold each click against the clock of the wall, and its note."""
    browser.reset()
    panel, keyboard = listening_panel(browser)
    say(panel, "start recording", "Kept with")
    strike_when_it_clicks(panel.page, keyboard.name)
    since = []
    for place, seconds in enumerate(stretches):
        if place:
            say(panel, "pause recording", "paused")
            time.sleep(PAUSED)
            say(panel, "resume recording", "goes on")
        time.sleep(seconds)
        since.append(kept(panel.page)["kept"]["since"])
    say(panel, "stop recording", "Recorded")
    session = kept(panel.page)
    (medium,) = panel.page.evaluate(FILES, session["kept"]["id"])
    file = folder / "microphone.webm"
    file.write_bytes(base64.b64decode(medium["file"]))
    heard = [at + medium["at"] for at in clicks_in(decoded(file))]
    struck = notes(session, medium["spans"])
    print_head(f"clicks; {load()}", "clicks", "median", "worst", "/min", "notes/min")
    first = (since[0] + next(click for click in heard if click > EDGE)) % SECOND
    found = [strays(heard, *one, first) for one in zip(medium["spans"], since, strict=True)]
    for place, (span, begun, off) in enumerate(zip(medium["spans"], since, found, strict=True)):
        name = "from the beginning, ms" if not place else f"after pause {place}, ms"
        drifts = slope(off), slope(strays(struck, span, begun, first))
        print_row(name, len(off), statistics.median(off), max(off, key=abs), *drifts)
    print_row("off the clock, at most, ms", max(abs(one) for each in found for one in each))
    beside = [min((click - note for click in heard), key=abs) for note in struck]
    first_ten = [abs(one) for one in beside[:10]]
    print_row("off its note, the first ten, median ms", statistics.median(first_ten))
    print_row("off its note, all, the listener's slips in it, ms", max(map(abs, beside)))


def slope(off: list[float]) -> float:
    """Give the growth in a minute of what is measured each second."""
    return float(np.polyfit(range(len(off)), off, 1)[0]) * 60 if len(off) > 2 else 0.0


def notes(session: dict[str, Any], spans: list[list[int]]) -> list[int]:
    """Give when the clicks were heard, but for those that a pause cut."""
    struck = [one["at"] for one in session["entries"] if one.get("bytes", [])[:2] == [0x90, MARK]]
    return [at for at in struck if any(a + EDGE < at < b - EDGE for a, b in spans)]


def cost(browser: Browser, profile: Path, pages: str) -> None:
    """Record each medium alone, and none, and print what it takes."""
    browser.reset()
    tab = browser.context.pages[0]
    tab.goto(f"{pages}/long.html")
    tab.evaluate(MOVES)
    panel = panel_of(browser)
    tab.bring_to_front()
    print_head(f"what each costs, {COSTED} s of it; {load()}", "% core", "MB/min")
    bare = share(panel, profile, None)
    print_row("a session alone", bare[0], bare[1])
    for kind in MEDIA_KINDS:
        taken, size = share(panel, profile, kind)
        print_row(kind, taken - bare[0], size)


def share(panel: Panel, profile: Path, kind: str | None) -> tuple[float, float]:
    """Give per cent of a core and MB a minute while this is recorded."""
    panel.page.evaluate(CHOOSE, [kind] if kind else [])
    say(panel, "start recording", "Kept with" if kind else "Recording")
    found = []
    for _ in range(3):
        before, began = processor(profile), time.monotonic()
        time.sleep(COSTED / 3)
        found.append((processor(profile) - before) / (time.monotonic() - began) * 100)
    say(panel, "stop recording", "Recorded")
    session = kept(panel.page)["kept"]
    media = panel.page.evaluate(FILES, session["id"]) if kind else []
    size = sum(len(one["file"]) * 3 / 4 for one in media)
    return statistics.median(found), size / 1e6 * 60_000 / session["at"]


def say(panel: Panel, words: str, answer: str) -> None:
    """Type a command and wait for its answer."""
    type_text(panel, words)
    panel.wait_said(answer)


if __name__ == "__main__":
    main()
