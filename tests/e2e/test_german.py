"""The panel in German: typed, answered, heard by the browser's ear, and open to everyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.harness_browser import ROOT, Browser, started
from tests.e2e.harness_ears import FAKE_RECOGNITION, LAST, choose, say
from tests.e2e.harness_people import begun, in_german, opened
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_stage import set_stage
from tests.e2e.test_accessibility import ROOMS, enter, violations

ANSWERS = {
    "neuer Tab": "Neuer Tab, Nummer 4",
    "gehe zu Tab zwei": "Tab 2: The stage",
    "ganz nach unten": "Ende",
    "wo bin ich": r"The stage, auf .*\. Tab 2 von 4, Kanal 1 von 1",
    "rückgängig": "Rückgängig gemacht: seitenende",
}
"""What is typed on a stage of three tabs, and what is answered."""
HEARD = {
    "Nächster Tab.": "tab.next",
    "Tab eins": "tab.number",
    "letzter Tab": "tab.last-used",
}
"""What the browser's ear writes, and the command that it is."""


@pytest.fixture(scope="module")
def german(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser whose texts of Rubato are German."""
    source = in_german(tmp_path_factory.mktemp("german"))
    with started(tmp_path_factory.mktemp("profile"), source=source) as browser:
        yield begun(browser)
        assert browser.errors() == []


def test_german_is_typed_and_answered(german: Browser, pages: str) -> None:
    """With a German panel nothing is to be set: commands, values and answers are German."""
    german.reset()
    panel = opened(german)
    set_stage(german, panel, pages)
    for typed, answer in ANSWERS.items():
        type_text(panel, typed)
        panel.wait_said(answer)
    type_text(panel, "next tab")

    panel.wait_last("tab.next")
    expect(panel.page.locator("html")).to_have_attribute("lang", "de")
    expect(panel.page.locator("#said")).to_have_attribute("lang", "de")


def test_german_is_heard_by_the_browsers_ear(german: Browser, pages: str) -> None:
    """It is asked to hear German, with German phrases, and what it hears is done."""
    german.reset()
    german.devtools.first_scripts.append(FAKE_RECOGNITION)
    panel = opened(german)
    set_stage(german, panel, pages)
    choose(panel, ear="browser")
    type_text(panel, "Mikrofon an")
    panel.wait_said("Hört zu")
    asked = panel.page.evaluate(
        f"[{LAST}.lang, {LAST}.phrases.some(({{phrase}}) => phrase === 'nächster tab')]"
    )
    for heard, command in HEARD.items():
        say(panel, heard)
        panel.wait_last(command)

    assert asked == ["de-DE", True]


def test_what_cannot_hear_german_says_what_can(german: Browser) -> None:
    """The server's ear has English only: the answer names the others, before any pairing."""
    german.reset()
    german.devtools.first_scripts.append(FAKE_RECOGNITION)
    panel = opened(german)
    type_text(panel, "Mikrofon an")
    panel.wait_said("kein Modell, um Befehle auf Deutsch.* zu hören. Das können: der Browser, auf")
    panel.page.click("#tab-settings")

    expect(panel.page.locator("#ear-server")).to_contain_text("Hört keine Befehle auf Deutsch")
    expect(panel.page.locator("#ear-browser")).to_contain_text("Hört Deutsch")


def test_nothing_bars_anyone_in_german(german: Browser) -> None:
    """Axe finds nothing in any room, at the width of a side panel; nothing is cut off."""
    german.reset()
    panel = opened(german)
    panel.page.set_viewport_size({"width": 360, "height": 800})
    for typed in ("aufnahme starten", "aufnahme beenden", "seite benennen heim"):
        type_text(panel, typed)
        panel.wait_said("Aufnahme läuft|aufgenommen|„heim“")
    for room in ROOMS:
        enter(panel.page, room)
        assert violations(panel.page) == [], room
        wide = panel.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 360, room
    page = german.open(ROOT + "panel/start.html")

    assert violations(page) == []
    expect(page.get_by_role("heading", name="Erste Schritte mit Rubato")).to_be_visible()
