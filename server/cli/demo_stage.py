"""The stage of the demo: a headless browser with the extension, pages to play on, and an ear."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from server.adapters import chromium, chromium_profile
from server.adapters.chromium import Browser, Running
from server.core.settings import EXTENSION_ID
from server.paths import data_path

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ROOT = f"chrome-extension://{EXTENSION_ID}/"
PAGES = ("prelude", "fugue", "nocturne")

FLAGS = (
    "--remote-debugging-port=0",
    "--use-fake-device-for-media-stream",  # no machine's own microphone is listened to
    "--window-size=1100,800",
)

# The engine tells its view on a channel that every page of the extension may listen to.
LISTEN = """() => {
  window.views = [];
  window.ear = new BroadcastChannel('rubato');
  window.ear.onmessage = ({data}) => {
    if (data.type === 'view') window.views.push({at: performance.now(), ...data.view});
  };
}"""

OPEN_PANEL = """() => chrome.windows.create(
  {type: 'popup', url: 'panel/panel.html?window', width: 420, height: 800})"""

FRONT = "() => chrome.tabs.query({active: true, windowType: 'normal'})"


class Stage:
    """The open browser: play a key, take what the engine told, see what is on screen."""

    def __init__(self, context: "BrowserContext", panel: "Page") -> None:
        self.context = context
        self.panel = panel

    def play(self, key: int) -> None:
        """Press a key 0..24 of the on-screen piano with the mouse."""
        box = self.panel.locator(f'[data-key="{key}"]').bounding_box()
        if box is not None:
            # Near the lower end, where no black key lies over a white one.
            self.panel.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.9)

    def views(self, since: int) -> list[dict[str, Any]]:
        """Give the engine's views from the `since`th on, each with its time `at` in ms."""
        told: list[dict[str, Any]] = self.panel.evaluate("(n) => window.views.slice(n)", since)
        return told

    def picture(self, file: Path) -> None:
        """Save what the front tab shows."""
        (front,) = self.panel.evaluate(FRONT)[:1] or [{"url": ""}]
        for page in self.context.pages:
            if page.url == front["url"]:
                page.screenshot(path=file)
                return


@contextmanager
def stage(browser: Browser, profile: Path, *, headed: bool) -> Iterator[Stage]:
    """Open the browser with the demo's pages in tabs and the panel in a window of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (an extra)

    extension = chromium_profile.prepare_granted(profile, data_path("extension"))
    flags = [*FLAGS, f"--disable-extensions-except={extension}"]
    line = chromium.arguments(
        profile, extension, ["about:blank"], flags if headed else ["--headless=new", *flags]
    )
    running = Running(browser, profile, line)
    try:
        with _serving(data_path("config") / "demo") as pages, sync_playwright() as playwright:
            context = playwright.chromium.connect_over_cdp(running.devtools()).contexts[0]
            yield Stage(context, _set(context, pages))
    finally:
        running.stop()


def _set(context: "BrowserContext", pages: str) -> "Page":
    """Open the pages and the panel, and close all else; gives the panel."""
    before = context.pages
    tabs = [context.new_page() for _ in PAGES]
    for tab, name in zip(tabs, PAGES, strict=True):
        tab.goto(f"{pages}/{name}.html")
    opener = context.new_page()
    opener.goto(ROOT + "manifest.json")
    with context.expect_page() as opened:
        opener.evaluate(OPEN_PANEL)
    panel = opened.value
    panel.wait_for_selector("html[data-engine=here]")
    panel.evaluate(LISTEN)
    for page in [*before, opener, *_get_started(context)]:
        page.close()
    tabs[0].bring_to_front()
    return panel


def _get_started(context: "BrowserContext") -> list["Page"]:
    return [page for page in context.pages if page.url.endswith("/start.html")]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing."""


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
