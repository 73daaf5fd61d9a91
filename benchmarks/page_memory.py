"""What a page's memory becomes over 1,000 changes of it: steady, or does something of ours stay.

JavaScript's heap and the DOM's nodes, after all that can go is gone, at change 100 and at change
1,000.  A page that changes by itself replaces all it shows and is asked for its elements each time,
with shadow trees and listeners among them; another page is gone to in the same tab and back, by
links, each time a new document; the panel that asks is measured, too.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import CDPSession, Page

from benchmarks.figures import load, missing, print_head, print_row
from tests.e2e.harness_browser import Browser, started
from tests.e2e.harness_model import Model
from tests.e2e.harness_pages import serving

FIRST, LAST = 100, 1000
RESTED_MS = 9000
"""Past the longest time that an asking waits for its answer."""

# What a single-page app does when it is gone to another view.
CHANGE = """(n) => {
  const rows = [...Array(60).keys()].map((row) => `<section><h2>View ${n}, ${row}</h2>
    <p><a href="#${n}-${row}">Link ${n} ${row}</a> <button>Do</button> <input aria-label="Of ${n}">
    </p><div class="host"></div></section>`);
  document.body.innerHTML = `<main>${rows.join('')}</main>`;
  for (const host of document.querySelectorAll('.host')) {
    host.attachShadow({mode: n % 2 ? 'open' : 'closed'}).innerHTML = `<a href="#in${n}">In</a>`;
    host.addEventListener('click', () => n);
  }
  history.replaceState(null, '', `#${n}`);
}"""


class Memory:
    """The memory of one page, read as its DevTools do."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")

    def read(self) -> tuple[float, int]:
        """Give the heap in MB and the number of nodes, once all that can go is gone."""
        self._page.wait_for_timeout(RESTED_MS)
        for _ in range(3):
            self._session.send("HeapProfiler.collectGarbage")
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        found = {one["name"]: one["value"] for one in metrics}
        return found["JSHeapUsedSize"] / 1e6, int(found["Nodes"])


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"page memory: {why}")
        return
    with TemporaryDirectory() as profile, serving() as pages, started(Path(profile)) as browser:
        columns = ("MB at 100", "at 1,000", "growth %", "nodes", "at 1,000")
        print_head(f"memory over {LAST} page changes; {load()}", *columns)
        in_one_page(browser, pages)
        browser.reset()
        from_page_to_page(browser, pages)


def in_one_page(browser: Browser, pages: str) -> None:
    """Change one page."""
    model = Model(browser, f"{pages}/one.html")
    page, panel = Memory(model.page), Memory(model.panel)
    before = None
    for n in range(1, LAST + 1):
        model.page.evaluate(CHANGE, n)
        model.panel.evaluate("() => port.list('element').then(() => {})")
        if n == FIRST:
            before = (page.read(), panel.read())
    assert before
    tell("page changed by itself", before[0], page.read())
    tell("panel beside a page changed", before[1], panel.read())


def from_page_to_page(browser: Browser, pages: str) -> None:
    """Go to one page and another."""
    model = Model(browser, f"{pages}/one.html")
    page, panel = Memory(model.page), Memory(model.panel)
    before = None
    for n in range(1, LAST + 1):
        name = "stage" if n % 2 else "long"
        model.page.goto(f"{pages}/{name}.html?{n}", wait_until="domcontentloaded")
        model.panel.evaluate("() => port.list('element').then(() => {})")
        if n == FIRST:
            before = (page.read(), panel.read())
    assert before
    tell("tab gone from page to page", before[0], page.read())
    tell("panel beside pages gone to", before[1], panel.read())


def tell(name: str, first: tuple[float, int], last: tuple[float, int]) -> None:
    """Print what was and what became."""
    growth = 100 * (last[0] / first[0] - 1)
    print_row(name, first[0], last[0], growth, first[1], last[1])


if __name__ == "__main__":
    main()
