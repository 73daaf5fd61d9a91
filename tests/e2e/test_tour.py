"""The tour, played; and one engine for two panels, the tour in the other one included."""

from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_heard import COUNT_SOUNDS, OVERHEAR, play, spoken
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

TOUR = ([9, 9], [15, 15], [7, 7], [18], [6], [24, 24])


def mirror(browser: Browser) -> Page:
    """Open a second panel in a window of its own."""
    page = browser.open_window(PANEL + "?window")
    page.wait_for_selector("#mirror:not([hidden])")
    return page


def test_tour_is_played(panel: Panel, page: Page, browser: Browser, pages: str) -> None:
    """Six commands played on the page in front lead through the tour, each read and heard."""
    browser.open(f"{pages}/one.html")
    page.bring_to_front()
    panel.page.evaluate(OVERHEAR)
    panel.page.click("#tab-tour")
    panel.page.click("text=Begin the tour")
    expect(panel.page.locator("#room-tour button", has_text="Hear the keys")).to_be_focused()
    panel.page.evaluate(COUNT_SOUNDS)
    panel.page.keyboard.press("Enter")
    until(lambda: panel.page.evaluate("() => window.sounds >= 2"), "the keys are heard")
    assert panel.page.inner_text("#pending") == ""
    for step, keys in enumerate(TOUR, 1):
        expect(panel.page.locator("#room-tour h3").first).to_contain_text(f"{step} of 6")
        play(panel, *keys)
    expect(panel.page.locator("#room-tour")).to_contain_text("That was the tour")
    words = spoken(panel.page)

    assert len([each for each in words if each.startswith(("Play", "That was"))]) == 7
    assert len(words) == 13
    assert page.evaluate("() => scrollY") == 0


def test_tour_without_a_page(panel: Panel) -> None:
    """Where no page can be scrolled the tour says what it needs, and goes on when it is skipped."""
    panel.page.click("#tab-tour")
    panel.page.click("text=Begin the tour")
    panel.page.evaluate(OVERHEAR)
    play(panel, 9, 9)
    expect(panel.page.locator("#room-tour .note")).to_contain_text("needs a web page")
    panel.page.get_by_role("button", name="Skip").click()

    expect(panel.page.locator("#room-tour h3").first).to_contain_text("2 of 6")
    expect(panel.page.locator("#room-tour .note")).to_be_hidden()
    assert any("needs a web page" in words for words in spoken(panel.page))


def test_mirror(panel: Panel, page: Page, browser: Browser) -> None:
    """A second panel plays, types and tours through the engine, and goes on mid-word after it."""
    second = mirror(browser)
    second.evaluate(OVERHEAR)
    second.fill("#text", "where am I")
    second.keyboard.press("Enter")
    expect(second.locator("#said")).to_contain_text("A long page")
    second.click("#tab-tour")
    second.click("text=Begin the tour")
    panel.page.evaluate(COUNT_SOUNDS)
    second.click("text=Hear the keys")
    until(lambda: panel.page.evaluate("() => window.sounds >= 2"), "the engine sounds")
    play(second, 9, 9)
    expect(second.locator("#room-tour h3").first).to_contain_text("2 of 6")
    second.fill("#text", "help with mute tab")
    second.keyboard.press("Enter")
    for each in (second, panel.page):
        expect(each.locator("#room-help details[open] b")).to_have_text("mute tab")
    play(second, 12, 7)
    until(lambda: panel.views[-1]["now"]["keys"] == [12, 7], "the engine waits")
    panel.page.close()
    second.wait_for_selector("html[data-engine=here]")
    expect(second.locator("#pending")).to_have_text("A word waits: 12 7")
    play(second, 12, 14)

    expect(second.locator("#last")).to_have_text("tab (12 7 12 14)")
    assert "Rubato goes on here." in spoken(second)
    assert second.locator("#mirror").is_hidden()
