"""What opens as the browser starts with the extension: the panel's window, and Get started once."""

from pathlib import Path

from tests.e2e.harness_browser import PANEL, ROOT, Browser, started
from tests.e2e.harness_devtools import Target
from tests.e2e.harness_wait import until

START = ROOT + "panel/start.html"


def test_window_before_the_extension(chromium_path: str, tmp_path: Path) -> None:
    """A panel opened before the browser had loaded the extension runs its engine all the same."""
    with started(tmp_path, f"--app={PANEL}") as browser:
        panel = until(lambda: found(browser, PANEL), "the panel")[0]

        assert panel.wait_for("document.documentElement.dataset.engine === 'here'")


def test_get_started_once(chromium_path: str, tmp_path: Path) -> None:
    """Get started opens at the first start of a profile and at no other."""
    with started(tmp_path) as browser:
        assert until(lambda: found(browser, START), "Get started is open")

    with started(tmp_path, f"--app={PANEL}") as browser:
        panel = until(lambda: found(browser, PANEL), "the panel")[0]
        panel.wait_for("document.documentElement.dataset.engine === 'here'")

        assert found(browser, START) == []


def found(browser: Browser, url: str) -> list[Target]:
    """Give the pages at an address."""
    return browser.devtools.find("page", lambda each: each.startswith(url))
