"""A browser in which nothing was allowed yet: each command says what to allow."""

from pathlib import Path

from tests.e2e.harness_browser import PANEL, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage


def test_without_permissions(chromium_path: str, pages: str, tmp_path: Path) -> None:
    """Where nothing was allowed yet, each says what to allow, and tabs work as ever."""
    with started(tmp_path, granted=False) as browser:
        browser.reset()
        panel = Panel(browser.open_window(PANEL + "?window"))
        panel.wait_until_engine()
        page = browser.context.pages[0]
        page.goto(f"{pages}/one.html")
        stage = Stage(browser, panel, page)
        words = Words(stage)
        for command, why in (
            ("scroll.down", "may not act on this site yet; allow it in Get started"),
            ("bookmark.add", "may not use bookmarks yet"),
            ("history.most-visited", "may not use the history yet"),
        ):
            words.perform(command)
            panel.wait_said(why)
        words.perform("tab.new")
        panel.wait_said("New tab, number 2")
        panel.wait_link("microphone", "prompt")

        assert browser.errors() == []
