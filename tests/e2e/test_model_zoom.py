"""The page model at other zooms: hit-testing in pixels that are not the screen's."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_model import PAGES, Model, expected, line
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e

ZOOMS = (0.5, 1.5, 2.0)
"""Beside 1, at which test_model.py has the same pages."""

SET_ZOOM = """async (zoom) => {
  const [tab] = await chrome.tabs.query({url: 'http://127.0.0.1/*'});
  await chrome.tabs.setZoom(tab.id, zoom);
}"""


@pytest.fixture
def zoom(browser: Browser, pages: str, request: pytest.FixtureRequest) -> Iterator[float]:
    """Zoom every page of the site, and back at the end."""
    tab = browser.context.pages[0]
    tab.goto(f"{pages}/one.html")
    ratio = tab.evaluate("devicePixelRatio")
    browser.chrome(f"({SET_ZOOM})({request.param})")
    until(lambda: tab.evaluate("devicePixelRatio") == ratio * request.param, "it is zoomed")
    yield request.param
    tab.goto(f"{pages}/one.html")
    browser.chrome(f"({SET_ZOOM})(0)")


def bare(told: str) -> str:
    """Leave out of a line whether it is seen: more or less is in view."""
    return told.removesuffix(" unseen")


def is_seen_otherwise(told: str, one: dict[str, Any]) -> bool:
    """Tell whether what is in view is seen and should not be, or the other way round.

    What is unseen in the page's comment may be out of view there, and in view at a smaller zoom.
    """
    return not told.endswith(" unseen") and one["side"] == "in" and not one["visible"]


@pytest.mark.parametrize("zoom", ZOOMS, indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_zoomed_page(browser: Browser, pages: str, name: str, zoom: float) -> None:
    """The model holds the same, sees what is in view, and acts as a mouse would."""
    wanted = expected(name)
    model = Model(browser, f"{pages}/model/{name}")
    found: list[dict[str, Any]] = []

    def same() -> bool:
        found[:] = model.elements()
        return [bare(line(one)) for one in found] == [*map(bare, wanted.elements)]

    until(same, f"{name} at {zoom}")
    assert not [
        told
        for told, one in zip(wanted.elements, found, strict=True)
        if is_seen_otherwise(told, one)
    ]
    for act in wanted.acts:
        reply = model.click(act.name)
        assert reply["ok"] == (act.how != "!>"), (act, reply)
        if act.how == "=>":
            until(lambda: model.page.evaluate(act.what), f"{act.name}: {act.what}")  # noqa: B023


COVERED = """() => {
  document.body.innerHTML = `<div style="height: 20px"></div>
    ${[...Array(12).keys()].map((n) => `<p style="margin: 2px"><a href="#${n}">${n}</a></p>`)
      .join('')}
    <div style="position: fixed; left: 0; top: 60.5px; width: 300px; height: 101px;
      background: #fff"></div>`;
}"""
TRUTH = """() => [...document.links].map((link) => {
  const {left, top, width, height} = link.getBoundingClientRect();
  return [[left + width / 2, top + height / 2], [left + 2, top + 2], [left + width - 2, top + 2],
    [left + 2, top + height - 2], [left + width - 2, top + height - 2]]
    .some(([x, y]) => link.contains(document.elementFromPoint(x, y)));
})"""


@pytest.mark.parametrize("zoom", ZOOMS, indirect=True)
def test_covered_at_a_zoom(browser: Browser, pages: str, zoom: float) -> None:
    """Links that a layer covers, wholly or nearly, are told from those that it doesn't."""
    model = Model(browser, f"{pages}/one.html")
    model.page.evaluate(COVERED)
    truth = model.page.evaluate(TRUTH)

    assert 0 < sum(truth) < len(truth)
    assert [one["visible"] for one in model.elements("link")] == truth
