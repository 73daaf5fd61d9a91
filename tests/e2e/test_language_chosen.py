"""Languages of people are chosen in the settings, without a reload."""

from playwright.sync_api import expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_stage import set_stage


def test_german_is_chosen_without_a_reload(panel: Panel, browser: Browser, pages: str) -> None:
    """What is spoken and what is answered change at once, each by its setting, and back."""
    set_stage(browser, panel, pages)
    panel.page.evaluate("() => { window.same = true; }")
    panel.page.click("#tab-settings")
    panel.page.select_option("#setting-hearing_language", "de-DE")
    panel.page.select_option("#setting-answer_language", "de")
    expect(panel.page.locator("#phrases option").first).to_have_attribute("value", "weiter")
    type_text(panel, "tab drei")
    panel.wait_said("Tab 3: Page three")
    type_text(panel, "hilfe zu nächster tab")
    panel.wait_said("nächster tab: Geht zum Tab rechts")
    panel.page.click("#tab-settings")
    panel.page.select_option("#setting-answer_language", "")
    type_text(panel, "wo bin ich")
    panel.wait_said("Tab 3 of 3")

    assert panel.page.evaluate("() => window.same") is True
