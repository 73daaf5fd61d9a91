"""What the page agent costs a page that nobody plays on, and how long its longest task is.

`of ours` is the share of the main thread's time that our tasks take, from a trace of the browser
(see page_trace.py), while the page does what the row says.  The large page has 288,000 elements,
as the standard of HTML on one page has, and 60,000 links.  Its longest task of ours is the longest
while it loads, is prepared, changes, and is asked for all that it holds.
"""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from benchmarks.figures import load, missing, print_head, print_row
from benchmarks.page_trace import Trace, traced
from tests.e2e.harness_browser import PANEL, Browser, started
from tests.e2e.harness_model import PORT
from tests.e2e.harness_pages import serving

SECONDS = 10
SETTLE_MS = 5000
SECTIONS = 12_000
ASKS = ("element", "link", "heading")

# 24 elements a section, five of them links.
SECTION = (
    '<section><h3 id="s{n}">Section {n} <a href="#s{n}">link</a></h3>'
    '<p>Text of <code>one</code> and <a href="#a{n}">a <i>linked</i> word</a>, <b>more</b></p>'
    '<ul><li><a href="#b{n}">first</a><li><a href="#c{n}">second</a><li><em>third</em></ul>'
    "<dl><dt>term<dd><span>what <q>it</q> <var>means</var></span></dl>"
    '<p><a href="#d{n}">last</a> <kbd>key</kbd> <sub>below</sub> <sup>above</sup></p>'
    "</section>"
)

# Changes such as a page with a clock, a list that grows and a menu makes.
CHANGES = """(every) => {
  let n = 0;
  setInterval(() => {
    n += 1;
    document.querySelector('h3').firstChild.data = `Section, ${n} `;
    const more = document.createElement('p');
    more.innerHTML = `<a href="#more${n}">more ${n}</a>`;
    document.body.insertBefore(more, document.body.children[40]);
    document.body.children[50].classList.toggle('open');
    if (n % 5 === 0) document.body.children[41].remove();
  }, every);
}"""


def main() -> None:
    """Print the tables, or why there are none."""
    if why := missing("chromium"):
        print(f"page cost: {why}")
        return
    with TemporaryDirectory() as folder, ExitStack() as parts:
        pages = Path(folder) / "pages"
        pages.mkdir()
        write_page(pages / "large.html", SECTIONS)
        write_page(pages / "usual.html", 60)
        address = parts.enter_context(serving(pages))
        browser = parts.enter_context(started(Path(folder) / "profile"))
        print_head(f"background, {SECONDS} s each; {load()}", "% ours", "longest")
        for name, caption in (("usual", "1,440 elements"), ("large", "288,000 elements")):
            background(browser, f"{address}/{name}.html", caption)
        print_head(f"a page of 288,000 elements; {load()}", "tasks", "longest")
        large(browser, f"{address}/large.html")


def write_page(path: Path, sections: int) -> None:
    """Write a page of so many sections of 24 elements."""
    body = "\n".join(SECTION.format(n=n) for n in range(sections))
    path.write_text(f"<!doctype html><title>{path.stem}</title>{body}", encoding="utf-8")


def background(browser: Browser, address: str, caption: str) -> None:
    """Tell what a page costs while it rests, changes, and is hidden."""
    page = browser.open(address)
    page.wait_for_timeout(SETTLE_MS)
    tell_share(f"idle, {caption}", page)
    page.evaluate(CHANGES, 1000)
    tell_share(f"changing each second, {caption}", page)
    page.evaluate(CHANGES, 50)
    tell_share(f"changing each 50 ms, {caption}", page)
    other = browser.open("about:blank")
    page.wait_for_timeout(2000)
    tell_share(f"hidden, {caption}", page)
    other.close()
    page.close()


def tell_share(name: str, page: Page) -> None:
    """Print the part of the time, in per cent, that is ours, and the longest task in ms."""
    trace = recorded(page, lambda: page.wait_for_timeout(SECONDS * 1000))
    print_row(name, trace.total / SECONDS / 10, trace.longest)


def recorded(page: Page, act: Callable[[], object]) -> Trace:
    """Record while something is done."""
    with traced(page) as trace:
        act()
    return trace


def large(browser: Browser, address: str) -> None:
    """Tell the longest task of ours in each part of a large page's life."""
    page = browser.context.new_page()

    def tell(name: str, act: Callable[[], object]) -> None:
        trace = recorded(page, act)
        print_row(name, len(trace.lengths), trace.longest)

    tell("large: loading", lambda: page.goto(address))
    panel = browser.open_window(f"{PANEL}?window")
    page.bring_to_front()
    tab = next(one["id"] for one in browser.tabs() if one["url"] == address)
    panel.evaluate(PORT, tab)

    def ask() -> None:
        for family in ASKS:
            panel.evaluate("(family) => port.list(family).then(({ok}) => ok)", family)

    tell("large: asked at once", ask)
    tell("large: prepared in 20 s", lambda: page.wait_for_timeout(20_000))
    tell("large: asked again", ask)
    page.evaluate(CHANGES, 500)
    tell("large: changing", lambda: page.wait_for_timeout(5000))
    tell("large: asked while changing", ask)
    panel.close()
    page.close()


if __name__ == "__main__":
    main()
