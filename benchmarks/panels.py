"""The panel in its window, as the benchmarks play it."""

from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.harness_browser import PANEL, ROOT, Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_wait import until

MIDI_ACCESS = Path(__file__).parents[1] / "tests" / "extension" / "fakes" / "midi_access.js"
START = ROOT + "panel/start.html"


def open_panel(browser: Browser, carried: str = "") -> Panel:
    """Open it with what it is given behind a "#", and wait until it is the engine."""
    # Get started opens by itself in a new profile: not to be taken for the window.
    until(lambda: _started(browser), "Get started is open")[0].wait_for_load_state()
    panel = Panel(browser.open_window(f"{PANEL}?window{carried}"))
    panel.wait_until_engine()
    return panel


def _started(browser: Browser) -> list[Page]:
    pages = browser.context.pages
    pages[0].wait_for_timeout(10)  # Playwright hears of pages only while it is asked
    return [page for page in pages if page.url == START]


def open_played(browser: Browser) -> tuple[Panel, FakeWebMidi]:
    """Open it with a fake keyboard behind its own navigator.requestMIDIAccess."""
    browser.devtools.first_scripts.append(MIDI_ACCESS.read_text(encoding="utf-8"))
    panel = open_panel(browser)
    keys = FakeWebMidi(panel.page)
    keys.plug()
    return panel, keys
