"""The main text of pages of many kinds: what is read out is what a person marked as such.

Each page of `pages/main_text` has its main text between `<!-- main -->` and `<!-- /main -->`,
marked by hand; so a new page is a new test.  Readability takes comments out before it looks.
"""

import re
from collections import Counter

import pytest

from benchmarks.main_text import READ, Text, scores, words
from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_pages import FOLDER

pytestmark = pytest.mark.e2e

PAGES = sorted((FOLDER / "main_text").glob("*.html"))
MARKED = re.compile("<!-- main -->(.*?)<!-- /main -->", re.DOTALL)
LEAST = 0.9


def marked(name: str) -> Counter[str]:
    """Give the words that were marked in a page."""
    parser = Text()
    source = (FOLDER / "main_text" / name).read_text(encoding="utf-8")
    parser.feed(" ".join(MARKED.findall(source)))
    return words("".join(parser.parts))


def test_there_are_ten_kinds() -> None:
    """Ten pages are marked, each with a text that is worth reading."""
    assert len(PAGES) >= 10
    assert min(marked(page.name).total() for page in PAGES) > 150


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_main_text(browser: Browser, pages: str, name: str) -> None:
    """Word for word, nine tenths of what is read are marked, and of what is marked are read."""
    panel = browser.open_window(f"{PANEL}?window")
    url = f"{pages}/main_text/{name}"
    browser.context.pages[0].goto(url)
    browser.forgive("404")  # their pictures are none

    read = words(panel.evaluate(READ, url)["text"])

    wanted = marked(name)
    *_, mean = scores(read, wanted)
    print(f"{name}: F1 {mean:.3f}")
    assert mean >= LEAST, (mean, "missed", wanted - read, "too much", read - wanted)
