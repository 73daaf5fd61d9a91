"""How soon, and how evenly, a key is echoed in the real panel of a real Chromium.

The keyboard is a fake one behind `navigator.requestMIDIAccess`; all behind it is the product.  As
with a true keyboard the notes come from outside the panel's thread: the extension's worker plays
swift and framed words at a human pace, stamps each note and posts it, and a note waits its turn in
the panel while the notes before it scroll a page, change tabs, sound and are drawn.  Worker and
panel share a process, hence a clock.

"scheduled" is from the stamp to the end of `SoundOut.echo`; "sounds" from the stamp to the audio
time that the echo was given, mapped to the page's clock by the first of them: only its spread means
anything, and a slow drift between the two clocks is taken off.
"""

import statistics
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.panels import open_played
from tests.e2e.harness_browser import ROOT, Browser, started
from tests.e2e.harness_pages import serving

NOTES, WARM_UP = 1200, 100
PACE_MS = (30, 60)
WORDS = ((9, 9), (15, 15), (18,), (6,), (0, 7, 7, 0), (0, 4, 0), (0, 2, 0), (12, 24))
"""Scroll down and up, next and previous tab, where am I, down again, stop, a word cancelled."""

HEAR = """async (name) => {
  const {SoundOut} = await import('/adapters/sound_out.js');
  const {echo} = SoundOut.prototype;
  window.echoes = [];
  SoundOut.prototype.echo = function (key, touch) {
    const played = echo.call(this, key, touch);
    window.echoes.push({time: touch.time, done: performance.now(), when: played?.when ?? null});
    return played;
  };
  window.wire = new BroadcastChannel('benchmark');
  window.wire.onmessage = ({data}) =>
    fakeMidi.send(name, data.bytes, data.time - performance.timeOrigin);
}"""

PLAY = """(async (notes) => {
  const wire = new BroadcastChannel('benchmark');
  const now = () => performance.timeOrigin + performance.now();
  const send = (bytes) => wire.postMessage({bytes, time: now()});
  for (const [key, pause] of notes) {
    send([0x90, 48 + key, 80]);
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    send([0x80, 48 + key, 0]);
  }
})(%s)"""


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"echo latency: {why}")
        return
    with TemporaryDirectory() as profile, serving() as pages, started(Path(profile)) as browser:
        echoes = _echoes(browser, pages)[WARM_UP:]
    delays = [each["done"] - each["time"] for each in echoes]
    sounds = _without_drift([each["when"] * 1000 - each["time"] for each in echoes])
    title = f"key echo: {len(echoes)} notes, one in {PACE_MS[0]}–{PACE_MS[1]} ms; {load()}"
    print_head(title, "p50 ms", "p99 ms", "max ms", "SD ms")
    print_row("MIDI event → echo scheduled", *_spread(delays))
    even = [value - statistics.median(sounds) for value in sounds]
    print_row("MIDI event → echo sounds, about its median", *_spread(even))


def _echoes(browser: Browser, pages: str) -> list[dict[str, float]]:
    for name in ("long", "long", "long"):
        browser.open(f"{pages}/{name}.html")
    panel, keys = open_played(browser)
    panel.page.evaluate(HEAR, keys.name)
    (worker,) = browser.devtools.find("service_worker", lambda url: url.startswith(ROOT))
    performance = _performance(Random(1))
    for at in range(0, len(performance), 100):  # DevTools waits only so long for an answer
        worker.evaluate(PLAY % performance[at : at + 100])
    heard: list[dict[str, Any]] = panel.page.evaluate("() => window.echoes")
    if lost := len(performance) - len(heard):
        raise RuntimeError(f"{lost} notes were not echoed")
    if any(each["when"] is None for each in heard[WARM_UP:]):
        raise RuntimeError("the panel may not sound")
    return heard


def _performance(random: Random) -> list[list[int]]:
    notes = (key for _ in range(NOTES) for key in random.choice(WORDS))
    return [[key, random.randint(*PACE_MS)] for key, _ in zip(notes, range(NOTES), strict=False)]


def _spread(values: list[float]) -> tuple[float, float, float, float]:
    return (
        statistics.median(values),
        quantile(values, 99),
        max(values),
        statistics.stdev(values),
    )


def _without_drift(values: list[float]) -> list[float]:
    """Take a straight line off."""
    slope, start = statistics.linear_regression(range(len(values)), values)
    return [value - start - slope * at for at, value in enumerate(values)]


if __name__ == "__main__":
    main()
