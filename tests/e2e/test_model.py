"""The page model in a real browser: what fixture pages expect, and what Chromium itself knows."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_model import PAGES, Model, expected
from tests.e2e.harness_pages import serving
from tests.e2e.harness_truth import Coverage
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("name", PAGES)
def test_page(browser: Browser, pages: str, name: str) -> None:
    """The model holds what the page says it should, in its order, and acts as a mouse would."""
    wanted = expected(name)
    model = Model(browser, f"{pages}/model/{name}")
    lines: list[str] = []

    def same() -> bool:
        lines[:] = model.lines()
        return lines == wanted.elements

    deadline = time.monotonic() + 3
    while not same() and time.monotonic() < deadline:
        time.sleep(0.1)

    assert "\n".join(lines) == "\n".join(wanted.elements)
    for act in wanted.acts:
        reply = model.click(act.name)
        assert reply["ok"] == (act.how != "!>"), (act, reply)
        if act.how == "!>":
            assert reply["why"]["key"] == act.what
            continue
        assert reply["value"].get("asks", False) == (act.how == "?>")
        until(lambda: model.page.evaluate(act.what), f"{act.name}: {act.what}")  # noqa: B023


LONG = """() => {
  document.body.insertAdjacentHTML('beforeend',
    `<div style="height: 3000px"></div><button id="far">Far</button><h2>Farther</h2>
     <div style="height: 3000px"></div>`);
  document.querySelector('a').focus();
}"""


def test_show_and_leave(browser: Browser, pages: str) -> None:
    """Going to an element scrolls there and gives it the focus; leaving brings both back."""
    model = Model(browser, f"{pages}/model/aria.html")
    model.page.evaluate(LONG.replace("'a'", "'[role=link]'"))

    far = model.show("Far")
    seen = model.page.evaluate("() => [document.activeElement.id, scrollY > 2000]")
    heading = model.show("Farther")
    model.leave(heading["value"]["spot"])
    model.leave(far["value"]["spot"])

    assert seen == ["far", True]
    assert far["value"]["now"]["role"] == "button"
    assert heading["value"]["now"]["level"] == 2
    assert model.page.evaluate("() => [document.activeElement.textContent, scrollY]") == [
        "Span link",
        0,
    ]


def test_show_in_a_frame_of_another_site(browser: Browser, pages: str) -> None:
    """The page around a frame moves, too, and back again."""
    model = Model(browser, f"{pages}/model/frames_cross.html")
    model.page.evaluate("document.body.insertAdjacentHTML('afterbegin', '<p style=height:2000px>')")
    until(lambda: len(model.lines()) == 8, "the frames are there")

    spot = model.show("Press inside")["value"]["spot"]
    moved = model.page.evaluate("scrollY")
    model.leave(spot)

    assert moved > 1000
    assert model.page.evaluate("scrollY") == 0


def test_an_element_that_is_gone(browser: Browser, pages: str) -> None:
    """What left the page is neither clicked nor gone to, and that is said."""
    model = Model(browser, f"{pages}/model/inner.html")
    at = model.named("Press inside")["at"]
    model.page.evaluate("document.querySelector('button').remove()")

    show, click = "(at) => port.show(at)", "(at) => port.click(at, {button: 'left'})"
    for what in (show, click):
        assert model.panel.evaluate(what, at)["why"]["key"] == "why_element_gone"


def test_a_page_learns_nothing(browser: Browser, pages: str) -> None:
    """A page that replaces all it can hears nothing of ours, and finds no trace."""
    model = Model(browser, f"{pages}/model/hostile.html")
    until(lambda: len(model.lines()) == 5, "the model is there")

    # Playwright's own scripts would stumble over what the page has replaced.
    session = model.page.context.new_cdp_session(model.page)

    def evaluate(expression: str) -> object:
        return session.send("Runtime.evaluate", {"expression": expression})["result"].get("value")

    assert evaluate("stolen.join()") == ""
    assert evaluate("printed") == "function addEventListener() { [native code] }"
    assert evaluate("/rubato/i.test(Object.keys(window).join())") is False


PRINTED = """() => [EventTarget.prototype.addEventListener, Element.prototype.attachShadow,
  HTMLMediaElement.prototype.play,
  Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'autoplay').set,
  Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'onclick').set,
  Function.prototype.toString].map((one) => [one.name, one.length, String(one),
    Object.getOwnPropertyNames(one).join(), 'prototype' in one])"""
THROWN = """() => {
  try { EventTarget.prototype.addEventListener.call({}, 'click', () => {}); } catch (error) {
    return [error.name, /chrome-extension|rubato/i.test(error.stack)];
  }
}"""


def test_the_hook_looks_like_the_browser(browser: Browser, pages: str) -> None:
    """Name, length, text, properties and errors of what is wrapped are the browser's own."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    wrapped = page.evaluate(PRINTED)
    thrown = page.evaluate(THROWN)
    page.goto("chrome://version")  # where no script of ours runs
    plain = page.evaluate(PRINTED)

    assert wrapped == plain
    assert thrown == ["TypeError", False]


# Those whose truth Chromium tells: no labels for what is transparent.
TOLD = (
    *("native", "aria", "covered", "listeners", "tricks", "shadow", "modal", "changes"),
    *("frames", "frames_cross"),
)
REAL = ("aktualne", "mozilla-1", "qq", "wikipedia-3")


def test_coverage_of_fixtures(browser: Browser, pages: str) -> None:
    """What Chromium knows to be actionable on the fixture pages is in the model."""
    coverage = Coverage()
    for name in TOLD:
        model = Model(browser, f"{pages}/model/{name}.html")
        until(lambda: model.lines() == expected(f"{name}.html").elements, name)  # noqa: B023
        coverage.add(model, name)
        browser.reset()

    assert len(coverage.listener) > 10
    assert coverage.within > 6, "the frames are looked into"
    assert coverage.share("native") >= 0.99, coverage.missed
    assert coverage.share("listener") >= 0.95, coverage.missed


def test_coverage_of_real_pages(browser: Browser, shared: Callable[[str], Path]) -> None:
    """The same on pages of the web, and hardly anything else is in the model."""
    coverage = Coverage()
    with serving(shared("pages")) as address:
        for name in REAL:
            coverage.add(Model(browser, f"{address}/{name}/source.html"), name)
            browser.reset()
    browser.forgive("")  # what pages of the web ask for is not here

    assert coverage.share("native") >= 0.99, coverage.missed
    assert coverage.share("listener") >= 0.95, coverage.missed
    assert coverage.share("false") <= 0.03, coverage.missed
