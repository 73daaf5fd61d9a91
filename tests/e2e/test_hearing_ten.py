"""Ten commands spoken to Chromium's microphone, one after another, to their actions."""

from playwright.sync_api import Page

from tests.e2e.harness_hearing import Hearing
from tests.e2e.harness_wait import until

SPOKEN = {
    "scroll to percent fifty": "scroll.percent",
    "scroll to top": "scroll.top",
    "page down": "scroll.page-down",
    "zoom in": "zoom.in",
    "find section three": "find.text",
    "click on zugzwang": "element.find",
    "go back": "history.back",
    "new tab": "tab.new",
    "tab one": "tab.number",
    "close other tabs": "tab.close-others",
}

LINK = """document.body.insertAdjacentHTML('beforeend',
  '<p style="position:fixed; top:0">Section three <a href="three.html">Zugzwang</a></p>')"""
ZOOM = "chrome.tabs.query({}).then(([tab]) => chrome.tabs.getZoom(tab.id))"


def test_ten_commands(hearing: Hearing, pages: str) -> None:
    """Numbers, free text, a name of no dictionary, and what destroys, which is asked about."""
    listener = hearing(*SPOKEN, "open")
    page: Page = listener.browser.context.pages[0]
    page.goto(f"{pages}/long.html")
    page.evaluate(LINK)
    page.bring_to_front()

    listener.listen()
    for part in (
        "50 percent",
        "Top",
        "110 percent",
        "section three”, at",
        "Clicked Zugzwang",
        "A long page",
    ):
        listener.wait_told(part)
    listener.wait_told("did I hear that right")
    until(lambda: len(listener.tabs()) == 1, "the others are closed")

    ran = listener.panel.ran()
    assert ran == ["microphone.on", *list(SPOKEN.values())[:-1], "open"]
    assert listener.tabs()[0]["title"] == "A long page"
    assert listener.browser.chrome(ZOOM) == 1.1
