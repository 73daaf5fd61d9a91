"""The folder of a clone, loaded with no build, comes up as what is packed does."""

from pathlib import Path

from tests.e2e.harness_browser import EXTENSION, PANEL, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text


def test_the_folder_comes_up(chromium_path: str, tmp_path: Path) -> None:
    """Its modules are found, its panel becomes the engine, and a word that is typed is done."""
    del chromium_path
    with started(tmp_path, source=EXTENSION) as browser:
        panel = Panel(browser.open_window(PANEL + "?window"))
        panel.wait_until_engine()
        type_text(panel, "next tab")
        panel.wait_last("tab.next")

        assert browser.errors() == []
