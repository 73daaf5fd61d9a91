"""How long from a key to the next tab in front, in a real Chromium.

The keyboard is a fake one behind `navigator.requestMIDIAccess`; all else is the product: the Web
MIDI adapter, the recogniser, the handler of `tab.next` (key 18) and `chrome.tabs`.  Counted from
the MIDI event's time stamp by the panel's own clock: until `chrome.tabs.update` has made the tab
the active one, and until the command's promise has settled.  What the browser itself takes, for
`chrome.tabs.update` and nothing else, is measured in between, on the same tabs.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.panels import open_played
from tests.e2e.harness_browser import Browser, started
from tests.e2e.harness_pages import serving

PAGES = ("one", "two", "three", "four")
SWITCHES, WARM_UP = 200, 10

# A switch is over when both have been marked; the next begins after a rest.
SWITCH = """async ([name, count]) => {
  const {Engine} = await import('/engine/engine.js');
  const {key} = Engine.prototype;
  const {update} = chrome.tabs;
  const found = [];
  let now = {};
  const mark = (what) => { now[what] ??= performance.now(); };
  const marked = (what, promise) => { promise.then(() => mark(what)); return promise; };
  Engine.prototype.key = function (...touch) { return marked('settled', key.apply(this, touch)); };
  chrome.tabs.update = (...args) => marked('active', update.apply(chrome.tabs, args));
  const rest = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  for (let n = 0; n < count; n += 1) {
    now = {at: performance.now()};
    fakeMidi.send(name, [0x90, 66, 80], now.at);
    fakeMidi.send(name, [0x80, 66, 0], now.at);
    while (!(now.active && now.settled)) await rest(5);
    found.push(now);
    await rest(60 + 40 * Math.random());
    const tabs = await chrome.tabs.query({windowType: 'normal'});
    const next = tabs[(tabs.findIndex(({active}) => active) + 1) % tabs.length];
    const begun = performance.now();
    await update.call(chrome.tabs, next.id, {active: true});
    now.alone = now.at + performance.now() - begun;
    await rest(60 + 40 * Math.random());
  }
  return found;
}"""

STAGES = (
    ("key → tab active", "active"),
    ("key → command settled", "settled"),
    ("the browser alone", "alone"),
)


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"tab switch: {why}")
        return
    with TemporaryDirectory() as profile, serving() as pages, started(Path(profile)) as browser:
        found = _switches(browser, pages)[WARM_UP:]
    print_head(f"tab switch: {len(found)} of key 18; {load()}", "p50 ms", "p99 ms")
    for name, stage in STAGES:
        delays = [each[stage] - each["at"] for each in found]
        print_row(name, statistics.median(delays), quantile(delays, 99))


def _switches(browser: Browser, pages: str) -> list[dict[str, float]]:
    for page in PAGES:
        browser.open(f"{pages}/{page}.html")
    panel, keys = open_played(browser)
    found: Any = panel.page.evaluate(SWITCH, [keys.name, SWITCHES + WARM_UP])
    return list(found)


if __name__ == "__main__":
    main()
