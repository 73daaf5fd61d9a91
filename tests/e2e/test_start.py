"""Get started, as somebody new meets it: nothing is allowed yet."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import EXTENSION, ID, PANEL, ROOT, Browser, started
from tests.e2e.harness_wait import until

START = ROOT + "panel/start.html"


@pytest.fixture(scope="module")
def fresh(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser that allows nothing."""
    with started(tmp_path_factory.mktemp("fresh"), granted=False) as browser:
        yield browser


@pytest.fixture
def start(fresh: Browser) -> Page:
    """Open Get started in a tab."""
    return fresh.open(START)


def allow(browser: Browser, name: str, setting: str) -> None:
    """Answer for the person what the browser would ask."""
    browser.devtools.send(
        "Browser.setPermission",
        permission={"name": name},
        setting=setting,
        origin=f"chrome-extension://{ID}",
    )


def test_nothing_is_asked_unasked(start: Page) -> None:
    """Each step has its reason and its button, and none is shown as allowed."""
    steps = start.locator(".steps > li")
    expect(steps).to_have_count(8)
    for step in steps.all():
        expect(step.get_by_role("heading")).not_to_be_empty()
        expect(step.get_by_role("button").first).to_be_enabled()

    assert start.get_by_text("Allowed.").count() == 0


def test_what_it_may_already_is_told(start: Page) -> None:
    """Each permission of the manifest stands there with a sentence, under a heading of its own."""
    given = json.loads((EXTENSION / "manifest.json").read_text())["permissions"]
    rows = start.get_by_role("region", name="What Rubato may do already").locator("dl > div")

    assert [row.locator("dt").inner_text() for row in rows.all()] == given
    assert all(len(row.locator("dd").inner_text()) > 20 for row in rows.all())


def test_microphone_is_allowed(start: Page, fresh: Browser) -> None:
    """A press asks for the microphone, and says that it is allowed."""
    allow(fresh, "microphone", "granted")
    start.get_by_role("button", name="Allow the microphone").press("Enter")

    expect(start.locator("#microphone").get_by_role("status")).to_have_text("Allowed.")


def test_camera_is_asked_for_once_it_is_wanted(fresh: Browser) -> None:
    """Turned on for sessions, it leads to Get started, which asks; the choice stands."""
    page = fresh.open_window(PANEL + "?window")
    page.wait_for_selector("html[data-engine=here]")
    page.click("#tab-settings")
    choice = page.get_by_role("checkbox", name="What the camera sees")
    expect(choice).not_to_be_checked()
    with fresh.context.expect_page() as opened:
        choice.press("Space")
    expect(page.get_by_text("The browser will ask you")).to_be_visible()
    allow(fresh, "camera", "granted")
    opened.value.get_by_role("button", name="Allow the camera").press("Enter")

    expect(opened.value.locator("#camera").get_by_role("status")).to_have_text("Allowed.")
    expect(choice).to_be_checked()
    page.close()


def test_midi_is_denied_and_allowed(start: Page, fresh: Browser) -> None:
    """What is denied is said with the way to allow it; what is allowed since shows on return."""
    said = start.locator("#midi").get_by_role("status")
    allow(fresh, "midi", "denied")
    start.get_by_role("button", name="Allow MIDI").press("Enter")
    expect(said).to_contain_text("Denied. Press the sign at the left of the address bar")
    allow(fresh, "midi", "granted")
    start.evaluate("() => { dispatchEvent(new Event('focus')); }")

    expect(said).to_have_text("Allowed.")


def test_panel_says_what_is_missing(fresh: Browser) -> None:
    """A panel without leave says so in words, and its sign leads to Get started."""
    page: Any = fresh.open_window(PANEL + "?window")
    page.wait_for_selector("html[data-engine=here]")
    allow(fresh, "midi", "prompt")
    link = page.locator("#link-keyboard")
    expect(link).to_have_accessible_name("Keyboard allow")
    expect(link).to_have_accessible_description("not allowed yet; press for Get started")
    with fresh.context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Get started with Rubato")
    page.click("#tab-settings")
    with fresh.context.expect_page() as opened:
        page.get_by_role("button", name="open Get started").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Get started with Rubato")
    page.close()


def test_panel_opens_in_a_window(start: Page, fresh: Browser) -> None:
    """The last step opens the panel in a window of its own, with the engine in it."""
    with fresh.context.expect_page() as opened:
        start.get_by_role("button", name="Open in a window").press("Enter")
    opened.value.wait_for_selector("html[data-engine=here]")
    opened.value.close()


def test_panel_opens_beside_the_page(start: Page, fresh: Browser) -> None:
    """Or beside the page: the true side panel, which is the engine."""
    start.get_by_role("button", name="Open beside this page").press("Enter")
    panel = until(
        lambda: fresh.devtools.find("page", lambda url: url.startswith(PANEL)), "it opens"
    )[0]
    panel.wait_for("document.documentElement.dataset.engine === 'here'")
    panel.close()

    assert fresh.errors() == []
