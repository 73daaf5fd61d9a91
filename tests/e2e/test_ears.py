"""The browser's own recognition as an ear, faked at its protocol: headless browsers have none."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_ears import LAST, say
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until


def test_commands_are_heard(own_ear: Panel, browser: Browser, pages: str) -> None:
    """Guesses are matched to what may be said, links in view by their names."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate("document.body.innerHTML = '<a href=three.html>Zugzwang</a>'")
    type_text(own_ear, "microphone on")
    own_ear.wait_said("Listening")
    asked = own_ear.page.evaluate(
        f"[{LAST}.lang, {LAST}.processLocally, {LAST}.phrases.length > 99]"
    )

    say(own_ear, "lovely weather")
    say(own_ear, "click on tsugtswang", "click on zugzwang")

    page.wait_for_url("**/three.html")
    assert asked == ["en-US", True, True]
    assert own_ear.ran() == ["microphone.on", "element.find"]


def test_it_goes_on_when_the_browser_ends_it(own_ear: Panel) -> None:
    """Recognition that ends by itself, or fails for a while, is begun anew."""
    type_text(own_ear, "microphone on")
    own_ear.wait_said("Listening")
    for end in (".end()", ".fail('network')"):
        own_ear.page.evaluate(LAST + end)
        until(
            lambda: own_ear.page.evaluate(f"{LAST}.state === 'listening'"), "it listens once more"
        )

    say(own_ear, "new tab")

    own_ear.wait_last("tab.new")


def test_nothing_is_sent_unasked(recognition: None, panel: Panel) -> None:
    """The service is chosen only after a yes, and used no more when that is taken back."""
    page = panel.page
    page.click("#tab-settings")
    page.select_option("#setting-ear", "cloud")
    expect(page.locator("#setting-ear-problem")).to_contain_text("sends what you say")
    type_text(panel, "microphone on")
    panel.wait_said("pair with it")  # it is the server's ear still
    page.check("#setting-cloud_hearing")
    page.select_option("#setting-ear", "cloud")
    type_text(panel, "microphone on")
    panel.wait_said("Listening")
    assert page.evaluate(f"{LAST}.processLocally") is False

    page.uncheck("#setting-cloud_hearing")

    panel.wait_said("sends what you say")
    assert page.evaluate("recognitions.filter(({state}) => state === 'listening').length") == 0


def test_each_ear_can_be_tried(own_ear: Panel) -> None:
    """What it hears is said, and nothing is done."""
    own_ear.page.click("#tab-settings")
    own_ear.page.click("#try-ear")
    own_ear.wait_said("Say something")
    say(own_ear, "new tab")
    own_ear.wait_said("Heard: “new tab”")
    own_ear.page.click("#try-dictation")
    own_ear.wait_said("Say something")
    say(own_ear, "Dear Anna")
    own_ear.wait_said("Heard: “Dear Anna”")

    assert own_ear.ran() == []
    assert own_ear.page.evaluate(f"{LAST}.state") == "ended"


def test_which_ear_hears_a_language(recognition: None, panel: Panel, browser: Browser) -> None:
    """Where our own has no model it is said which can, and what that sends; one can be loaded."""
    page: Page = panel.page
    page.evaluate("recognition.onDevice = 'downloadable'")
    page.click("#tab-settings")
    page.select_option("#setting-hearing_language", "de-DE")
    expects: dict[str, Callable[[], object]] = {
        "server": lambda: expect(page.locator("#ear-server")).to_contain_text("no commands in Ger"),
        "browser": lambda: expect(page.locator("#ear-browser")).to_contain_text("once the browser"),
        "cloud": lambda: expect(page.locator("#ear-cloud")).to_contain_text("to the maker"),
    }
    for look in expects.values():
        look()
    page.click("#install-ear")

    expect(page.locator("#ear-browser")).to_contain_text("Hears German (Germany).")
    expect(page.locator("#install-ear")).to_be_hidden()
