"""A browser with the extension that a command drives by Playwright, in a profile of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from server.adapters import chromium, chromium_profile
from server.adapters.chromium import Browser, Running
from server.core.errors import UnavailableError
from server.core.settings import EXTENSION_ID
from server.paths import data_path

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ROOT = f"chrome-extension://{EXTENSION_ID}/"
PANEL = ROOT + "panel/panel.html?window"

FLAGS = (
    "--remote-debugging-port=0",
    "--use-fake-device-for-media-stream",  # no machine's own microphone is listened to
    "--window-size=1100,800",
)

OPEN_PANEL = """(url) => chrome.windows.create({type: 'popup', url, width: 420, height: 800})"""


@contextmanager
def driven(browser: Browser, profile: Path, *, headed: bool) -> Iterator["BrowserContext"]:
    """Open the browser; raises `UnavailableError` for one that loads no extension by itself."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (an extra)

    if browser.refuses_extensions:
        raise UnavailableError(
            f"{browser.name} {browser.major} loads no extension by itself; this needs Chromium."
        )
    extension = chromium_profile.prepare_granted(profile, data_path("extension"))
    flags = [*FLAGS, f"--disable-extensions-except={extension}"]
    line = chromium.arguments(
        profile, extension, ["about:blank"], flags if headed else ["--headless=new", *flags]
    )
    running = Running(browser, profile, line)
    try:
        with sync_playwright() as playwright:
            yield playwright.chromium.connect_over_cdp(running.devtools()).contexts[0]
    finally:
        running.stop()


def open_panel(context: "BrowserContext", url: str = PANEL) -> "Page":
    """Open the panel in a window of its own; give it when it is the engine."""
    opener = context.new_page()
    opener.goto(ROOT + "manifest.json")
    with context.expect_page() as opened:
        opener.evaluate(OPEN_PANEL, url)
    panel = opened.value
    panel.wait_for_selector("html[data-engine=here]")
    opener.close()
    return panel


def close_get_started(context: "BrowserContext") -> None:
    """Close the page that a new installation opens."""
    for page in context.pages:
        if page.url.endswith("/start.html"):
            page.close()
