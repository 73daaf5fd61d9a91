"""Nothing bars anyone: axe in every room and state, the tab order, names, zoom, system colours."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import ROOT, Browser
from tests.e2e.harness_carried import CHOOSE
from tests.e2e.harness_panel import Panel

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ROOMS = ("tabs", "ask", "names", "sessions", "help", "tour", "settings")
STATES = {"rest": (), "frame": (12, 7), "dead": (0, 11, 6), "number": (12, 7, 12), "list": (5, 5)}
"""State → the keys that lead there."""

# What has the focus, in the words that a screen reader begins with.
FOCUSED = """() => {
  const {id, dataset, className, textContent} = document.activeElement;
  return id || (dataset.key && `key ${dataset.key}`) || className || textContent;
}"""
REGIONS = """() => [...document.querySelectorAll('main, section, form, [role=log], [role=tablist]')]
  .filter((region) => !region.closest('[role=tabpanel]') && region.checkVisibility()).length"""


def violations(page: Page) -> list[str]:
    """Let axe look at the page, contrast included."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(
        page.evaluate("axe.run().then((found) => JSON.stringify(found))")
    )
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def play(page: Page, *keys: int) -> None:
    """Press keys of the on-screen piano as a screen reader does."""
    for key in keys:
        page.locator(f'[data-key="{key}"]').evaluate("(key) => { key.click(); }")


def enter(page: Page, room: str) -> None:
    """Open a room, with what is folded in it unfolded."""
    page.click(f"#tab-{room}")
    if room == "names" and page.locator("#room-names li").count() == 0:
        page.fill("#text", "name this page home")
        page.press("#text", "Enter")
        page.wait_for_selector("#room-names li")
    if room == "help":
        page.locator("#room-help summary").first.click()
    if room == "sessions":
        for summary in page.locator("#sessions-list summary").filter(visible=True).all():
            summary.click()
        # What a session carries is being made ready.
        expect(page.locator("#sessions-list .carried [role=status]")).to_have_count(0)
    if room == "tour":
        page.locator("#room-tour .primary").evaluate("(begin) => { begin.click(); }")


def recorded(panel: Panel) -> None:
    """Record a session, so that there is one to be shown, and begin another; both carry sound."""
    panel.page.evaluate(CHOOSE, ["microphone"])
    play(panel.page, 0, 11, 0)
    panel.wait_said("Kept with the session")
    play(panel.page, 0, 5, 0)
    panel.wait_last("read.start")
    panel.page.wait_for_timeout(700)
    play(panel.page, 12, 11, 12)
    panel.wait_last("session.stop")
    play(panel.page, 0, 11, 0)
    panel.wait_said("Kept with the session")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_room(panel: Panel, scheme: Any) -> None:
    """In light and dark axe finds nothing in any room."""
    panel.page.set_viewport_size({"width": 360, "height": 800})
    panel.page.emulate_media(color_scheme=scheme)
    recorded(panel)
    for room in ROOMS:
        enter(panel.page, room)
        assert violations(panel.page) == [], room
    assert panel.page.locator("#sessions-list audio").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state(panel: Panel, scheme: Any) -> None:
    """In light and dark axe finds nothing while a word, a value or a list waits."""
    panel.page.emulate_media(color_scheme=scheme)
    for state, keys in STATES.items():
        play(panel.page, *keys)
        panel.page.wait_for_function("() => new Promise(requestAnimationFrame)")
        assert violations(panel.page) == [], state
        play(panel.page, 24)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_get_started(browser: Browser, scheme: Any) -> None:
    """In light and dark axe finds nothing in Get started."""
    page = browser.open(ROOT + "panel/start.html")
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_text("Allowed.")).to_have_count(7)

    assert violations(page) == []


def test_tab_order(panel: Panel) -> None:
    """Tab goes through everything in the order it is read, each once, and the piano is one stop."""
    page = panel.page
    play(page, 5, 5)
    expect(page.locator("#offer-list button")).to_have_count(1)
    page.bring_to_front()
    order = []
    for _ in range(18):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUSED))

    assert order[:2] == ["skip", "skip"]
    assert order[2:5] == ["link-keyboard", "link-microphone", "link-server"]
    assert order[5:8] == ["key 12", "leads-title", "leads-list"]
    assert order[8] == "text"
    assert order[10] == "hold"
    assert order[11].startswith("1about:blank")
    assert order[12:14] == ["tab-tabs", "room-tabs"]
    assert order[14].startswith("1about:blank")


def test_skip_links(panel: Panel) -> None:
    """The first stops lead past the piano, and are seen when they have the focus."""
    page = panel.page
    page.bring_to_front()
    page.keyboard.press("Tab")
    expect(page.locator(".skip:focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()


def test_names_and_states(panel: Panel) -> None:
    """Every part has a role and a name that says what it is, and its state is in words, too."""
    page = panel.page
    keys = page.get_by_role("group", name="Piano, 25 keys").get_by_role("button")
    expect(keys).to_have_count(25)
    expect(page.locator("#keys")).to_have_accessible_description(
        "The computer's keys play, too:"
        " Z to M with S D G H J, then Q to I with 2 3 5 6 7. Arrow keys move along the piano."
    )
    expect(page.get_by_role("combobox", name="Type a command or a value")).to_be_visible()
    expect(page.get_by_role("log", name="Announcements")).to_be_attached()
    expect(page.get_by_role("tab", name="Tabs", selected=True)).to_be_visible()
    page.get_by_role("tab", name="Tabs").press("ArrowRight")
    expect(page.get_by_role("tab", name="Ask", selected=True)).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Ask")).to_be_visible()
    link = page.get_by_role("button", name="Server not paired")
    expect(link).to_have_accessible_description(
        "not paired with a server, which is needed for its MIDI bridge only; press to pair"
    )
    assert page.evaluate(REGIONS) >= 5


@pytest.mark.parametrize("width", [180, 320, 1400])
def test_reflow(panel: Panel, width: int) -> None:
    """Narrow, at 200 % of a narrow panel, and wide, nothing is cut off at the side in any room."""
    panel.page.set_viewport_size({"width": width, "height": 700})
    recorded(panel)
    play(panel.page, 12, 7, 12)
    for room in ROOMS:
        enter(panel.page, room)
        wide = panel.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, room


def test_system_colours(panel: Panel) -> None:
    """Where the system sets the colours, keys that were played still stand out."""
    panel.page.emulate_media(forced_colors="active")
    play(panel.page, 12, 7)
    expect(panel.page.locator(".key.played")).to_have_count(2)
    background = "(key) => getComputedStyle(key).backgroundColor"
    played = panel.page.locator('[data-key="7"]').evaluate(background)

    assert played != panel.page.locator('[data-key="9"]').evaluate(background)


def test_nothing_moves_unasked(panel: Panel) -> None:
    """For those who want no motion there are neither transitions nor animations."""
    panel.page.emulate_media(reduced_motion="reduce")
    moving = panel.page.evaluate("() => document.getAnimations().length")

    assert moving == 0
    assert panel.page.locator(".skip").first.evaluate(
        "(skip) => getComputedStyle(skip).transitionDuration"
    ) in ("0s", "")
