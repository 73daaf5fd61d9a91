"""The model through a page's lives: hidden, kept for going back, prepared before it is gone to."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.harness_browser import PANEL, Browser, open_in_front, running
from tests.e2e.harness_devtools import Target
from tests.e2e.harness_model import PORT, Model
from tests.e2e.harness_pages import serving
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e


def test_a_hidden_page_catches_up(chromium_path: str, tmp_path: Path) -> None:
    """What changed while the page was hidden is there when it is asked, and when it is seen."""
    with serving() as pages, running(tmp_path) as (devtools, _):
        panel = devtools.open(f"{PANEL}?window", newWindow=True)
        page = open_in_front(devtools, f"{pages}/model/inner.html")
        page.wait_for("document.readyState === 'complete'")
        ask = port(panel, f"{pages}/model/inner.html")
        assert "A page within" in ask()
        devtools.open(f"{pages}/one.html")
        page.wait_for("document.hidden")
        page.evaluate("document.querySelector('h1').textContent = 'Changed unseen'")
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a href=#>New</a>')")

        assert {"Changed unseen", "New"} <= set(ask())

        page.evaluate("document.querySelector('h1').textContent = 'Changed again'")
        devtools.send("Target.activateTarget", targetId=page.id)
        page.wait_for("!document.hidden")
        assert "Changed again" in ask()


def port(panel: Target, url: str) -> Any:
    """Give what asks the page of that address for the names of its elements."""
    tab = tab_of(panel, url)
    panel.wait_for("typeof chrome === 'object' && chrome.scripting")
    panel.evaluate(f"({PORT})({tab})")
    names = "port.list('element').then(({ok, value}) => ok ? value.map(({name}) => name) : [])"
    return lambda: panel.evaluate(names)


def tab_of(panel: Target, url: str) -> int:
    """Give the tab that shows an address."""
    find = f"chrome.tabs.query({{}}).then((tabs) => tabs.find((tab) => tab.url === {url!r})?.id)"
    tab: int = panel.wait_for(find)
    return tab


def test_a_page_gone_back_to(browser: Browser, pages: str) -> None:
    """A page that was kept for going back answers again, as it is then, and so forward."""
    model = Model(browser, f"{pages}/model/inner.html")
    page = model.page
    page.evaluate(
        """() => addEventListener('pageshow', ({persisted}) => {
          window.kept = persisted;
          document.querySelector('h1').textContent = 'Come back';
        })"""
    )
    assert "A page within" in names(model)
    page.goto(f"{pages}/model/aria.html")
    assert "A page within" not in names(model)

    page.evaluate("history.back()")
    until(lambda: "Come back" in names(model), "it is told again")
    assert page.evaluate("window.kept"), "it was kept, and not loaded anew"
    model.click("Press inside")
    assert page.evaluate("window.heard") == "pressed"

    page.evaluate("history.forward()")
    until(lambda: "Span link" in names(model), "the other is told again")


PREPARE = """(url) => {
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  rules.textContent = JSON.stringify({prerender: [{urls: [url], eagerness: 'immediate'}]});
  document.head.append(rules);
}"""
GO = "(url) => { location.href = url; }"
IS_PREPARED = "() => localStorage.getItem('prepared') === 'true'"
ACTIVATED = "() => performance.getEntriesByType('navigation')[0].activationStart > 0"


def test_a_page_that_was_prepared(chromium_path: str, tmp_path: Path) -> None:
    """A page that ran before it was gone to is told once it is there, with what it heard before."""
    with serving() as pages, running(tmp_path) as (devtools, _):
        panel = devtools.open(f"{PANEL}?window", newWindow=True)
        page = open_in_front(devtools, f"{pages}/one.html")
        page.wait_for("document.readyState === 'complete'")
        tab = tab_of(panel, f"{pages}/one.html")
        # The browser prepares nothing for a page that DevTools watches.
        devtools.send("Target.detachFromTarget", sessionId=page.session)
        url = f"{pages}/model/prepared.html"

        in_page(panel, tab, PREPARE, url)
        until(lambda: in_page(panel, tab, IS_PREPARED), "it is being prepared")
        in_page(panel, tab, GO, url)

        ask = port(panel, url)
        until(lambda: in_page(panel, tab, ACTIVATED), "what was prepared is shown")
        wanted = ["Prepared", "Heard before it was seen", "Came when it was seen"]
        until(lambda: ask() == wanted, "it is told")


def in_page(panel: Target, tab: int, function: str, *args: str) -> Any:
    """Run a function in the page's own world."""
    what = f"{{target: {{tabId: {tab}}}, world: 'MAIN', args: {list(args)}, func: {function}}}"
    return panel.evaluate(
        f"chrome.scripting.executeScript({what}).then(([{{result}}]) => result, () => null)"
    )


def names(model: Model) -> list[str]:
    """Give the names of the elements, none while a page is on its way."""
    reply = model.panel.evaluate("() => port.list('element')")
    return [one["name"] for one in reply["value"]] if reply["ok"] else []


def test_ways_back_are_forgotten_at_last(browser: Browser, pages: str) -> None:
    """Where one stood before is known of the last 200 goings, and no more are kept."""
    model = Model(browser, f"{pages}/model/inner.html")
    first = model.show("Press inside")["value"]["spot"]
    at = model.named("Press inside")["at"]
    show = "async (at) => { for (let n = 0; n < 199; n += 1) await port.show(at); }"
    model.panel.evaluate(show, at)
    leave = "(spot) => port.leave(spot)"
    assert model.panel.evaluate(leave, first)["ok"]
    last = model.show("Press inside")["value"]["spot"]

    assert model.panel.evaluate(leave, first)["why"]["key"] == "why_element_gone"
    assert model.panel.evaluate(leave, last)["ok"]
