"""One engine that outlives its worker, its panel, its window and its server."""

import pytest

from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_devtools import Target
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import ScreenPiano
from tests.e2e.harness_server import JackKeyboard, Server, wait_until_bridged
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

NEXT_TAB = (14, 17)


def test_worker_killed_between_keys(browser: Browser, stage: Stage) -> None:
    """A worker that dies in the middle of a word costs nothing, in the page neither."""
    piano = ScreenPiano(stage.panel.page)
    piano.play([9])
    stage.panel.wait_keys(9)
    browser.kill_worker()
    piano.play([9])
    stage.until("the page scrolled", lambda seen: seen["y"] > 0)
    browser.kill_worker()
    piano.play(NEXT_TAB)

    stage.until("the next tab", lambda seen: seen["front"] == "Page three")


def test_panel_closed_and_opened(browser: Browser, stage: Stage) -> None:
    """With its panel the engine ends, badge and all; a new panel plays on, settings and all."""
    stage.panel.page.fill("#text", "softer")
    stage.panel.page.press("#text", "Enter")
    stage.panel.wait_said("Volume 60 percent")
    badge = "chrome.action.getBadgeText({})"
    assert stage.panel.page.evaluate(badge) != ""
    stage.panel.page.close()
    until(lambda: browser.chrome(badge) == "", "the badge is cleared")
    stage.panel = Panel(browser.open_window(PANEL + "?window"))
    stage.panel.wait_until_engine()
    ScreenPiano(stage.panel.page).play((*NEXT_TAB, 19, 13))

    stage.panel.wait_said("Volume 50 percent")
    stage.until("the next tab", lambda seen: seen["front"] == "Page three")


def test_second_panel_mirrors_and_takes_over(browser: Browser, stage: Stage) -> None:
    """Two panels are one engine: either plays it, and the second goes on in mid-word."""
    first, second = stage.panel, Panel(browser.open_window(PANEL + "?window"))
    assert second.page.get_attribute("html", "data-engine") is None
    ScreenPiano(first.page).play([14])
    until(lambda: "14" in second.page.inner_text("#pending"), "the mirror shows the key")
    ScreenPiano(second.page).play([17])
    stage.until("one tab further", lambda seen: seen["front"] == "Page three")
    ScreenPiano(second.page).play([14])
    first.wait_keys(14)
    stage.panel = second
    first.page.close()
    second.wait_until_engine()
    ScreenPiano(second.page).play([8])

    stage.until("one tab back", lambda seen: seen["front"] == "The stage")
    assert second.ran() == ["tab.next", "tab.previous"]


def test_side_panel_and_popup_are_one_engine(
    browser: Browser, side_panel: Target, pages: str
) -> None:
    """The true side panel is the engine; a popup mirrors it, and takes over when it closes."""
    tab = browser.context.pages[0]
    tab.goto(f"{pages}/stage.html")
    tab.bring_to_front()
    popup = Panel(browser.open_window(PANEL + "?window"))
    ScreenPiano(popup.page).play([9])
    side_panel.wait_for("document.querySelector('#pending').textContent.includes('9')")
    side_panel.close()
    popup.wait_until_engine()
    ScreenPiano(popup.page).play([9])
    popup.wait_last("scroll.down")

    until(lambda: tab.evaluate("scrollY") > 0, "the page scrolled")


def test_server_stopped_and_back(
    browser: Browser, stage: Stage, server: Server, paired: str, jack_keyboard: JackKeyboard
) -> None:
    """A lost server is said and tried again; when it is back, its keyboards play on."""
    browser.forgive("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET")
    panel = stage.panel
    wait_until_bridged(server, paired, jack_keyboard.name)
    panel.wait_link("keyboard", "ready")
    jack_keyboard.play([9])
    panel.wait_keys(9)
    server.stop()
    panel.wait_said("server is gone|keyboard is gone")
    panel.wait_link("server", "lost")
    panel.page.wait_for_selector("#link-keyboard:not([data-state=ready])")
    texts = {view["said"]["text"]: view["said"]["role"] for view in panel.views}
    assert texts["The server is gone; trying again."] == "failed"
    server.start()
    panel.wait_link("server", "ready")
    wait_until_bridged(server, paired, jack_keyboard.name)
    panel.wait_link("keyboard", "ready")
    panel.wait_keys(9)
    jack_keyboard.play([9])

    stage.until("the page scrolled", lambda seen: seen["y"] > 0)


@pytest.mark.usefixtures("stage")
def test_settings_outlive_the_browser_engine(panel: Panel) -> None:
    """What is set is stored at once: a panel that is opened anew has it."""
    panel.page.click("#tab-settings")
    panel.page.select_option("#setting-profile", "fast")
    until(
        lambda: (
            panel.page.evaluate(
                "chrome.storage.sync.get('settings').then(({settings}) => settings?.profile)"
            )
            == "fast"
        ),
        "the setting is stored",
    )
    panel.page.reload()
    again = Panel(panel.page)
    again.wait_until_engine()
    ScreenPiano(again.page).play([9])

    again.wait_last("scroll.down")
