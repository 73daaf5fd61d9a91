"""What recording costs in the real panel: a key's echo and the processor, with and without.

The same notes are played in turns, a session off and on, in one panel of a real Chromium, so that
whatever else the machine does falls on both.  Processor time is that of all the browser's
processes, of one core; what is told is the difference, in per cent of the time that was played.
"""

import os
import statistics
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.echo_latency import HEAR, PACE_MS, PLAY, WORDS
from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.panels import open_played
from tests.e2e.harness_browser import ROOT, started
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until

TURNS, NOTES, AT_ONCE = 8, 300, 100
WARM_UP = 100
SAYS = {True: ("start recording", "recording"), False: ("stop recording", "off")}
CONDITION = "() => window.views.at(-1)?.recording.condition"


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"sessions: {why}")
        return
    with TemporaryDirectory() as profile, serving() as pages, started(Path(profile)) as browser:
        for _ in range(3):
            browser.open(f"{pages}/long.html")
        panel, keys = open_played(browser)
        panel.page.evaluate(HEAR, keys.name)
        (worker,) = browser.devtools.find("service_worker", lambda url: url.startswith(ROOT))
        random = Random(1)
        play(worker, panel, random, WARM_UP)
        found: dict[bool, list[tuple[list[float], float]]] = {False: [], True: []}
        for turn in range(TURNS):
            on = turn % 2 == 1
            if on or turn:
                say(panel, on=on)
            before, began = processor(Path(profile)), time.monotonic()
            echoes = play(worker, panel, random, NOTES)
            share = (processor(Path(profile)) - before) / (time.monotonic() - began) * 100
            found[on].append((echoes, share))
    tell(found)


def say(panel: Panel, *, on: bool) -> None:
    """Begin or end a session."""
    words, condition = SAYS[on]
    type_text(panel, words)
    until(lambda: panel.page.evaluate(CONDITION) == condition, f"a session is {condition}")


def play(worker: Any, panel: Panel, random: Random, count: int) -> list[float]:
    """Play so many notes; gives ms from each to its echo."""
    keys = [key for _ in range(count) for key in random.choice(WORDS)][:count]
    notes = [[key, random.randint(*PACE_MS)] for key in keys]
    panel.page.evaluate("() => { window.echoes = []; }")
    for at in range(0, count, AT_ONCE):
        worker.evaluate(PLAY % notes[at : at + AT_ONCE])
    heard = panel.page.evaluate("() => window.echoes")
    if len(heard) != count:
        raise RuntimeError(f"{count - len(heard)} notes were not echoed")
    return [each["done"] - each["time"] for each in heard]


def processor(profile: Path) -> float:
    """Give the seconds of processor that the browser's processes have taken."""
    stats = [stat for each in Path("/proc").glob("[0-9]*") if (stat := _stat(each))]
    (group,) = {pgrp for pid, pgrp, _ in stats if _is_browser(pid, profile)}
    return sum(ticks for _, pgrp, ticks in stats if pgrp == group) / os.sysconf("SC_CLK_TCK")


def _stat(process: Path) -> tuple[int, int, int] | None:
    """Read a process's number, its group, and its time in ticks; None where it has ended."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(process.name), int(fields[2]), int(fields[11]) + int(fields[12])


def _is_browser(pid: int, profile: Path) -> bool:
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return False
    return f"--user-data-dir={profile}" in line and "--type=" not in line


def tell(found: dict[bool, list[tuple[list[float], float]]]) -> None:
    """Print both rows and the difference."""
    title = f"key echo and processor, {TURNS} turns of {NOTES} notes; {load()}"
    print_head(title, "p50 ms", "p99 ms", "SD ms", "% core")
    rows = {}
    for on, name in ((False, "not recording"), (True, "recording")):
        delays = [delay for echoes, _ in found[on] for delay in echoes]
        share = statistics.median(share for _, share in found[on])
        row = (statistics.median(delays), quantile(delays, 99), statistics.stdev(delays), share)
        print_row(name, *row)
        rows[on] = row
    more = [one - other for one, other in zip(rows[True], rows[False], strict=True)]
    print_row("recording costs", *more)


if __name__ == "__main__":
    main()
