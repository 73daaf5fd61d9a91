"""Apps that make another page of the one there is: told once as it arrives, and nothing else is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

COUNT = """() => {
  window.completed = 0;
  chrome.tabs.onUpdated.addListener((_id, {status}) => { completed += status === 'complete'; });
}"""

ROUTES = (
    ("open_('/sent', 0, 'Sent', 'Sent', 'Nothing yet.')", "Sent"),
    ("open_('/drafts', 400, 'Drafts', 'Drafts', 'One.')", "Drafts"),
    ("open_('/drafts/1', 200, '', 'Dear Clara', 'How are you?')", "Dear Clara"),
    ("open_('?q=clara', 100, 'Found', 'Found', 'Two.')", "Found"),
    ("open_('#/spam', 100, 'Spam', 'Spam', 'Much.')", "Spam"),
    ("history.go(-5)", "Mail"),
    ("history.replaceState(null, '', '/in'); show('', 'In', 'Other letters.')", "In"),
)

NONE = (
    "history.replaceState(null, '', '?page=2')",
    "history.replaceState(null, '', '?page=3'); document.title = '(1) Mail'",
    "location.hash = 'top'",
    "history.replaceState(null, '', '#further')",
)


@pytest.fixture
def app(panel: Panel, browser: Browser, pages: str) -> Page:
    """Show the app in the one tab there is, once its arrival was told with where one is."""
    panel.page.evaluate(COUNT)
    panel.page.click("#tab-settings")
    panel.page.select_option("#setting-arrival", "where")
    page = browser.context.pages[0]
    page.goto(f"{pages}/app.html")
    page.bring_to_front()
    until(lambda: told(panel) == ["Mail"], "the app has arrived")
    return page


def told(panel: Panel) -> list[str]:
    """Give what was shown to have arrived, once for each time that one's place was told."""
    first: dict[int, str] = {}
    for view in panel.views:
        if ", channel 1 of 1" in view["said"]["text"]:
            first.setdefault(view["said"]["id"], view["arrived"])
    return list(first.values())


def completed(panel: Panel) -> Callable[[], int]:
    """Give what counts how often the browser has said that the tab is done."""
    before: int = panel.page.evaluate("() => completed")
    return lambda: int(panel.page.evaluate("() => completed")) - before


def test_another_page_of_an_app_is_told_once(panel: Panel, app: Page) -> None:
    """By its title, by its heading where the title stays; at once, late, and on the way back."""
    names = ["Mail"]
    for act, name in ROUTES:
        app.evaluate(f"() => {{ {act} }}")
        names.append(name)
        until(lambda: told(panel) == names, f"{names} were told")
        assert panel.page.inner_text("#arrived") == f"Loaded: {name}"


def test_what_makes_no_other_page_is_not_told(panel: Panel, app: Page) -> None:
    """A filter or a place in the address, a counter in the title."""
    for act in NONE:
        done = completed(panel)
        app.evaluate(f"() => {{ {act} }}")
        until(done, f"the browser is done with {act}")
    app.evaluate(f"() => {{ {ROUTES[0][0]} }}")

    until(lambda: told(panel)[1:], "the next page is told")
    assert told(panel) == ["Mail", "Sent"]


def test_a_page_that_comes_back_is_told_again(panel: Panel, app: Page, pages: str) -> None:
    """From the browser's memory of pages, and anew."""
    app.goto(f"{pages}/one.html")
    until(lambda: told(panel) == ["Mail", "Page one"], "the other has arrived")
    app.evaluate("() => { history.back(); }")
    until(lambda: told(panel) == ["Mail", "Page one", "Mail"], "it has come back")
    app.evaluate("() => { location.reload(); }")
    until(lambda: told(panel)[3:] == ["Mail"], "it has come anew")
