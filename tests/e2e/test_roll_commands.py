"""Commands on the piano roll's page in Chromium: played, walked, selected, taken, without a key."""

from base64 import b64encode

import pytest
from playwright.async_api import Page, expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import ComputerKeys
from tests.e2e.harness_server import Server
from tests.e2e.harness_words import BASE, value_keys
from tests.e2e.test_analyze_page import SENT, analyze, database, piece, speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import Send, sender
from tests.e2e.test_selected_notes import MADE

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name


async def opened(page: Page) -> Send:
    """Open a recording of the server at its first second."""
    told = {"kind": "midi", "name": "hands", "bytes": b64encode(piece()).decode()}
    whole = await page.evaluate(SENT, told | {"place": "", "track": {}})
    await page.goto(f"{page.url.partition('?')[0]}?video={whole}&t=1")
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
    return sender(page)


async def test_a_recording_is_played_and_looked_at_by_commands(analyze: Page) -> None:
    """It plays, stands, jumps, is slower, repeats and is zoomed; each jump is taken back."""
    page = analyze
    await page.goto(page.url.partition("?")[0])
    send = sender(page)
    assert (await send("media.play"))["args"] == ["Open a recording first"]
    send = await opened(page)
    place = page.get_by_label("Place")
    sought = await send("media.second", 2)
    await expect(place).to_have_value("2000")
    assert (await send("media.seek", -1))["ok"]
    await expect(place).to_have_value("0")
    assert (await send("media.second", -1))["ok"]
    assert int(await place.input_value()) > 2000
    assert (await send(undo=sought["undo"]))["ok"]
    await expect(place).to_have_value("1000")
    slower = await send("media.slower")
    assert slower["said"] == "Speed 0.75"
    assert (await send(undo=slower["undo"]))["ok"]
    assert (await send("media.speed", 55))["said"] == "Speed 0.5"

    assert (await send("media.play"))["said"].startswith("Plays at ")
    play = page.get_by_role("button", name="Play", exact=True)
    await expect(play).to_have_attribute("aria-pressed", "true")
    assert (await send("media.pause"))["said"].startswith("Stands at ")
    await expect(play).to_have_attribute("aria-pressed", "false")

    assert (await send("roll.zoom", 2))["said"].startswith("Shown from ")
    assert (await send("roll.zoom", -2))["why"] == "no_value"
    assert (await send("roll.zoom", 0))["said"].startswith("Shown from 0:00.00")
    assert (await send("roll.repeat"))["said"].startswith("repeats from ")
    assert (await send("roll.repeat"))["said"] == "repeats no more"


async def test_a_take_is_set_by_commands(analyze: Page) -> None:
    """It begins and ends at the cursor; both are taken back, the end first."""
    page = analyze
    send = await opened(page)
    assert (await send("roll.row", -2))["said"].startswith("Left hand: ")
    assert (await send("roll.cursor", 0))["said"].startswith("Left hand: ")
    begun = await send("roll.take")
    assert begun["said"] == "A take begins at 0:01.00."
    assert (await send("roll.cursor", 3))["ok"]
    ended = await send("roll.take")
    assert ended["said"].startswith("A take is set from 0:01.00 to 0:0")
    await expect(page.locator("#takes li")).to_have_count(3)
    assert await violations(page) == []
    assert "is deleted" in (await send(undo=ended["undo"]))["said"]
    await expect(page.locator("#takes li")).to_have_count(2)
    await expect(page.locator("#take-begun")).to_contain_text("A take begins at 0:01.00")
    assert (await send(undo=begun["undo"]))["ok"]
    await expect(page.locator("#take-begun")).to_have_text("")


async def test_notes_are_selected_heard_and_made_a_word_by_commands(analyze: Page) -> None:
    """Four notes from the cursor on are heard, and are the keys of a new word that is kept."""
    page = analyze
    await page.evaluate(MADE)
    await page.get_by_role("grid").focus()
    send = sender(page)
    assert (await send("review.hear"))["said"] == "select notes first"
    assert (await send("roll.cursor", -200))["ok"]
    assert (await send("roll.select", 2.5))["why"] == "no_value"
    assert "Only notes" in (await send("roll.select", 4))["args"][0]
    assert (await send("roll.row", -2))["ok"]
    assert (await send("roll.cursor", -200))["ok"]
    assert (await send("roll.select", 4))["said"].startswith("4 selected, up to F 3")
    assert (await send("review.hear"))["ok"]
    assert (await send("dictionary.new"))["ok"]
    await expect(page.get_by_label("How it is said")).to_be_focused()
    await page.keyboard.type("scale")
    assert (await send("review.save"))["said"] == "“scale” is kept."
    assert (await send("roll.panel", 3))["ok"]
    await expect(page.locator("#selected-known")).to_have_text("These keys are “scale” (tennis).")
    assert (await send("review.next"))["ok"]
    assert (await send("dictionary.meaning"))["ok"]
    await expect(page.get_by_label("What it means, one a line")).to_be_focused()
    assert (await send("roll.select", 0))["said"] == "Nothing is selected"
    assert await violations(page) == []


async def test_feedback_is_given_and_saved_by_commands(analyze: Page) -> None:
    """It begins, is heard, taken back, saved as files, ends and is saved, as the keys do it."""
    page = analyze
    send = await opened(page)
    assert (await send("roll.feedback"))["ok"]
    await page.get_by_role("button", name="D4, key 14").press("Enter")
    await expect(page.locator("#feedback-units li")).to_have_count(1)
    assert (await send("roll.hear"))["said"] == "The feedback is heard"
    assert (await send("media.pause"))["ok"]
    back = await send("roll.back", 3)
    assert back["said"] == "1 part of the feedback taken back"
    await expect(page.locator("#feedback-units li")).to_have_count(0)
    assert (await send("roll.back", 1))["args"] == ["There is nothing to take back"]
    assert (await send("roll.hear"))["args"] == ["Nothing was played or spoken yet"]
    assert (await send(undo=back["undo"]))["ok"]
    await expect(page.locator("#feedback-units li")).to_have_count(1)
    assert (await send("roll.speak"))["said"] == "Listening."
    spoken = await page.evaluate("() => performance.now()")
    await page.wait_for_function("(from) => performance.now() > from + 400", arg=spoken)
    assert (await send("roll.speak"))["said"] == "The microphone is off."
    await expect(page.locator("#feedback-units li")).to_have_count(2)
    assert (await send("roll.panel", 7))["said"].startswith("Feedback (2 parts not saved): open")
    assert (await send("review.next"))["entry"] == [1, 2]
    assert (await send("roll.back", 1))["ok"]
    async with page.expect_download() as saved:
        assert (await send("roll.save", 5))["said"] == "Saved as files; here it stays, too."
    assert (await saved.value).suggested_filename.endswith(".mid")
    assert (await send("roll.save", 0))["said"].startswith("1 Print, 2 Save as a picture (PNG), 3")
    async with page.expect_download() as drawn:
        assert (await send("roll.save", 3))["ok"]
    assert (await drawn.value).suggested_filename == "Trial 3.svg"
    assert (await send("roll.look"))["said"] == "Looked through."
    assert (await send("roll.feedback"))["said"] == "Feedback is off."
    await expect(page.locator("#piano")).to_be_hidden()
    await page.get_by_role("grid").focus()
    assert (await send("review.save"))["ok"]
    await expect(page.locator("#said")).to_have_text("The feedback is saved.", timeout=15_000)
    await expect(page.locator("#feedback-units li")).to_have_count(0)


@pytest.mark.usefixtures("paired")
def test_commands_reach_the_roll_by_keys(server: Server, browser: Browser, panel: Panel) -> None:
    """A file that is opened, and no element of the page plays, plays, is walked and selected."""
    page = browser.context.pages[0]
    page.goto(f"{server.address}/web/analyze.html")
    keys = ComputerKeys(panel.page)
    keys.play(BASE["media.pause"])
    panel.wait_said("Open a recording first")
    file = {"name": "hands.mid", "mimeType": "audio/midi", "buffer": piece()}
    page.locator("#files").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("grid", name="Piano roll").wait_for()
    keys.play((*BASE["media.second"], *value_keys("media.second", 2)))
    panel.wait_said("Stands at ")
    keys.play((*BASE["roll.row"], *value_keys("roll.row", -2)))
    panel.wait_said("hand: ")
    keys.play((*BASE["roll.cursor"], *value_keys("roll.cursor", 0)))
    panel.wait_said("0:01.50")
    keys.play((*BASE["roll.select"], *value_keys("roll.select", 3)))
    panel.wait_said("3 selected, up to ")
    keys.play(BASE["roll.repeat"])
    panel.wait_said("repeats from ")
    keys.play(BASE["roll.repeat"])
    panel.wait_said("repeats no more")
    keys.play(BASE["roll.here"])
    panel.wait_said("At 0:02.")
    keys.play(BASE["undo"])
    keys.play(BASE["roll.where"])
    panel.wait_said("speed 1, stands")
    keys.play((*BASE["roll.panel"], *value_keys("roll.panel", 2)))
    panel.wait_said("Words: open")
    keys.play(BASE["review.next"])
    panel.wait_said("1 of 2: ")
    keys.play((*BASE["roll.pitch"], *value_keys("roll.pitch", -3)))
    panel.wait_said("Shown from ")
    keys.play((*BASE["roll.switch"], *value_keys("roll.switch", 3)))
    panel.wait_said("Say each word when it is played: on")
