"""Takes set, named, moved, rated and deleted on the piano roll's page by keyboard, in Chromium."""

from base64 import b64encode

from playwright.async_api import Page, expect

from tests.e2e.test_analyze_page import SENT, analyze, database, piece, speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name


async def test_a_take_is_set_changed_and_deleted_by_hand(analyze: Page) -> None:
    """It begins and ends at the cursor; each change is said, and the focus stays where it was."""
    page = analyze
    told = {"kind": "midi", "name": "hands", "bytes": b64encode(piece()).decode()}
    whole = await page.evaluate(SENT, told | {"place": "", "track": {}})
    await page.goto(f"{page.url.partition('?')[0]}?video={whole}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Trial 3")
    await page.locator("#takes-panel > summary").press("Enter")
    await page.get_by_role("grid").focus()
    for key in ("ArrowDown", "ArrowDown", "Home", "Shift+ArrowRight", "i"):
        await page.keyboard.press(key)
    await expect(page.locator("#spoken")).to_have_text("A take begins at 0:01.00.")
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("o")
    await expect(page.locator("#spoken")).to_have_text("A take is set from 0:01.00 to 0:02.00.")
    await page.get_by_label("Change take 3").press("Enter")
    name = page.get_by_role("textbox", name="Name of take 3")
    await name.fill("the <b>bridge")
    await name.press("Enter")
    await expect(page.locator("#spoken")).to_have_text("The name is kept.")
    topics = page.get_by_role("textbox", name="Topics of take 3")
    await topics.fill("harmony, bach")
    await topics.press("Enter")
    await expect(page.locator("#spoken")).to_have_text("The topics are kept.")
    await expect(topics).to_be_focused()
    await page.get_by_label("Takes are set at").select_option("the playhead")
    await page.get_by_label("Place").fill("3000")
    await page.get_by_role("button", name="Move it here of take 3").press("Enter")
    await expect(page.locator("#spoken")).to_have_text("Take 3 begins now at 0:03.00.")
    await expect(page.get_by_role("button", name="Move it here of take 3")).to_be_focused()
    await page.get_by_label("Rating of the recording").select_option("8")
    await expect(page.locator("#spoken")).to_have_text("It is rated 8.")
    assert await violations(page) == []

    row = page.locator("#takes li", has_text="the <b>bridge")
    await expect(row).to_contain_text("0:03.00Take 3, the <b>bridge (0:01.00 long)")
    await expect(row).to_contain_text("Topics: bach, harmony")
    kept = await page.evaluate(
        "(id) => fetch(`/v1/recordings/performances/${id}`).then((it) => it.json())", whole
    )
    assert kept["score"] == 8
    assert kept["takes"][1]["name"] == "the <b>bridge"
    await page.get_by_role("button", name="Delete take 3").press("Enter")
    await page.get_by_role("button", name="Delete it").press("Enter")
    await expect(page.locator("#takes li")).to_have_count(2)
    await expect(page.locator("#spoken")).to_have_text("Take 3, the <b>bridge is deleted.")
    await expect(page.locator("#takes-panel > summary")).to_be_focused()


async def test_takes_are_scored_by_keys_and_commands(analyze: Page) -> None:
    """Arrows step it, a command gives it and takes it back, and the list has the best."""
    page = analyze
    told = {"kind": "midi", "name": "hands", "bytes": b64encode(piece()).decode()}
    whole = await page.evaluate(SENT, told | {"place": "", "track": {}})
    await page.goto(f"{page.url.partition('?')[0]}?video={whole}")
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
    await page.locator("#takes-panel > summary").press("Enter")
    score = page.get_by_role("spinbutton", name="Score of take 1")
    for _ in range(3):
        await score.press("ArrowUp")
    await expect(page.locator("#spoken")).to_contain_text(" of 10.")
    stepped = await score.input_value()
    await expect(score).to_be_focused()
    await expect(page.locator("#spoken")).to_have_text(f"Take 1, slowly: {stepped} of 10.")
    await score.fill("11")
    await score.press("Tab")
    await expect(page.locator("#said")).to_have_text("A score is 0 to 10.")
    await expect(score).to_have_value(stepped)

    send = sender(page)
    while not (await send("review.list"))["said"].startswith("Takes"):
        pass
    first = f"Take 1, slowly, from 0:00.50 to 0:03.00, score {stepped}"
    assert (await send("review.next"))["said"] == first
    assert (await send("review.next"))["entry"] == [2, 2]
    assert (await send("review.rate", 11))["why"] == "page"
    rated = await send("review.rate", 9)
    assert rated["said"] == "Take 2, TRIAL#2: 9 of 10."
    second = page.get_by_role("spinbutton", name="Score of take 2")
    await expect(second).to_have_value("9")
    assert await violations(page) == []
    assert (await send(undo=rated["undo"]))["ok"]
    await expect(second).to_have_value("")
    assert (await send("review.rate", 9))["ok"]
    await page.locator("#moments-panel > summary").press("Enter")
    await page.get_by_label("What you think of it").fill("late thumb")
    await page.get_by_label("What you think of it").press("Enter")
    await expect(page.locator("#spoken")).to_have_text("Noted.")
    while not (await send("review.list"))["said"].startswith("Notes"):
        pass
    assert (await send("review.next"))["said"] == "0:00.00: late thumb"
    assert (await send("review.read"))["said"] == "0:00.00: late thumb"
    assert (await send("review.edit"))["said"] == "What the note says"
    await page.keyboard.press("Control+a")
    await page.keyboard.type("early thumb")
    assert (await send("review.save"))["said"] == "The note is kept."
    await expect(page.locator("#moments")).to_contain_text("early thumb")
    while not (await send("review.list"))["said"].startswith("Notes"):
        pass
    assert (await send("review.next"))["said"] == "0:00.00: early thumb"
    asked = await send("review.delete")
    assert asked["asks"]
    assert asked["said"] == "Delete the note “early thumb” at 0:00.00?"
    assert await page.locator("#moments li").count() == 1
    gone = await send(sure=True)
    assert gone["said"] == "The note is deleted."
    assert await page.locator("#moments li").count() == 0
    assert (await send(undo=gone["undo"]))["said"] == "The note is there again."
    await expect(page.locator("#moments")).to_contain_text("early thumb")
    await page.reload()
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
    await page.locator("#takes-panel > summary").press("Enter")
    await expect(second).to_have_value("9")
    await page.goto(page.url.partition("/web")[0] + "/web/recordings.html")
    await expect(page.locator(f"#recording-{whole}")).to_contain_text("best take 9")
