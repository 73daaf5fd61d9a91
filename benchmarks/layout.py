"""What a layout costs: from its last key to the first tone, and how long the sweep is.

On pages of our own: a few things, 10,000 links, and an article of 4,000 paragraphs, read in the
middle.  Counted by the panel's clock from the last key of the word (`0 11 9 11 0`): until the tones
are scheduled, and until the first begins (a column is 15 ms); what the page's agent takes of it;
the longest that one of its tasks holds the page up; and the time from the first tone until the last
has died away.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from benchmarks.figures import load, missing, print_head, print_row
from tests.e2e.harness_air import RECORD, silence, started
from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_browser import started as browser_started
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

RUNS = 9

PAGES = {
    "a few": "",
    "10,000 links": "Array.from({length: 10000}, (_, n) => `<a href=#${n}>link ${n}</a> `)"
    ".join('')",
    "4,000 paragraphs": "Array.from({length: 4000}, (_, n) => `<h3>Part ${n}</h3><p>"
    "${'Words that stand in a part. '.repeat(9)}<a href=#${n}>on</a></p>`).join('')",
}
FILL = """(html) => {
  document.body.innerHTML = html;
  scrollTo(0, document.body.scrollHeight / 2);
}"""
PRESS = """() => {
  const press = (key) => document.querySelector(`[data-key="${key}"]`).click();
  for (const key of [0, 11, 9, 11]) press(key);
  started.length = 0;
  const at = performance.now();
  press(0);
  return at;
}"""
AGENT = """async (tab) => {
  const [{result}] = await chrome.scripting.executeScript({target: {tabId: tab}, func: async () => {
    let [longest, last] = [0, performance.now()];
    let on = true;
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      if (on) port2.postMessage(null);
    };
    port2.postMessage(null);
    const start = performance.now();
    const {value} = await globalThis.rubatoAnswer({rubato: 'layout'});
    const time = performance.now() - start;
    await new Promise((resume) => setTimeout(resume));
    on = false;
    return [time, longest, value.elements.length];
  }});
  return result;
}"""
FRONT = "async () => (await chrome.tabs.query({active: true, windowType: 'normal'}))[0].id"


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"layout: {why}")
        return
    with (
        TemporaryDirectory() as profile,
        serving() as pages,
        browser_started(Path(profile)) as browser,
    ):
        page = browser.context.pages[0]
        page.goto(f"{pages}/layout.html")
        panel = Panel(browser.open_window(f"{PANEL}?window"))
        panel.wait_until_engine()
        page.bring_to_front()
        panel.page.click("#tab-tabs")
        panel.page.evaluate(RECORD)
        columns = ("call p50", "tone p50", "agent p50", "task p50", "sweep ms")
        print_head(f"layout, ms: {RUNS} of each; {load()}", *columns)
        for name, html in PAGES.items():
            if html:
                page.evaluate(f"({FILL})({html})")
                page.wait_for_timeout(1500)  # as a key finds it: met, and idle
            print_row(name, *_figures(browser, panel))


def _figures(browser: Browser, panel: Panel) -> list[float]:
    """Give the columns of the table."""
    heard = [_heard(panel.page) for _ in range(RUNS)]
    tab = panel.page.evaluate(FRONT)
    agent = [panel.page.evaluate(AGENT, tab) for _ in range(RUNS)]
    return [
        statistics.median(each[0] for each in heard),
        statistics.median(each[1] for each in heard),
        statistics.median(each[0] for each in agent),
        statistics.median(each[1] for each in agent),
        max(each[2] for each in heard),
    ]


def _heard(page: Page) -> tuple[float, float, float]:
    """Play it once; gives ms to the call, ms to the first tone, and the length of the sweep."""
    at = page.evaluate(PRESS)
    # Echoes sound in the middle, a sweep on both sides.
    until(lambda: any(row["pan"] for row in started(page)), "the sweep has begun")
    rows = [row for row in started(page) if row["ends"] - row["when"] < 0.2]
    first = next(i for i, row in enumerate(rows) if row["pan"])
    sweep = [row for row in rows if row["called"] >= rows[first]["called"] - 5]
    begin = min(row["when"] for row in sweep)
    wait = sweep[0]["called"] - at
    page.wait_for_timeout(1700)
    silence(page)
    length = 1000 * (max(row["ends"] for row in sweep) - begin)
    return wait, wait + 1000 * (begin - sweep[0]["now"]), length


if __name__ == "__main__":
    main()
