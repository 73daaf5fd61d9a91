"""How well the main text is found: what `read.main` would read, against what people marked.

Each folder of ../shared/pages holds a real page, `source.html`, and its main text, `expected.html`.
The page is opened in a real Chromium with the extension, its own scripts and everything beyond it
held back, since the main text was marked on the page as saved; then the extension's own adapter and
agent give the sentences.  Words are compared as bags: F1 is the harmonic mean of how many of the
words read are expected, and how many of those expected are read.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from unicodedata import normalize

from playwright.sync_api import Page, Route

from benchmarks.figures import missing, print_head, print_row
from tests.e2e.harness_browser import PANEL, started
from tests.e2e.harness_pages import Quiet
from tests.e2e.harness_panel import Panel

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"

READ = """async (url) => {
  const [{makeAgent}, {makeMarks}, {makeReading}] = await Promise.all(
    ['agent', 'marks', 'reading'].map((name) => import(`/adapters/${name}.js`)));
  const [tab] = await chrome.tabs.query({url});
  const front = {tab: () => tab};
  const agent = makeAgent(chrome, front, (ms) => new Promise((done) => { setTimeout(done, ms); }));
  const begun = performance.now();
  const reply = await makeReading(chrome, front, agent, makeMarks(chrome)).open('main');
  const ms = performance.now() - begun;
  return {ms, text: reply.ok ? reply.value.sentences.map((one) => one.text).join(' ') : ''};
}"""

BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|"
    "header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
UNSEEN = frozenset(("script", "style", "template", "noscript", "title"))


class Still(Quiet):
    """Serves pages, saved as UTF-8 whatever they say, that run no scripts of their own."""

    extensions_map = {".html": "text/html; charset=utf-8"}  # noqa: RUF012  (its type there)

    def end_headers(self) -> None:
        """Forbid scripts; those of an extension are its own affair."""
        self.send_header("Content-Security-Policy", "script-src 'none'")
        super().end_headers()


class Text(HTMLParser):
    """The text of a page, with space where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self._unseen += tag in UNSEEN
        if BLOCKS.fullmatch(tag):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        self._unseen -= tag in UNSEEN
        if BLOCKS.fullmatch(tag):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Take the text."""
        if not self._unseen:
            self.parts.append(data)


def words(text: str) -> Counter[str]:
    """Give the words of a text; each letter of a script without spaces is one."""
    folded = normalize("NFKC", text).casefold()
    return Counter(re.findall(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+", folded))


def expected(page: Path) -> Counter[str]:
    """Give the words that were marked as the main text."""
    parser = Text()
    parser.feed((page / "expected.html").read_text(encoding="utf-8"))
    return words("".join(parser.parts))


def scores(found: Counter[str], wanted: Counter[str]) -> tuple[float, float, float]:
    """Give precision, recall and their harmonic mean."""
    shared = sum((found & wanted).values())
    precision = shared / max(sum(found.values()), 1)
    recall = shared / max(sum(wanted.values()), 1)
    return precision, recall, 2 * shared / max(sum(found.values()) + sum(wanted.values()), 1)


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium") or ("" if PAGES.is_dir() else f"skipped: needs {PAGES}"):
        print(f"main text: {why}")
        return
    pages = sorted(page for page in PAGES.iterdir() if (page / "expected.html").exists())
    print_head(f"main text of {len(pages)} pages", "precision", "recall", "F1", "words", "ms")
    means: list[float] = []
    for page, seen in _read(pages):
        wanted = expected(page)
        precision, recall, mean = scores(words(seen["text"]), wanted)
        means.append(mean)
        print_row(page.name, precision, recall, mean, sum(wanted.values()), round(seen["ms"]))
    print(f"F1: mean {statistics.mean(means):.4f}, least {min(means):.4f}")


def _read(pages: list[Path]) -> Iterator[tuple[Path, Any]]:
    with TemporaryDirectory() as profile, _serving() as address, started(Path(profile)) as browser:
        panel = Panel(browser.open_window(PANEL + "?window"))
        panel.wait_until_engine()
        tab = browser.context.pages[0]
        tab.route("**/*", partial(_only_from, address))
        for page in pages:
            yield page, _read_page(panel, tab, f"{address}/{page.name}/source.html")


def _read_page(panel: Panel, tab: Page, url: str) -> Any:
    tab.goto(url, wait_until="domcontentloaded")
    return panel.page.evaluate(READ, url)


def _only_from(address: str, route: Route) -> None:
    if route.request.url.startswith(address):
        route.continue_()
    else:
        route.abort()


@contextmanager
def _serving() -> Iterator[str]:
    handler = partial(Still, directory=str(PAGES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    main()
