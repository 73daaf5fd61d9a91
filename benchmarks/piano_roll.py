"""The piano roll in a Chromium without a GPU: a million notes opened, panned and zoomed.

A frame is the task of the page's main thread that holds it, by the browser's own trace: what the
wheel asked for, the notes painted into the canvas, and the page laid out and painted.  *Opened* is
from the file's being chosen to the end of the first frame that shows it.  The roll is panned at
every width from all of it to some notes, and zoomed in and out again, by real events of the wheel.
Others use the machine: *worked* is p95 of the time that the frame's thread had the processor.
"""

import json
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.figures import load, missing, print_head, print_row, quantile
from server.adapters import chromium
from tests.e2e.harness_pages import serving

ROOT = Path(__file__).resolve().parent.parent
NOTES = 1_000_000
OPENINGS = 3
STEPS = 40
"""Of the wheel, at each width."""
WIDTHS = (1, 4, 16, 64, 256, 1024)
"""How much closer than all of it the roll is panned."""
CLICK = 120
"""Pixels of a wheel's step."""
DOUBLE = 347
"""Pixels of the wheel that halve or double what is seen: exp(347 × 0.002) = 2."""
TASK = "ThreadControllerImpl::RunTask"
CATEGORIES = ("toplevel", "devtools.timeline")
Frames = list[tuple[float, float]]
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"

WRITE = """import { manyNotes } from "./tests/extension/core/roll_files.js";
import { writeFileSync } from "node:fs";
writeFileSync(process.argv[1], manyNotes(%d));"""

# Two frames after the title says the file's name, the roll has been drawn.
OPENED = """() => new Promise((resolve) => {
  const begin = performance.now();
  const look = () => document.title.startsWith("many")
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)))
    : setTimeout(look);
  look();
})"""


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium", "node"):
        print(f"piano roll: {why}")
        return
    found = chromium.find()
    assert found
    with TemporaryDirectory() as folder, serving(ROOT) as address, sync_playwright() as playwright:
        file = Path(folder) / "many.mid"
        command = ["node", "--input-type=module", "--eval", WRITE % NOTES, str(file)]
        run(command, cwd=ROOT, check=True)
        browser = playwright.chromium.launch(
            executable_path=found.path, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = [_opened(browser, address, file) for _ in range(OPENINGS)]
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        _open(page, address, file)
        frames = _frames(browser, page)
        browser.close()
    _tell(opened, frames)


def _open(page: Page, address: str, file: Path) -> float:
    """Open the file in a new page; gives ms."""
    page.goto(f"{address}/web/analyze.html")
    page.wait_for_load_state("networkidle")
    chooser = page.locator("#files")
    waiting = page.evaluate_handle(f"({{ ms: ({OPENED})() }})")
    chooser.set_input_files(file)
    return float(waiting.evaluate("(it) => it.ms"))


def _opened(browser: Browser, address: str, file: Path) -> float:
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    ms = _open(page, address, file)
    page.close()
    return ms


def _frames(browser: Browser, page: Page) -> dict[str, Frames]:
    """Give the frames of panning at each width, and of zooming, in ms."""
    page.locator("#grid").hover()
    frames: dict[str, Frames] = {}
    for width in WIDTHS:
        page.locator("#grid").focus()
        page.keyboard.press("0")
        _zoom(page, width.bit_length() - 1)
        with traced(browser, page) as found:
            _pan(page)
        frames[f"pan, a {width:,}th of it" if width > 1 else "pan, all of it"] = found
    with traced(browser, page) as found:
        _zoom(page, -STEPS)
        _zoom(page, STEPS)
    frames["zoom, out and in again"] = found
    return frames


def _pan(page: Page) -> None:
    for step in range(STEPS):
        page.mouse.wheel(CLICK if step < STEPS / 2 else -CLICK, 0)


def _zoom(page: Page, doublings: int) -> None:
    """Zoom about the pointer; one step of the wheel is half or twice as close."""
    page.keyboard.down("Control")
    for _ in range(abs(doublings)):
        page.mouse.wheel(0, -DOUBLE if doublings > 0 else DOUBLE)
    page.keyboard.up("Control")


@contextmanager
def traced(browser: Browser, page: Page) -> Iterator[Frames]:
    """Record while the block runs; the list it gives is filled when it has ended."""
    frames: Frames = []
    page.evaluate(DRAWN)
    browser.start_tracing(page=page, categories=list(CATEGORIES))
    yield frames
    page.evaluate(DRAWN)
    frames += frames_in(json.loads(browser.stop_tracing())["traceEvents"])


def frames_in(events: list[dict[str, Any]]) -> Frames:
    """Give each task that ran a page's animation frame: ms that passed, and ms that it worked."""
    begun = [
        (one["pid"], one["tid"], one["ts"]) for one in events if one["name"] == "FireAnimationFrame"
    ]
    tasks = [one for one in events if one["name"] == TASK and "dur" in one]
    return [
        (one["dur"] / 1000, one.get("tdur", one["dur"]) / 1000)
        for one in tasks
        if any(
            (one["pid"], one["tid"]) == (pid, tid) and one["ts"] <= ts < one["ts"] + one["dur"]
            for pid, tid, ts in begun
        )
    ]


def _tell(opened: list[float], frames: dict[str, Frames]) -> None:
    print_head(f"{NOTES:,} notes; {load()}", "p50", "p95", "worst", "worked")
    print_row("opened, ms", statistics.median(opened), "", max(opened), "")
    frames["all frames"] = [frame for found in frames.values() for frame in found]
    for name, found in frames.items():
        passed = [one for one, _ in found]
        worked = quantile([other for _, other in found], 95)
        print_row(f"{name}, ms", quantile(passed, 50), quantile(passed, 95), max(passed), worked)


if __name__ == "__main__":
    main()
