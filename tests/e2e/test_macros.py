"""Macros: words with values left open, repeated, stopped, asked about, replayed and changed."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.harness_names import FRAMED, NAME
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_players import ScreenPiano
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import BASE, MIDDLE, number
from tests.e2e.test_accessibility import violations
from tests.e2e.test_names import entries, plugged

SEARCHED = re.compile(r"[?&]q=")
"""Whichever the browser searches with."""
ZOOM = """async () => {
  const {tabs} = await chrome.windows.getLastFocused({populate: true, windowTypes: ['normal']});
  return chrome.tabs.getZoom(tabs.find(({active}) => active).id);
}"""
ADD_BUTTONS = """() => document.body.insertAdjacentHTML('afterbegin',
  '<button>One</button><button>Two</button><button>Three</button>')"""
ADD_DELETE = """() => document.body.insertAdjacentHTML('beforeend',
  '<button id="delete">Delete account</button>')"""
RESULTS = """<!doctype html><title>Results</title>
<nav style="height: 2em"><a href="/other">Pictures</a></nav>
<main><h1>Results</h1><p><a href="{pages}/two.html">The first</a></p>
<p><a href="/">The second</a></p></main>
"""


def make(ask: Ask, says: str, does: str) -> str:
    """Make a word that is said so and does these commands."""
    assert ask(f"new word {says}").startswith(f"New word “{says}”")
    return ask(f"word does {does}")


def told(panel: Panel) -> list[str]:
    """Give all that was said so far."""
    return [view["said"]["text"] for view in panel.views]


@pytest.mark.usefixtures("web_midi")
def test_by_keys_alone(stage: Stage) -> None:
    """The last commands become a word whose number is left open, given and repeated, by keys."""
    keyboard = plugged(stage)
    keyboard.play((*BASE["tab.number"], *number(3)))
    stage.until("the third tab is in front", lambda seen: seen["front"] == "Page three")
    keyboard.play(BASE["zoom.in"])
    stage.panel.wait_last("zoom.in")
    keyboard.play((*BASE["word.new"], *NAME, MIDDLE))
    stage.panel.wait_said("^New word 24 6 3 6 24")
    keyboard.play((*BASE["word.commands"], *number(2)))
    stage.panel.wait_said("^24 6 3 6 24: tab 3 then zoom in")
    stage.until("its value is offered", lambda seen: seen["offer"] == ["Step 1, tab: leave 3 open"])
    keyboard.play((*BASE["item.choose"], *number(1)))
    stage.panel.wait_said(r"^24 6 3 6 24: tab {number} then zoom in")
    keyboard.play(BASE["undo"])
    stage.panel.wait_said("^Undone: leave open")
    keyboard.play((*BASE["word.open"], *number(1)))
    stage.panel.wait_said(r"^24 6 3 6 24: tab {number} then zoom in")
    was = stage.look()

    keyboard.play(FRAMED)
    stage.panel.wait_said("^6 3 6, number: which number")
    keyboard.play(number(1))
    seen = stage.until("the first tab is in front", lambda seen: seen["front"] == "Page one")
    stage.panel.wait_said("^6 3 6: 2 done")
    keyboard.play(BASE["undo"])
    stage.until("undo went back", lambda now: now["front"] == was["front"] != seen["front"])
    keyboard.play((*BASE["word.times"], *number(2)))
    stage.panel.wait_said(r"tab {number} then zoom in, 2 times")
    keyboard.play((*FRAMED, 0))
    stage.panel.wait_said("cancelled|Cancelled|dropped")
    assert stage.look()["front"] == was["front"]


def test_a_search_that_is_asked_for(stage: Stage, ask: Ask, pages: str) -> None:
    """“search {text} then open the first” takes what is said, waits for the page and opens it."""
    asked = list[str]()

    def found(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=RESULTS.format(pages=pages), content_type="text/html")

    context = stage.browser.context
    context.route(SEARCHED, found)
    said = make(ask, "look up", "search {text} then open the first")
    assert said.endswith(": search {text} then open the first")
    assert "“look up”, played 24" in said
    assert ask("look up harmony") == "look up: 2 done"
    stage.until("the first link was followed", lambda seen: seen["url"].endswith("two.html"))
    assert "q=harmony" in asked[-1]

    type_text(stage.panel, "look up")
    stage.panel.wait_said("^look up, text: say or type it")
    type_text(stage.panel, "counterpoint")
    until(lambda: "q=counterpoint" in asked[-1], "the second search")
    stage.panel.wait_said("^look up: 2 done")

    count = len(asked)
    keys = entries(stage.panel.page)[0]["keys"]
    keyboard = ScreenPiano(stage.panel.page)
    keyboard.play((24, *keys, 24))
    stage.until("both are offered", lambda seen: seen["offer"] == ["counterpoint", "harmony"])
    keyboard.play(number(2))
    until(lambda: len(asked) > count and "q=harmony" in asked[-1], "the third search")
    stage.panel.wait_said("^look up: 2 done")
    context.unroute(SEARCHED)


def test_two_values_one_after_another(stage: Stage, ask: Ask) -> None:
    """A word of two open values asks for each; a C between them drops all of it."""
    make(ask, "step over", "tab {which tab} then zoom to {how large}")
    type_text(stage.panel, "step over")
    stage.panel.wait_said("^step over, which tab: which number")
    type_text(stage.panel, "3")
    stage.panel.wait_said("^step over, how large: which number")
    assert stage.look()["front"] == "The stage"
    stage.panel.page.locator('[data-key="24"]').evaluate("(key) => { key.click(); }")
    stage.panel.wait_said("step over")
    assert stage.look()["front"] == "The stage"

    type_text(stage.panel, "step over 3")
    stage.panel.wait_said("^step over, how large")
    type_text(stage.panel, "150")
    seen = stage.until("both are done", lambda seen: seen["zoom"] == 150)
    assert seen["front"] == "Page three"


def test_repeated_and_again(stage: Stage, ask: Ask) -> None:
    """It runs as often as it is told; again does all of it once more, and undo takes it back."""
    was = stage.look()
    make(ask, "come closer", "zoom in")
    assert ask("word repeats 2 times").endswith("zoom in, 2 times")
    assert ask("come closer") == "come closer: 2 done"
    twice = stage.look()["zoom"]
    assert ask("again") == "come closer: 2 done"
    assert stage.look()["zoom"] > twice
    assert ask("undo") == "Undone: come closer"
    assert stage.look()["zoom"] == twice
    ask("undo")
    assert stage.look()["zoom"] == was["zoom"]
    assert ask("word repeats 100") == "A word runs 1 to 99 times, and not 100."


def test_cancel_in_the_middle(stage: Stage, ask: Ask, pages: str) -> None:
    """Low C twice stops it at once, says where, and what was done is undone."""
    panel, held = stage.panel, list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    stage.browser.context.route("**/never.html", hold)
    make(ask, "wait here", f"zoom in then address {pages}/never.html then zoom in")
    type_text(panel, "wait here")
    until(lambda: held, "the page is asked for")
    for _ in range(2):
        panel.page.locator('[data-key="0"]').evaluate("(key) => { key.click(); }")
    stopped = "wait here stopped after 1 of 3, at open address: you told it to"
    until(lambda: stopped in told(panel), "it says where it stopped")
    until(lambda: not panel.now["busy"], "nothing is under way")
    # The page in front answers nobody while it waits for the next.
    assert panel.page.evaluate(ZOOM) > 1
    assert ask("undo") == "Undone: wait here"
    assert panel.page.evaluate(ZOOM) == 1
    held[0].abort()
    stage.browser.context.unroute("**/never.html")


def test_what_destroys_is_asked_about(stage: Stage, ask: Ask) -> None:
    """Nothing is closed unasked, nor sent by a click; the rest follows the yes."""
    make(ask, "tidy up", "zoom in then close other tabs then zoom in")
    assert ask("tidy up") == "tidy up would now do close other tabs. Choose 1 to go on"
    assert len(stage.look()["tabs"]) == 3
    assert ask("item 1") == "tidy up: 3 done"
    seen = stage.until("they are closed", lambda seen: seen["tabs"] == ["The stage"])
    assert seen["zoom"] > 110
    ask("undo")
    stage.until("they are open again", lambda seen: len(seen["tabs"]) == 3)
    ask("tab 2")

    front = next(page for page in stage.browser.context.pages if page.title() == "The stage")
    front.evaluate(ADD_DELETE)
    make(ask, "be gone", "click on delete account then zoom in")
    before = stage.look()["zoom"]
    ask("be gone")
    until(lambda: stage.panel.role == "waiting", "it asks")
    assert stage.look()["heard"] == []
    assert ask("item 1") == "be gone: 2 done"
    seen = stage.until("it was clicked", lambda seen: "click delete" in seen["heard"])
    assert seen["zoom"] > before


def test_a_step_that_fails(stage: Stage, ask: Ask) -> None:
    """It stops there, says which step and why, and undo takes back what was done."""
    make(ask, "too far", "zoom in then tab {number} then next tab")
    said = ask("too far 9")
    assert said.startswith("too far stopped at 2 of 3, tab: ")
    assert "3" in said.split("tab: ")[1]
    until(lambda: stage.panel.role == "failed", "it sounds as failed")
    assert stage.look()["front"] == "The stage"
    ask("undo")
    assert stage.look()["zoom"] == 100
    assert ask("word does zoom in then too far 3").startswith("too far would be a part of itself")
    assert ask("word does zoom in then serch") == (
        "Step 2, “serch”, is not understood. Near: search the web, search for, same search."
    )


def test_a_session_needs_no_word(stage: Stage, ask: Ask) -> None:
    """A session in which a word was said is replayed after the word has gone."""
    make(ask, "step over", "tab {number} then zoom in")
    ask("start recording")
    ask("step over 3")
    ask("stop recording")
    ask("tab 2")
    ask("names")
    ask("item 1")
    assert ask("remove word").startswith("Removed step over")
    zoom = stage.look()["zoom"]
    ask("replay session session")

    until(
        lambda: any("2 commands, nothing differed" in one for one in told(stage.panel)), "replayed"
    )
    seen = stage.look()
    assert (seen["front"], seen["zoom"] > zoom) == ("Page three", True)


def test_a_session_becomes_a_word(stage: Stage, ask: Ask) -> None:
    """A session's value is left open; what was clicked is found though its label is another."""
    panel = stage.panel
    ask("start recording")
    ask("zoom to 130")
    type_text(panel, "label")
    seen = stage.until("it has a label", lambda seen: "Press me" in seen["labels"])
    type_text(panel, seen["labels"]["Press me"])
    stage.until("it was clicked", lambda seen: seen["heard"] == ["click button"])
    ask("stop recording")
    ask("new word push there")
    ask("this session")
    assert "zoom {number} then label" in ask("leave open 1")
    front = next(page for page in stage.browser.context.pages if page.title() == "The stage")
    front.evaluate(ADD_BUTTONS)

    assert ask("push there 150") == "push there: 2 done"
    seen = stage.until("again", lambda seen: seen["heard"] == ["click button"] * 2)
    assert seen["zoom"] == 150
    front.evaluate("() => document.querySelector('#button').remove()")
    assert ask("push there 170").startswith("push there stopped at 2 of 2, label: ")
    assert stage.look()["heard"] == ["click button"] * 2


def fill(page: Page, says: str, does: str) -> None:
    """Fill in the form of a new word, by the keyboard, and send it."""
    page.get_by_label("Spoken form", exact=True).fill(says)
    field = page.locator("#word-does")
    field.fill(does)
    field.press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_room_makes_and_changes_words(stage: Stage, ask: Ask, scheme: Any) -> None:
    """In the panel a word is made, its mistakes are told, it is changed, and its values opened."""
    page = stage.panel.page
    page.emulate_media(color_scheme=scheme)
    page.click("#tab-names")
    fill(page, "step over", "tab 3 then zom in")
    wrong = page.locator("#room-names form .said.wrong").last
    expect(wrong).to_contain_text("Step 2, “zom in”, is not understood. Near: ")
    expect(page.locator("#word-does")).to_have_attribute("aria-invalid", "true")
    assert entries(page) == []
    fill(page, "step over", "tab 3 then zoom in")
    item = page.locator("#room-names li", has_text="step over")
    expect(item.locator(".detail")).to_have_text("tab 3 then zoom in")
    expect(page.locator("#word-does")).to_have_value("")

    item.locator("summary").press("Enter")
    value = item.get_by_role("button", name="Step 1, tab: ask instead of 3")
    expect(value).to_have_attribute("aria-pressed", "false")
    value.press("Enter")
    expect(value).to_have_attribute("aria-pressed", "true")
    field = item.get_by_role("textbox", name="What step over does")
    expect(field).to_have_value("tab {number} then zoom in")
    assert violations(page) == []
    field.fill("tab {which tab} then zoom in, 2 times")
    field.press("Enter")
    expect(item.locator(".detail")).to_have_text("tab {which tab} then zoom in, 2 times")
    item.get_by_role("button", name="Run").press("Enter")
    stage.panel.wait_said("^step over, which tab")
    type_text(stage.panel, "1")
    stage.until("it ran", lambda seen: seen["front"] == "Page one")
    field.fill("zoom in then")
    field.press("Enter")
    expect(item.locator(".wrong")).to_contain_text("is not understood")
    assert violations(page) == []
    assert ask("undo") == "Undone: step over"
