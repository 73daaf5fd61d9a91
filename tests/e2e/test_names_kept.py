"""Names are kept when the browser ends, and are had by the other browsers of the same user."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e.harness_browser import PANEL, START, Browser, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until

SYNCED = """async () => {
  const {fromChunks} = await import('/core/chunks.js');
  const text = fromChunks('own', await chrome.storage.sync.get(null));
  return text ? JSON.parse(text).words.flatMap(({own}) => own).map(({says}) => says[0]).sort() : [];
}"""
ALL = "() => chrome.storage.sync.get(null)"
PUT = "(items) => chrome.storage.sync.set(items)"


@contextmanager
def opened(profile: Path, url: str) -> Iterator[Panel]:
    """Open a browser with a profile, a page in front, and the panel with its engine."""
    new = not profile.exists()
    with started(profile) as browser:
        # In a new profile Get started opens by itself, and in front.
        if new:
            until(lambda: _get_started(browser), "Get started is there")[0].close()
        browser.context.pages[0].goto(url)
        browser.context.pages[0].bring_to_front()
        panel = Panel(browser.open_window(PANEL + "?window"))
        panel.wait_until_engine()
        yield panel
        assert browser.errors() == []


def _get_started(browser: Browser) -> list[Page]:
    browser.context.cookies("about:blank")  # only a call lets Playwright hear of new pages
    return [page for page in browser.context.pages if page.url == START]


def synced(panel: Panel, *names: str) -> dict[str, Any]:
    """Wait until sync holds just these names, and give all that it holds."""
    until(lambda: panel.page.evaluate(SYNCED) == [*names], f"{names} are synced")
    items: dict[str, Any] = panel.page.evaluate(ALL)
    return items


def test_names_outlive_the_browser(tmp_path: Path, pages: str) -> None:
    """A name and a word of a browser that was ended do the same in the next."""
    with opened(tmp_path / "profile", f"{pages}/three.html") as panel:
        type_text(panel, "name this page home")
        panel.wait_said("^“home”, played 24 .* 24: address of Page three")
        type_text(panel, "zoom in")
        panel.wait_last("zoom.in")
        type_text(panel, "new word closer")
        panel.wait_said("^New word “closer”")
        type_text(panel, "last commands 1")
        panel.wait_said("^“closer”, played 24 .* 24: zoom in")
        synced(panel, "closer", "home")
    with opened(tmp_path / "profile", f"{pages}/one.html") as panel:
        type_text(panel, "closer")
        panel.wait_said("^closer: 1 done")
        type_text(panel, "go to home")
        panel.wait_said("^Opened 127.0.0.1")
        assert "three.html" in str(panel.page.evaluate("() => chrome.tabs.query({})"))


def test_two_browsers_lose_nothing(tmp_path: Path, pages: str) -> None:
    """What two browsers named apart from each other is in both when sync has gone both ways.

    Sync itself is played: items go over whole, and the last to write wins, item by item.
    """
    url, (first, second) = f"{pages}/three.html", (tmp_path / "first", tmp_path / "second")
    with opened(first, url) as panel:
        type_text(panel, "name this page home")
        of_first = synced(panel, "home")
    with opened(second, url) as panel:
        type_text(panel, "name this page mine")
        synced(panel, "mine")
        panel.page.evaluate(PUT, of_first)
        of_second = synced(panel, "home", "mine")
    with opened(first, url) as panel:
        panel.page.evaluate(PUT, of_second)
        until(lambda: "mine" in panel.page.inner_html("#phrases"), "the other's name is there")
        synced(panel, "home", "mine")
