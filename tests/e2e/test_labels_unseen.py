"""Labels are for eyes alone: nobody else meets them, no page can style them, all can read them."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_labels import HIGH_C, Labels, opened
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import COMMANDS

pytestmark = pytest.mark.e2e

ELEMENTS = COMMANDS["element.list"]["phrases"][0]


def tree(page: Page) -> list[Any]:
    """Give the accessibility tree without what changes by itself."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    named = [(n.get("role", {}).get("value"), n.get("name", {}).get("value")) for n in nodes]
    return [one for n, one in zip(nodes, named, strict=True) if not n["ignored"] and one[1]]


TRACES = """() => [window.traces.length, [...document.querySelectorAll('*')].length,
  document.documentElement.innerText, document.documentElement.textContent,
  getSelection().selectAllChildren(document.documentElement) ?? String(getSelection()),
  [14, 9, 16].some((key) => window.find(key)), document.activeElement.localName]"""
HOST = """() => {
  const {shadowRoot, inert, ariaHidden, childNodes, id, className} =
    document.documentElement.lastElementChild;
  return [shadowRoot, inert, ariaHidden, childNodes.length, id, className];
}"""
WATCH = """() => {
  window.traces = [];
  const types = ['focus', 'focusin', 'blur', 'keydown', 'keyup', 'keypress', 'pointerdown', 'click',
    'mousemove', 'message', 'scroll', 'slotchange', 'animationstart', 'transitionrun'];
  for (const type of types) addEventListener(type, () => traces.push(type), true);
}"""


def test_no_one_but_eyes_meets_labels(browser: Browser, panel: Panel, pages: str) -> None:
    """Accessibility tree, text, search, selection and the page's listeners are as without them."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.page.evaluate(WATCH)
    before = tree(labels.page)
    labels.ask()
    after, found = tree(labels.page), labels.page.evaluate(TRACES)
    host = labels.page.evaluate(HOST)
    labels.play(HIGH_C)
    until(lambda: not labels.keys(), "they are gone")
    traces = labels.page.evaluate(TRACES)

    assert after == before
    assert found[1] == traces[1] + 1  # the inert element that holds them
    assert found[0] == 0
    assert found[2:] == traces[2:]
    assert host == [None, True, "true", 0, "", ""]


def test_labels_are_no_part_of_the_page_model(browser: Browser, panel: Panel, pages: str) -> None:
    """Other lists have the same elements while labels are shown."""
    labels = opened(browser, panel, f"{pages}/model/native.html")
    type_text(panel, ELEMENTS)
    panel.wait_last("element.list")
    before = [item["title"] for item in panel.views[-1]["offer"]]
    type_text(panel, "show labels")
    panel.wait_said("labels are shown")
    until(labels.keys, "they are drawn")
    type_text(panel, ELEMENTS)
    panel.wait_last("element.list")

    assert [item["title"] for item in panel.views[-1]["offer"]] == before


HOSTILE = """() => {
  const style = document.createElement('style');
  style.textContent = `* { display: none !important; opacity: 0 !important; color: red !important;
      transform: scale(0) !important; visibility: hidden !important; transition: all 60s !important;
      animation: gone 1s infinite !important; font-size: 90px !important; }
    *::before, *::after { content: "FAKE" !important; }
    html, body, button { display: block !important; opacity: 1 !important;
      transform: none !important; visibility: visible !important }
    @keyframes gone { from, to { opacity: 0; transform: scale(0) } }`;
  document.head.append(style);
  Element.prototype.attachShadow = () => { throw new Error('no'); };
  HTMLElement.prototype.showPopover = () => { throw new Error('no'); };
}"""


def test_a_page_can_neither_style_nor_hide_labels(
    browser: Browser, panel: Panel, pages: str
) -> None:
    """Whatever style sheets and scripts the page has, the labels are drawn."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.page.evaluate(HOSTILE)
    labels.ask()
    part = next(one for one in labels.parts() if one["data-keys"] == labels.named()["Press me"])
    left, top, right, bottom = labels.box(part)

    assert 14 < right - left < 60
    assert 12 < bottom - top < 24
    session = next(labels.sessions())
    (host,) = labels.hosts(session)
    session.send("CSS.enable")
    style = session.send("CSS.getComputedStyleForNode", {"nodeId": host["nodeId"]})
    wanted = {"display": "block", "opacity": "1", "transform": "none", "visibility": "visible"}
    assert wanted.items() <= {one["name"]: one["value"] for one in style["computedStyle"]}.items()


def test_labels_lie_over_a_modal_dialog(browser: Browser, panel: Panel, pages: str) -> None:
    """What is drawn comes last in the top layer, also over a dialog that opens later."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    type_text(panel, "show labels")
    panel.wait_said("labels are shown")
    labels.page.evaluate(
        """() => { document.body.insertAdjacentHTML('beforeend', '<dialog><button>Yes</dialog>');
          document.querySelector('dialog').showModal(); }"""
    )
    session = next(labels.sessions())

    def on_top() -> bool:
        (host,) = labels.hosts(session)
        layers = session.send("DOM.getTopLayerElements")["nodeIds"]
        return len(labels.keys()) == 1 and host["nodeId"] in layers[-2:]

    until(on_top, "the dialog's label is over it")


@pytest.mark.parametrize("factor", [0.5, 2])
def test_labels_stand_by_their_elements_when_zoomed(
    browser: Browser, panel: Panel, pages: str, factor: float
) -> None:
    """A label's corner is by its element's, at any zoom."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    type_text(panel, f"zoom percent {round(100 * factor)}")
    panel.wait_last("zoom.percent")
    labels.ask()
    part = next(one for one in labels.parts() if one["data-keys"] == labels.named()["Press me"])
    box = labels.page.evaluate(
        "(({left, top}) => [left, top])(document.querySelector('#button').getBoundingClientRect())"
    )

    assert max(abs(a - b) for a, b in zip(labels.box(part)[:2], box, strict=True)) < 16
    browser.chrome("chrome.tabs.query({}).then((all) => chrome.tabs.setZoom(all[0].id, 0))")


STRICT = """() => {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = "style-src 'none'; script-src 'none'";
  document.head.append(meta);
}"""


def looks(labels: Labels, name: str) -> dict[str, str]:
    """Give the style that the label of what has that name is drawn with."""
    session = next(labels.sessions())
    session.send("DOM.enable")
    session.send("CSS.enable")
    drawn = labels.parts_in(session)
    part = next(one for one in drawn if one["data-keys"] == labels.named()[name])
    found = session.send("CSS.getComputedStyleForNode", {"nodeId": int(part["node"])})
    return {one["name"]: one["value"] for one in found["computedStyle"]}


def luminance(colour: str) -> float:
    """Give the relative luminance of "rgb(r, g, b)", as WCAG 2 has it."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(one * by for one, by in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """Give how well a colour is told from another."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", ["#000", "#fff", "#ffe45c", "#777"])
def test_labels_can_be_read_on_any_page(
    browser: Browser, panel: Panel, pages: str, background: str
) -> None:
    """The text's contrast is with its own background; a policy of the page forbids no style."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.page.evaluate(STRICT)
    labels.page.evaluate(f"document.body.style.cssText += '; background: {background}'")
    labels.ask()
    look = looks(labels, "Press me")

    assert contrast(look["color"], look["background-color"]) > 4.5
    assert contrast("rgb(92, 76, 0)", look["background-color"]) > 4.5  # keys that were played
    assert float(look["font-size"].removesuffix("px")) >= 12


def test_labels_take_the_colours_of_the_system(browser: Browser, panel: Panel, pages: str) -> None:
    """With forced colours a label has the system's, and nothing moves with less motion wanted."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.page.emulate_media(forced_colors="active", reduced_motion="reduce", color_scheme="dark")
    labels.ask()
    look = looks(labels, "Press me")
    labels.page.emulate_media(forced_colors="none", reduced_motion=None, color_scheme=None)

    assert look["border-top-width"] == "2px"
    assert look["background-color"] != "rgb(255, 228, 92)"
    assert contrast(look["color"], look["background-color"]) > 4.5
    assert (look["transition-duration"], look["animation-name"]) == ("0s", "none")
