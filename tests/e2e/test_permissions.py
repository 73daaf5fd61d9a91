"""A browser in which nothing was allowed yet: each command says what to allow."""

from pathlib import Path

from tests.e2e.harness_browser import PANEL, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until


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


TAKE = """(async () => {
  const {makeClipboard} = await import('/adapters/clipboard.js');
  const {makeDownloads} = await import('/adapters/downloads.js');
  const downloads = makeDownloads(chrome, () => new Promise(() => {}));
  const replies = [await makeClipboard(document).write('x'), await downloads.get('http:')];
  return [...replies.map(({ok, why}) => why?.key ?? ok), document.hasFocus()];
})()"""


HERE = "document.documentElement?.dataset.engine === 'here'"


def test_taking_without_a_gesture(chromium_path: str, tmp_path: Path) -> None:
    """Keys of a piano are no gesture: copying needs none, downloading says what to allow."""
    with started(tmp_path, granted=False) as browser:
        browser.reset()
        start = browser.open(PANEL.replace("panel.html", "start.html"))
        panel = browser.open_side_panel(start)
        start.bring_to_front()
        until(lambda: panel.evaluate(HERE, gesture=False), "the panel is there")

        taken = panel.evaluate(TAKE, gesture=False)

        assert taken == [True, "why_no_downloads", False]
