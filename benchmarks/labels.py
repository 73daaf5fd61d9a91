"""What labels cost: keys a label on real pages, and how long after the key they are there.

Keys: everything that can be acted on of a page in ../shared/pages is labelled as if so many of it
were in view, from the top, each counted as often as its size and its nearness to the cursor make
it likely, with the cursor at nine places of the view in turn; beside it the mean of all alike.

Time: from the last key of the word in the panel to the labels in the page (all of them are put in
at once, so the first is there with the last), and what of it the page agent takes.  The page has
been idle before, as a key finds it.
"""

import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Route

from benchmarks.figures import load, missing, print_head, print_row
from tests.e2e.harness_browser import PANEL, Browser, started
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
COUNTS = (60, 600)
RUNS = 9

ALL = """async (url) => {
  const {makeAgent} = await import('/adapters/agent.js');
  const [tab] = await chrome.tabs.query({url});
  const after = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  const agent = makeAgent(chrome, {tab: () => tab}, after);
  const {value} = await agent.ask({rubato: 'elements', family: 'target'});
  return {width: value.view.width, targets: value.elements};
}"""

KEYS = """async ([width, targets, count]) => {
  const {keyOf, labelled, meanKeys, weightOf} = await import('/core/labels.js');
  const seen = targets.sort((a, b) => a.box.top - b.box.top).slice(0, count);
  const height = Math.max(...seen.map(({box}) => box.top + box.height));
  const means = [1, 3, 5].flatMap((across) => [1, 3, 5].map((down) => {
    const cursor = {x: width * across / 6, y: height * down / 6};
    const weighed = seen.map((one) => ({key: keyOf({...one, frame: 0}),
      weight: weightOf(one.box, cursor, {width, height})}));
    const alike = weighed.map(({key}) => ({key, weight: 1}));
    return [meanKeys(weighed, labelled(weighed)), meanKeys(alike, labelled(alike))];
  }));
  return [0, 1].map((which) => means.reduce((sum, one) => sum + one[which], 0) / means.length);
}"""

# A page is written by its description, in its own world.
WRITE = """({links, absolute, wide}) => {
  const parts = [];
  for (let n = 0; n < links; n += 1) {
    const at = `position:absolute;left:${n % 40 * 30}px;top:${Math.floor(n / 40) * 14}px`;
    parts.push(absolute ? `<a href="#${n}" style="${at}">${n}</a>`
      : wide ? `<a href="#${n}">${n}</a> ` : `<p>Row <a href="#${n}">link number ${n}</a></p>`);
  }
  document.body.innerHTML = `<main>${parts.join('')}</main>`;
}"""

# In the agent's world: the last step of drawing tells when it was.
MARK = """async (tab) => {
  const target = {tabId: tab};
  await chrome.scripting.executeScript({target, func: () => {
    const replace = Element.prototype.replaceChildren;
    Element.prototype.replaceChildren = function (...parts) {
      replace.apply(this, parts);
      if (parts.length) globalThis.drawnAt = performance.timeOrigin + performance.now();
    };
  }});
}"""
DRAWN = """async (tab) => {
  const [{result}] = await chrome.scripting.executeScript({
    target: {tabId: tab}, func: () => globalThis.drawnAt ?? 0});
  return result;
}"""
AGENT = """async (tab) => {
  const [{result}] = await chrome.scripting.executeScript({target: {tabId: tab}, func: async () => {
    const start = performance.now();
    const {value} = await globalThis.rubatoAnswer({rubato: 'labels'});
    const time = performance.now() - start;
    await globalThis.rubatoAnswer({rubato: 'labelHide'});
    return [time, value.labels.length];
  }});
  return result;
}"""
PRESS = """() => {
  const press = (key) => document.querySelector(`[data-key="${key}"]`).click();
  press(20);
  const at = performance.timeOrigin + performance.now();
  press(2);
  return at;
}"""
CANCEL = "() => document.querySelector('[data-key=\"24\"]').click()"

TIMED = {
    "plain links": {"links": 10_000, "absolute": False, "wide": False},
    "links in a text": {"links": 10_000, "absolute": False, "wide": True},
    "absolute links": {"links": 2000, "absolute": True, "wide": False},
}


def main() -> None:
    """Print the tables, or why there are none."""
    if why := missing("chromium"):
        print(f"labels: {why}")
        return
    with TemporaryDirectory() as profile, serving() as pages, started(Path(profile)) as browser:
        begun = browser.devtools.find
        until(lambda: begun("page", lambda url: url.endswith("start.html")), "Get started is open")
        browser.reset()
        panel = Panel(browser.open_window(f"{PANEL}?window"))
        panel.wait_until_engine()
        if PAGES.is_dir():
            _keys(browser, panel)
        else:
            print(f"keys a label: skipped: needs the pages in {PAGES}")
        _times(browser, panel, pages)


def _keys(browser: Browser, panel: Panel) -> None:
    found: dict[int, list[tuple[str, list[float]]]] = {count: [] for count in COUNTS}
    page = browser.context.pages[0]
    with serving(PAGES) as address:
        page.route("**/*", lambda route: _only(address, route))
        for folder in sorted(PAGES.iterdir()):
            url = f"{address}/{folder.name}/source.html"
            page.goto(url, wait_until="domcontentloaded")
            told = panel.page.evaluate(ALL, url)
            for count in COUNTS:
                if len(told["targets"]) >= count:
                    given = [told["width"], told["targets"], count]
                    found[count].append((folder.name, panel.page.evaluate(KEYS, given)))
        page.unroute("**/*")
    print_head(f"keys a label, {len([*PAGES.iterdir()])} pages", "pages", "weighted", "alike")
    for count, pages in found.items():
        means = [statistics.mean(means[which] for _, means in pages) for which in (0, 1)]
        print_row(f"keys at {count} targets", len(pages), *means)
        name, (worst, alike) = max(pages, key=lambda one: one[1][0])
        print_row(f"the most: {name}", "", worst, alike)


def _only(address: str, route: Route) -> None:
    """Ask for nothing that is beyond the page as it was saved."""
    if route.request.url.startswith(address):
        route.continue_()
    else:
        route.abort()


def _times(browser: Browser, panel: Panel, pages: str) -> None:
    page = browser.context.pages[0]
    for name, written in TIMED.items():
        page.goto(f"{pages}/one.html")
        page.bring_to_front()
        page.evaluate(WRITE, written)
        tab = next(one["id"] for one in browser.tabs() if one["url"].startswith(pages))
        panel.page.evaluate(MARK, tab)
        drawn = [_asked(panel, page, tab) for _ in range(RUNS)]
        agent = [_agent(panel, page, tab) for _ in range(RUNS)]
        print_head(
            f"{written['links']} {name}, {agent[0][1]} labels; {load()}",
            "best ms",
            "p50 ms",
            "worst ms",
        )
        for part, times in (("key → drawn", drawn), ("agent", [one for one, _ in agent])):
            print_row(f"{part}, {name}", min(times), statistics.median(times), max(times))


def _rest(page: Page) -> None:
    """Leave the page alone for longer than it trusts what it measured last."""
    page.evaluate("() => new Promise((done) => setTimeout(() => requestIdleCallback(done), 2200))")


def _agent(panel: Panel, page: Page, tab: int) -> tuple[float, int]:
    _rest(page)
    took, labels = panel.page.evaluate(AGENT, tab)
    return took, labels


def _asked(panel: Panel, page: Page, tab: int) -> float:
    _rest(page)
    pressed: float = panel.page.evaluate(PRESS)
    drawn = until(lambda: _since(panel, tab, pressed), "the labels are drawn")
    panel.page.evaluate(CANCEL)
    time.sleep(0.1)
    return drawn - pressed


def _since(panel: Panel, tab: int, pressed: float) -> float:
    at: float = panel.page.evaluate(DRAWN, tab)
    return at if at >= pressed else 0


if __name__ == "__main__":
    main()
