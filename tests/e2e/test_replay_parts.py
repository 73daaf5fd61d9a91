"""Parts of a session, and its music alone: by panel and by voice, in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_players import ScreenPiano
from tests.e2e.harness_replay import over, told
from tests.e2e.harness_wait import until

NOTES = "() => window.struck"
LISTEN = """() => {
  window.struck = [];
  const start = OscillatorNode.prototype.start;
  const stop = OscillatorNode.prototype.stop;
  OscillatorNode.prototype.start = function (when) {
    const note = {pitch: Math.round(this.frequency.value), when};
    window.struck.push(note);
    this.note = note;
    start.call(this, when);
  };
  OscillatorNode.prototype.stop = function (when) {
    if (this.note) this.note.until = when;
    stop.call(this, when);
  };
}"""


@pytest.fixture
def shop(browser: Browser, panel: Panel, pages: str) -> Page:
    """Show the shop in the one tab there is."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/replay/shop.html")
    page.bring_to_front()
    panel.wait_until_engine()
    return page


@pytest.fixture
def paused(ask: Ask, shop: Page) -> Page:
    """Record to the grand piano, pause, and there what is done on its page."""
    for command in (
        *("start recording", "click on pianos", "click on grand"),
        *("pause recording", "resume recording", "field 1", "type for Anna", "click on buy"),
        "stop recording",
    ):
        ask(command)
    return shop


def test_from_a_pause_on(panel: Panel, paused: Page, pages: str, ask: Ask) -> None:
    """It offers to open the page where that part begins, which is no difference."""
    paused.goto(f"{pages}/one.html")

    assert ask("replay from pause 1").endswith("from step 3 to 5")
    panel.wait_said("was on another page")
    type_text(panel, "item 4")

    assert over(panel) == "3 commands, nothing differed"
    assert paused.inner_text("output") == "in the basket: for Anna"
    assert ask("replay from pause 2").endswith("has 1 pauses")


def test_up_to_a_step(panel: Panel, paused: Page, pages: str, ask: Ask) -> None:
    """It ends there, and the page stands where that step left it."""
    paused.goto(f"{pages}/replay/shop.html")

    type_text(panel, "replay until step 1")
    until(lambda: told(panel, "from step 1 to 1"), "it is told which part that is")

    assert over(panel) == "1 commands, nothing differed"
    assert paused.title() == "Pianos"
    assert ask("replay from step 9").endswith("it has 5")


def test_a_part_in_the_panel(panel: Panel, paused: Page, pages: str) -> None:
    """By keyboard: between pauses or from step to step, which are named; a wrong one is told."""
    paused.goto(f"{pages}/replay/shop.html")
    view = panel.page
    view.get_by_role("tab", name="Sessions").click()
    view.get_by_text("Replay a part of it").press("Enter")
    first, last = view.get_by_label("From step"), view.get_by_label("To step")
    expect(last).to_have_value("5")
    expect(last).to_have_accessible_description(re.compile(r"^click on Buy, at 0:\d\d, on Grand"))

    view.get_by_label("Part", exact=True).select_option("From the beginning to the first pause")
    expect(first).to_have_value("1")
    expect(last).to_have_value("2")
    last.fill("9")
    expect(last).to_have_attribute("aria-invalid", "true")
    expect(last).to_have_accessible_description("The session has the steps 1 to 5")
    view.get_by_role("button", name="Replay this part").press("Enter")
    expect(last).to_be_focused()
    last.fill("1")
    view.get_by_role("button", name="Step by step").press("Enter")
    view.get_by_role("button", name="Next step").press("Enter")

    assert over(panel) == "1 commands, nothing differed"
    assert paused.title() == "Pianos"
    expect(view.get_by_role("button", name="Next step")).to_be_hidden()


def test_only_the_music(panel: Panel, shop: Page, ask: Ask) -> None:
    """The notes as they were played, at twice their pace, and nothing is done in the browser."""
    ask("start recording")
    ScreenPiano(panel.page).play((12, 5, 12))
    type_text(panel, "cancel")
    panel.wait_last("cancel")
    ask("stop recording")
    panel.page.evaluate(LISTEN)
    address = shop.url
    ask("replay pace 200")

    assert "3 notes" in ask("play music of session session")
    struck = until(lambda: panel.page.evaluate(NOTES), "the notes are struck")
    panel.wait_said("is over")

    assert [note["pitch"] for note in struck] == [262, 175, 262]
    assert all(note["until"] > note["when"] for note in struck)
    assert shop.url == address


def test_the_music_stops_at_once(panel: Panel, shop: Page, ask: Ask) -> None:
    """With its button, though notes are still to come: all of them end."""
    ask("start recording")
    ScreenPiano(panel.page).play((0, 5))
    panel.page.wait_for_timeout(3000)
    ScreenPiano(panel.page).play((0,))
    ask("stop recording")
    panel.page.evaluate(LISTEN)
    view = panel.page
    view.get_by_role("tab", name="Sessions").click()
    view.get_by_role("button", name="Only the music: Session").press("Enter")
    end = view.get_by_role("button", name="End the music: Session")
    end.press("Enter")

    expect(end).to_be_hidden()
    now = until(lambda: view.evaluate(NOTES), "notes were struck")
    assert max(note["until"] for note in now) - min(note["when"] for note in now) < 1.5
    assert not any("is over" in one["said"]["text"] for one in panel.views)
