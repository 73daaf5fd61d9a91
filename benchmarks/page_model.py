"""How long the page model takes: from asking the agent to having all elements, in a Chromium.

`prepared` is what a key finds: the page has been idle since it loaded.  `at once` is the worst: the
whole page came this moment, and nothing is known but its layout.  `after a change` follows one new
link and one new text.  All are asked once the page is drawn.  What could be covered is hit-tested
within a budget of its own.  The best of the runs is told, too: others use the machine.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import load, missing, print_head, print_row
from tests.e2e.harness_browser import PANEL, Browser, started
from tests.e2e.harness_pages import serving

RUNS = 9

# Runs in the agent's world.  A page is written by its description: rows of text with links in them.
MEASURE = """async ({rows, absolute, runs}) => {
  const page = (nonce) => {
    const parts = [];
    for (let n = 0; n < rows; n += 1) {
      const at = `position:absolute;left:${n % 40 * 30}px;top:${Math.floor(n / 40) * 14}px`;
      parts.push(absolute ? `<a href="#${n}" style="${at}">${n}</a>`
        : `<p>Row ${nonce} <a href="#${n}">link <b>number</b> ${n}</a></p>`);
    }
    document.body.innerHTML = `<main>${parts.join('')}</main>`;
  };
  const drawn = () => new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
  const rest = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  let found = 0;
  const ask = async () => {
    const start = performance.now();
    const reply = await globalThis.rubatoAnswer({rubato: 'elements', family: 'element'});
    found = reply.value.elements.length;
    return performance.now() - start;
  };
  const times = {once: [], prepared: [], changed: []};
  for (let run = 0; run < runs; run += 1) {
    page(run);
    await drawn();
    times.once.push(await ask());
    await rest(400);
    times.prepared.push(await ask());
    const more = document.createElement('p');
    more.innerHTML = '<a href="#more">one more</a>';
    document.querySelector('main').insertBefore(more, document.querySelector('main').children[99]);
    document.querySelector('main').children[50].firstChild.textContent = `changed ${run}`;
    await drawn();
    times.changed.push(await ask());
  }
  return {times, found, nodes: document.getElementsByTagName('*').length};
}"""

ASK = """async ([tab, what]) => {
  const target = {tabId: tab};
  const [{result}] = await chrome.scripting.executeScript({target, args: [what], func: %s});
  return result;
}"""

PAGES = {
    "links": ("10,000 nodes, 3,300 links", {"rows": 3300, "absolute": False}),
    "absolute": ("2,000 absolute links, all in view", {"rows": 2000, "absolute": True}),
}
ROWS = {"once": "at once", "prepared": "prepared", "changed": "after a change"}


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"page model: {why}")
        return
    with TemporaryDirectory() as profile, serving() as pages, started(Path(profile)) as browser:
        for name, (caption, page) in PAGES.items():
            _tell(name, caption, _measure(browser, pages, page))


def _measure(browser: Browser, pages: str, page: dict[str, Any]) -> Any:
    shown = browser.open(f"{pages}/one.html")
    panel = browser.open_window(f"{PANEL}?window")
    shown.bring_to_front()
    tab = next(one["id"] for one in browser.tabs() if one["url"].endswith("/one.html"))
    found = panel.evaluate(ASK % MEASURE, [tab, page | {"runs": RUNS}])
    shown.close()
    panel.close()
    return found


def _tell(name: str, caption: str, found: dict[str, Any]) -> None:
    counts = f"{found['found']} elements"
    print_head(f"{caption}; {counts}; {load()}", "best ms", "p50 ms", "worst ms")
    for part, row in ROWS.items():
        times = found["times"][part]
        print_row(f"{row}, {name}", min(times), statistics.median(times), max(times))


if __name__ == "__main__":
    main()
