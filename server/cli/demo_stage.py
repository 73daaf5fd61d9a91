"""The stage of the demo: a headless browser with the extension, pages to play on, and an ear."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from server.adapters.chromium import Browser
from server.cli.demo_bridge import NAME, Bridge, bridge
from server.cli.driven_browser import PANEL, close_get_started, driven, open_panel
from server.paths import data_path

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

LOWEST = 48
"""The note of key 0."""
PAGES = ("prelude", "fugue", "nocturne")

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
    with (
        bridge(profile / "rubato") as midi,
        serving(data_path("config") / "demo") as pages,
        driven(browser, profile, headed=headed) as context,
    ):
        yield Stage(context, _set(context, pages, midi), midi)


def _set(context: "BrowserContext", pages: str, midi: Bridge | None) -> "Page":
    """Open the pages and the panel, and close all else; gives the panel."""
    before = context.pages
    tabs = [context.new_page() for _ in PAGES]
    for tab, name in zip(tabs, PAGES, strict=True):
        tab.goto(f"{pages}/{name}.html")
    panel = open_panel(context, midi.panel if midi else PANEL)
    if midi:
        panel.wait_for_selector(f"#link-keyboard[data-state=ready][title*='{NAME}']")
    panel.evaluate(LISTEN)
    panel.wait_for_function("() => window.views.length > 0")
    for page in before:
        page.close()
    close_get_started(context)
    tabs[0].bring_to_front()
    return panel


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder's files on this machine; gives the address."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
