"""What the page agent costs a page that nobody plays on, and how long its longest task is.

`of ours` is the share of the main thread's time that our tasks take, from a trace of the browser
(see page_trace.py), while the page does what the row says.  The large page has 288,000 elements,
as the standard of HTML on one page has, and 60,000 links.  Its longest task of ours is the longest
while it loads, is prepared, changes, and is asked for all that it holds; `worked` is the longest by
the clock of its thread, which stands while the machine does something else.

Asked at once, before it was prepared, a task of ours mostly works for 18 to 39 ms (once in 15 runs
54, on cores that six others shared): none of it is layout, up to 17 ms of it are V8's for what we
made it remember.  What is longer is not ours: V8 goes through the page's 288,000 elements when it
wants (40 to 210 ms, left out here, as page_trace.py says), and where more is to be done than there
are cores, the task waits; in real time (`chrt -r`) the kernel takes 50 ms of each second from all
that run so, and a row then tells of 52 to 62 ms of which 2 to 10 were worked.
"""

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import load, missing, print_head, print_row
from benchmarks.page_trace import Trace, traced
from tests.e2e.harness_browser import PANEL, open_in_front, running
from tests.e2e.harness_devtools import Devtools, Target
from tests.e2e.harness_model import PORT
from tests.e2e.harness_pages import serving
from tests.e2e.harness_wait import until

SECONDS = 10
SETTLE = 5
PATIENCE = 180
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
        devtools, _ = parts.enter_context(running(Path(folder) / "profile"))
        print_head(f"background, {SECONDS} s each; {load()}", "% ours", "longest", "worked")
        for name, caption in (("usual", "1,440 elements"), ("large", "288,000 elements")):
            background(devtools, f"{address}/{name}.html", caption)
        print_head(f"a page of 288,000 elements; {load()}", "tasks", "longest", "worked")
        large(devtools, f"{address}/large.html")


def write_page(path: Path, sections: int) -> None:
    """Write a page of so many sections of 24 elements."""
    body = "\n".join(SECTION.format(n=n) for n in range(sections))
    path.write_text(f"<!doctype html><title>{path.stem}</title>{body}", encoding="utf-8")


def background(devtools: Devtools, address: str, caption: str) -> None:
    """Tell what a page costs while it rests, changes, and is hidden."""
    page = open_page(devtools, address)
    time.sleep(SETTLE)
    tell_share(f"idle, {caption}", devtools)
    page.evaluate(f"({CHANGES})(1000)")
    tell_share(f"changing each second, {caption}", devtools)
    page.evaluate(f"({CHANGES})(50)")
    tell_share(f"changing each 50 ms, {caption}", devtools)
    other = devtools.open("about:blank")
    page.wait_for("document.hidden")
    time.sleep(2)
    tell_share(f"hidden and changing, {caption}", devtools)
    other.close()
    page.close()


def open_page(devtools: Devtools, address: str) -> Target:
    """Open a page and wait until all of it is there."""
    page = open_in_front(devtools, "about:blank")
    page.send("Page.navigate", url=address)
    until(lambda: is_loaded(page), f"{address} is loaded", PATIENCE)
    return page


def is_loaded(page: Target) -> bool:
    """Tell whether it has loaded; a page that lays itself out may not answer for long."""
    with suppress(TimeoutError):
        return bool(
            page.evaluate("location.href !== 'about:blank' && document.readyState[0] === 'c'")
        )
    return False


def tell_share(name: str, devtools: Devtools) -> None:
    """Print the part of the time, in per cent, that is ours, and the longest task in ms."""
    trace = recorded(devtools, lambda: time.sleep(SECONDS))
    print_row(name, trace.total / SECONDS / 10, trace.longest, trace.hardest)


def recorded(devtools: Devtools, act: Callable[[], object]) -> Trace:
    """Record while something is done."""
    with traced(devtools) as trace:
        act()
    return trace


def large(devtools: Devtools, address: str) -> None:
    """Tell the longest task of ours in each part of a large page's life."""
    panel = devtools.open(f"{PANEL}?window", newWindow=True)
    page: list[Target] = []

    def tell(name: str, act: Callable[[], object]) -> None:
        trace = recorded(devtools, act)
        print_row(name, len(trace.lengths), trace.longest, trace.hardest)

    tell("large: loading", lambda: page.append(open_page(devtools, address)))
    tabs = panel.evaluate("chrome.tabs.query({})")
    tab = next(one["id"] for one in tabs if one.get("url") == address)
    panel.evaluate(f"({PORT})({tab})")

    def ask() -> None:
        for family in ASKS:
            found = panel.evaluate(
                f"port.list({json.dumps(family)}).then(({{value}}) => value.length)"
            )
            assert found > 1000, f"{found} of the family {family}"

    tell("large: asked at once", ask)
    tell("large: prepared in 20 s", lambda: time.sleep(20))
    tell("large: asked again", ask)
    page[0].evaluate(f"({CHANGES})(500)")
    tell("large: changing", lambda: time.sleep(5))
    tell("large: asked while changing", ask)


if __name__ == "__main__":
    main()
