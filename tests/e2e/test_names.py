"""Names and words of one's own: made, called, asked about, listed and carried over as a file."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.harness_names import FRAMED, NAME
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_players import FakeWebMidi, ScreenPiano
from tests.e2e.harness_server import PAIR, Server
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import BASE, MIDDLE, number

ENTRIES = "() => chrome.storage.local.get('own').then(({own}) => own?.entries ?? [])"


def plugged(stage: Stage) -> FakeWebMidi:
    """Plug a keyboard into the stage."""
    keyboard = FakeWebMidi(stage.panel.page)
    keyboard.plug()
    stage.panel.wait_said("Web Keys")
    return keyboard


def entries(page: Page) -> list[dict[str, Any]]:
    """Give the names and words as the browser keeps them."""
    found: list[dict[str, Any]] = page.evaluate(ENTRIES)
    return found


def store_word(page: Page, says: str, *commands: dict[str, Any]) -> None:
    """Put a word of these commands into the browser, as another panel would."""
    does = {"kind": "commands", "commands": [*commands]}
    word = {"id": "own.stored", "keys": [*NAME], "says": [says], "does": does, "changed": 1}
    page.evaluate("(own) => chrome.storage.local.set({own})", {"entries": [word], "past": {}})
    until(lambda: says in page.inner_html("#phrases"), "the word is known")


@pytest.mark.usefixtures("web_midi")
def test_a_tab_is_named_and_called(stage: Stage, ask: Ask) -> None:
    """A tab is named by keys alone; its keys, then what it is called, bring it to the front."""
    keyboard = plugged(stage)
    keyboard.play((*BASE["name.tab"], *NAME, MIDDLE))
    stage.panel.wait_said("^24 6 3 6 24: tab The stage")

    assert ask("next tab") == "Tab 3: Page three"
    keyboard.play(FRAMED)
    stage.until("the stage is in front", lambda seen: seen["front"] == "The stage")
    assert ask("call it the stage") == "“the stage”, played 24 6 3 6 24: tab The stage"
    for said in ("go to the stage", "the stage"):
        assert ask("next tab") == "Tab 3: Page three"
        assert ask(said) == "Tab 2: The stage"
    assert ask("undo") == "Undone: the stage"
    stage.until("undo went back", lambda seen: seen["front"] == "Page three")


@pytest.mark.usefixtures("web_midi")
def test_a_word_of_two_commands(stage: Stage, ask: Ask) -> None:
    """A new word is played and called, does two commands, and one undo takes both back."""
    keyboard = plugged(stage)
    ask("zoom in")
    ask("next tab")
    keyboard.play((*BASE["word.new"], *NAME, MIDDLE))
    stage.panel.wait_said("^New word 24 6 3 6 24")
    assert ask("call it step over").startswith("Called “step over”")
    assert ask("last commands 2") == "“step over”, played 24 6 3 6 24: zoom in then next tab"
    ask("previous tab")
    ask("reset zoom")
    was = stage.look()

    keyboard.play(FRAMED)
    stage.panel.wait_said("^step over: 2 done")
    seen = stage.until("the tab is there", lambda seen: seen["front"] == "Page three")
    assert seen["zoom"] != was["zoom"]
    assert ask("undo") == "Undone: step over"
    stage.until_as(was)
    assert ask("what was done").startswith("Done so far")


@pytest.mark.usefixtures("web_midi")
def test_a_conflict_is_said_before_saving(stage: Stage) -> None:
    """Keys a slip away from another name are told with free ones, and taken by their number."""
    keyboard = plugged(stage)
    keyboard.play((*BASE["name.tab"], *NAME, MIDDLE))
    stage.panel.wait_said("^24 6 3 6 24: tab")
    keyboard.play((*BASE["name.address"], 6, 4, 6, MIDDLE))
    said = stage.panel.wait_said("^24 6 4 6 24, with one key slipped, plays 6 3 6")
    free = [int(key) for key in said.split("Free: ")[1].split(".")[0].split()]

    assert stage.panel.role == "waiting"
    assert len(entries(stage.panel.page)) == 1
    keyboard.play((*BASE["item.choose"], 14))
    stage.panel.wait_said(f"^{' '.join(map(str, free))}: address of The stage")
    until(lambda: len(entries(stage.panel.page)) == 2, "the name is kept")
    assert entries(stage.panel.page)[1]["keys"] == free[1:-1]


def test_a_word_asks_and_stops(stage: Stage, ask: Ask) -> None:
    """A word asks before what destroys, and goes on when that is chosen."""
    ask("zoom in")
    ask("close other tabs")
    ask("undo")
    ask("zoom in")
    store_word(stage.panel.page, "tidy up", {"command": "zoom.in"}, {"command": "tab.close-others"})

    assert ask("tidy up") == "tidy up would now do close other tabs. Choose 1 to go on"
    assert len(stage.look()["tabs"]) == 3
    assert ask("item 1") == "tidy up: 2 done"
    stage.until("the others are closed", lambda seen: seen["tabs"] == ["The stage"])
    assert ask("undo") == "Undone: tidy up"
    stage.until("they are open again", lambda seen: len(seen["tabs"]) == 3)


def test_cancel_stops_a_word(stage: Stage, pages: str) -> None:
    """A word whose page never comes stops when it is told to, and does nothing after that."""
    panel, held = stage.panel, list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    stage.browser.context.route("**/never.html", hold)
    never = {"command": "address.open", "value": f"{pages}/never.html"}
    store_word(panel.page, "wait here", never, {"command": "zoom.in"})
    type_text(panel, "wait here")
    until(lambda: held, "the page is asked for")
    type_text(panel, "cancel")

    def said() -> list[str]:
        return [view["said"]["text"] for view in panel.views]

    until(
        lambda: "wait here stopped after 0 of 2, at open address: you told it to" in said(),
        "the word has stopped",
    )
    until(lambda: not panel.now["busy"], "nothing is under way")
    held[0].abort()
    stage.browser.context.unroute("**/never.html")
    assert stage.look()["zoom"] == 100


def test_the_room_of_names(panel: Panel, ask: Ask, tmp_path: Path) -> None:
    """By the keyboard alone a name is renamed, removed, brought back; and all go through a file."""
    page = panel.page
    assert ask("name this page home").startswith("“home”, played 24")
    page.click("#tab-names")
    item = page.locator("#room-names li")
    expect(item.locator("b")).to_have_text("home")
    field = page.get_by_label("Spoken form of home")
    field.fill("base")
    field.press("Enter")
    expect(item.locator("b")).to_have_text("base")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").press("Enter")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page.get_by_role("button", name="Remove: base").press("Enter")
    expect(item).to_have_count(0)
    assert ask("undo") == "Undone: remove name"
    expect(item).to_have_count(1)
    page.get_by_role("button", name="Remove: base").press("Enter")
    expect(item).to_have_count(0)
    page.set_input_files("#names-import", file)
    expect(page.locator("#names-said")).to_have_text("Came in: 1. All else was there.")
    expect(item.locator("b")).to_have_text("base")
    assert json.loads(file.read_text())["words"][0]["says"] == ["base"]
    file.write_text("{}")
    page.set_input_files("#names-import", file)
    expect(page.locator("#names-said")).to_have_text("That is no file of names and words.")


def test_the_server_has_them(panel: Panel, server: Server, ask: Ask) -> None:
    """Paired, they are on the server; what another browser wrote there is merged with ours."""
    token = server.token()
    theirs = httpx.Client(
        base_url=f"{server.address}/v1/languages", headers={"Authorization": f"Bearer {token}"}
    )

    def there() -> set[str]:
        words = theirs.get("/own").json()["words"]
        return {said for word in words for one in word["own"] for said in one["says"]}

    with theirs:
        ask("name this page home")
        panel.page.evaluate(PAIR, [server.address, token])
        until(lambda: there() == {"home"}, "the server has it")
        read = theirs.get("/own")
        meaning = {"id": "own.mine", "says": ["mine"], "does": {"kind": "meaning", "meaning": "m"}}
        word = {"keys": [24, 9, 3, 9, 24], "means": ["own.mine"], "own": [meaning | {"changed": 5}]}
        language = read.json()
        language["words"].append(word)
        put = theirs.put("/own", json=language, headers={"If-Match": read.headers["ETag"]})
        assert put.status_code == 200, put.text
        assert ask("call it base").startswith("“base”, played 24")
        until(lambda: there() == {"base", "mine"}, "both are there")
        until(lambda: len(entries(panel.page)) == 2, "both are here")

    assert ask("mine") == "mine means m"


def test_a_word_in_play_is_not_dropped(stage: Stage) -> None:
    """A name that comes from elsewhere waits until the word that is being played is over."""
    keyboard = ScreenPiano(stage.panel.page)
    keyboard.play(BASE["tab.number"])
    stage.panel.wait_keys(*BASE["tab.number"])
    stage.panel.page.evaluate(
        """async () => {
          const does = {kind: 'meaning', meaning: 'm'};
          const one = {id: 'own.mine', keys: [6, 3, 6], says: ['mine'], does, changed: 1};
          await chrome.storage.local.set({own: {entries: [one], past: {}}});
        }"""
    )
    until(lambda: "mine" in stage.panel.page.inner_html("#phrases"), "the name is known")
    keyboard.play(number(3))

    stage.panel.wait_last("tab.number")
    stage.until("the third tab is in front", lambda seen: seen["front"] == "Page three")
    keyboard.play(FRAMED)
    stage.panel.wait_said("^mine means m")
