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
from server.cli.demo_bridge import NAME, Bridge, bridge
from server.core.settings import EXTENSION_ID
from server.paths import data_path

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ROOT = f"chrome-extension://{EXTENSION_ID}/"
PANEL = ROOT + "panel/panel.html?window"
LOWEST = 48
"""The note of key 0."""
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
    if (data.type !== 'view') return;
    window.views.push({at: performance.timeOrigin + performance.now(), ...data.view});
  };
  window.ear.postMessage({type: 'hello'});
}"""

OPEN_PANEL = """(url) => chrome.windows.create({type: 'popup', url, width: 420, height: 800})"""

FRONT = "() => chrome.tabs.query({active: true, windowType: 'normal'})"


class Stage:
    """The open browser: play a key, take what the engine told, see what is on screen."""

    def __init__(self, context: "BrowserContext", panel: "Page", midi: Bridge | None) -> None:
        self.context = context
        self.panel = panel
        self._midi = midi

    @property
    def way(self) -> str:
        """How it is played, for people."""
        return "a virtual MIDI keyboard" if self._midi else "the on-screen piano"

    def play(self, key: int, velocity: int = 72) -> None:
        """Strike a key 0..24, on MIDI where there is any, else on the on-screen piano."""
        if self._midi:
            self._midi.keyboard.strike(LOWEST + key, velocity)
        else:
            self._click(key)

    def _click(self, key: int) -> None:
        box = self.panel.locator(f'[data-key="{key}"]').bounding_box()
        if box is not None:
            # Near the lower end, where no black key lies over a white one.
            self.panel.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.9)

    def views(self, since: int) -> list[dict[str, Any]]:
        """Give the engine's views from the `since`th on; `at` is when each came, ms of 1970."""
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
        with (
            bridge(profile / "rubato") as midi,
            _serving(data_path("config") / "demo") as pages,
            sync_playwright() as playwright,
        ):
            context = playwright.chromium.connect_over_cdp(running.devtools()).contexts[0]
            yield Stage(context, _set(context, pages, midi), midi)
    finally:
        running.stop()


def _set(context: "BrowserContext", pages: str, midi: Bridge | None) -> "Page":
    """Open the pages and the panel, and close all else; gives the panel."""
    before = context.pages
    tabs = [context.new_page() for _ in PAGES]
    for tab, name in zip(tabs, PAGES, strict=True):
        tab.goto(f"{pages}/{name}.html")
    opener = context.new_page()
    opener.goto(ROOT + "manifest.json")
    with context.expect_page() as opened:
        opener.evaluate(OPEN_PANEL, midi.panel if midi else PANEL)
    panel = opened.value
    panel.wait_for_selector("html[data-engine=here]")
    if midi:
        panel.wait_for_selector(f"#link-keyboard[data-state=ready][title*='{NAME}']")
    panel.evaluate(LISTEN)
    panel.wait_for_function("() => window.views.length > 0")
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
