"""The panel in use: played in four ways, its lists, the help and its connections."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_heard import OVERHEAR, play, spoken
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import ComputerKeys, FakeWebMidi, ScreenPiano
from tests.e2e.harness_wait import until

HELD_BACK = """{
  window.AudioContext = class extends AudioContext {
    constructor(options) {
      super(options);
      this.suspend();
    }
  };
}"""
"""Sound begins as it does without a press before: suspended."""


def by_mouse(panel: Panel, keys: list[int]) -> None:
    """Click."""
    ScreenPiano(panel.page).play(keys)


def by_touch(panel: Panel, keys: list[int]) -> None:
    """Touch, all fingers before any is lifted."""
    session = panel.page.context.new_cdp_session(panel.page)
    points = []
    for key in keys:
        box = panel.page.locator(f'[data-key="{key}"]').bounding_box()
        assert box is not None
        points.append({"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] * 0.9})
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def by_arrows(panel: Panel, keys: list[int]) -> None:
    """Go along the piano with the arrow keys, and press Enter."""
    panel.page.bring_to_front()
    panel.page.focus('[data-key="12"]')
    panel.page.keyboard.press("Home")
    at = 0
    for key in keys:
        for _ in range(abs(key - at)):
            panel.page.keyboard.press("ArrowRight" if key > at else "ArrowLeft")
        panel.page.keyboard.press("Enter")
        at = key


def by_letters(panel: Panel, keys: list[int]) -> None:
    """Press the computer's keys."""
    ComputerKeys(panel.page).play(keys)


@pytest.mark.parametrize("way", [by_mouse, by_touch, by_arrows, by_letters])
def test_piano_on_screen(panel: Panel, way: Callable[[Panel, list[int]], None]) -> None:
    """Each way of pressing a key of the on-screen piano plays it once."""
    way(panel, [12, 7])

    until(lambda: panel.views[-1]["now"]["keys"] == [12, 7], "both keys are pending")


def test_what_can_follow(panel: Panel) -> None:
    """Where the player is shows on the piano, in its names and in the list, values included."""
    page = panel.page
    keys, rows = page.locator(".key"), page.locator("#leads-list li")
    expect(rows).to_have_count(25)
    expect(keys.nth(6)).to_have_accessible_name("F♯, key 6: previous")
    play(panel, 12, 7)
    expect(page.locator(".key.played")).to_have_count(2)
    expect(keys.nth(12)).to_have_class(re.compile("ends"))
    expect(keys.nth(12)).to_have_accessible_name("C, key 12: tab")
    play(panel, 12)
    expect(page.locator("#pending")).to_have_text("tab waits for a number: 12 7 12")
    expect(rows).to_have_count(22)
    expect(keys.nth(20)).to_have_accessible_name("A♭, key 20: 7")
    expect(keys.nth(8)).to_have_accessible_name("A♭, key 8: 7, then more")
    play(panel, 0, 0, 11, 5)
    expect(page.locator("#pending")).to_have_text(re.compile("Key 0 closes the frame"))
    play(panel, 0, 0, 7, 3, 0)
    expect(page.locator("#pending")).to_have_text(re.compile("^The keys play music"))

    expect(rows).to_have_count(0)
    expect(keys.nth(6)).to_have_accessible_name("F♯, key 6")


def test_name_of_the_key_in_use_stays(panel: Panel) -> None:
    """The name of the key that has the focus changes only when the focus comes back to it."""
    page = panel.page
    by_arrows(panel, [12])
    expect(page.locator(".key.played")).to_have_count(1)
    expect(page.locator('[data-key="12"]')).to_have_accessible_name(re.compile("key 12: to "))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")

    expect(page.locator('[data-key="12"]')).to_have_accessible_name("C, key 12: again")


def test_each_result_is_read_once(panel: Panel, page: Page) -> None:
    """Every answer is read once, the same words twice are read twice, and none drowns another."""
    panel.page.evaluate(OVERHEAR)
    for _ in range(2):
        play(panel, 7, 7)
        panel.wait_last("where")
    until(lambda: len(spoken(panel.page)) == 2, "two answers")
    play(panel, 12, 5, 0)
    until(lambda: len(spoken(panel.page)) == 3, "the third")
    words = spoken(panel.page)

    assert words[0] == words[1]
    assert words[0].startswith("A long page")
    assert words[2] == "Cancelled."


def test_focus_stays_in_lists(panel: Panel, page: Page, browser: Browser, pages: str) -> None:
    """Tabs that come, go and move, and items that are chosen, leave the focus where it is."""
    browser.open(f"{pages}/one.html")
    panel.page.bring_to_front()
    button = panel.page.locator(".tab-list button", has_text="A long page")
    button.focus()
    other = browser.open(f"{pages}/two.html")
    expect(panel.page.locator(".tab-list button")).to_have_count(3)
    expect(button).to_be_focused()
    browser.chrome(
        "chrome.tabs.query({title: 'A long page'})"
        ".then(([{id}]) => chrome.tabs.move(id, {index: 2}))"
    )
    expect(button).to_contain_text("3")
    expect(button).to_be_focused()
    page.close()
    expect(panel.page.locator(".tab-list button", has_text="Page two")).to_be_focused()
    play(panel, 5, 5)
    offer = panel.page.locator("#offer-list button")
    expect(offer).to_have_count(2)
    offer.nth(1).focus()
    play(panel, 18)
    expect(offer.nth(0)).to_have_attribute("aria-current", "true")
    expect(offer.nth(1)).to_be_focused()
    panel.page.evaluate("() => { document.getElementById('text').value = 'new tab'; }")
    panel.page.evaluate("() => { document.getElementById('say').requestSubmit(); }")
    panel.wait_last("tab.new")
    panel.page.bring_to_front()  # a panel that nobody sees does not draw
    expect(panel.page.locator("#offer")).to_be_hidden()

    expect(panel.page.locator(".key:focus")).to_have_count(1)
    assert not other.is_closed()


def test_help_is_found(panel: Panel) -> None:
    """The help finds by keys and words, and a command that is asked for is open and in view."""
    page = panel.page
    page.click("#tab-help")
    names = page.locator("#room-help summary b")
    page.fill("#help-filter", "9 9")
    expect(names).to_have_text(["scroll down"])
    expect(page.locator("#room-help [role=status]")).to_have_text("Commands found: 1")
    page.fill("#help-filter", "reopen")
    expect(names.first).to_have_text("reopen tab")
    page.fill("#text", "help with mute tab")
    page.keyboard.press("Enter")
    opened = page.locator("#room-help details[open]")
    expect(opened).to_have_count(1)
    expect(opened.locator("b")).to_have_text("mute tab")

    expect(opened.locator("svg").first).to_be_in_viewport()
    keys = opened.locator("summary kbd").inner_text().split()
    expect(opened.locator("svg").first).to_have_accessible_name(
        re.compile(", ".join(f"[A-G][♭♯]?, key {key}" for key in keys))
    )
    assert names.count() > 70


def test_badge(panel: Panel, browser: Browser) -> None:
    """The icon shows a living panel and a waiting word, and nothing once the panel is closed."""
    badge = "chrome.action.getBadgeText({})"
    until(lambda: browser.chrome(badge) == "♪", "the panel lives")
    play(panel, 12)
    until(lambda: browser.chrome(badge) == "…", "a word waits")
    panel.page.close()

    until(lambda: browser.chrome(badge) == "", "the badge is cleared")


@pytest.mark.usefixtures("web_midi")
def test_keyboard_is_lost_once(panel: Panel) -> None:
    """A keyboard that comes and goes is said once each, by name, in words and in the connection."""
    keyboard, link = FakeWebMidi(panel.page, "Web Keys"), panel.page.locator("#link-keyboard")
    panel.page.evaluate(OVERHEAR)
    keyboard.plug()
    expect(link).to_have_accessible_name("Keyboard Web Keys")
    keyboard.unplug()
    expect(link).to_have_accessible_name("Keyboard none")

    assert [each for each in spoken(panel.page) if "eyboard" in each] == [
        "Keyboard: Web Keys",
        "The keyboard is gone: Web Keys. It is taken up again when it is back.",
    ]


def test_sound_waits_for_a_press(browser: Browser) -> None:
    """Where the browser holds sound back, the panel shows and says why, until it is pressed."""
    browser.devtools.first_scripts.append(HELD_BACK)
    page = browser.open_window(PANEL + "?window")
    link = page.locator("#link-sound")
    expect(link).to_be_visible()
    expect(link).to_have_accessible_name("Sound waiting")
    expect(link).to_have_accessible_description(re.compile("only after a press"))
    expect(page.locator("#live")).to_contain_text("only after a press")
    link.click()

    expect(link).to_be_hidden()
