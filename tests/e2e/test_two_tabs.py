"""Two tabs on one recording in Chromium: each learns what the other saved, and loses nothing."""

from base64 import b64encode

from playwright.async_api import Page, expect

from tests.e2e.test_analyze_page import SENT, analyze, database, piece, speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name


async def shown(page: Page, address: str) -> None:
    """Open a recording."""
    await page.goto(address)
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()


async def test_a_second_tab_learns_what_the_first_saved(analyze: Page) -> None:
    """Takes, notes and tracks come to it; what it writes and has not saved stays."""
    first = analyze
    told = {"kind": "midi", "name": "hands", "bytes": b64encode(piece()).decode()}
    whole = await first.evaluate(SENT, told | {"place": "", "track": {}})
    address = f"{first.url.partition('?')[0]}?video={whole}&t=1"
    async with first.expect_popup() as opened:
        await first.evaluate("() => void open('about:blank')")
    second = await opened.value
    errors: list[str] = []
    second.on("pageerror", lambda error: errors.append(str(error)))
    await shown(first, address)
    await shown(second, address)
    send = sender(first)

    await second.locator("#moments-panel > summary").click()
    field = second.get_by_label("What you think of it")
    await field.fill("not saved yet")
    assert (await send("roll.note", "too loud"))["ok"]
    await expect(second.locator("#moments")).to_contain_text("too loud")
    await expect(second.locator("#said")).to_have_text("Changed elsewhere: notes.")
    await expect(field).to_have_value("not saved yet")
    await expect(field).to_be_focused()

    await second.locator("#takes-panel > summary").click()
    await second.locator("#takes summary").first.click()
    name = second.get_by_role("textbox", name="Name of take 1, slowly")
    await name.fill("slower")
    assert (await send("roll.take"))["ok"]
    assert (await send("roll.cursor", 2))["ok"]
    assert (await send("roll.take"))["ok"]
    waits = "Changed elsewhere, and shown when you leave them: takes."
    await expect(second.locator("#said")).to_have_text(waits)
    await expect(name).to_have_value("slower")
    await expect(second.locator("#takes > li")).to_have_count(2)
    await second.locator("#takes summary").first.click()
    await second.get_by_role("grid").focus()
    await expect(second.locator("#takes > li")).to_have_count(3)

    await second.keyboard.press("f")
    await second.get_by_role("button", name="D4, key 14").press("Enter")
    await expect(second.locator("#feedback-units li")).to_have_count(1)
    other = b64encode(piece().replace(b"Left hand", b"Ann plays")).decode()
    await first.evaluate(SENT, told | {"bytes": other, "place": whole, "track": {"feedback": True}})
    load = second.get_by_role("button", name="Load 1 new track")
    await expect(load).to_be_visible()
    assert await violations(second) == []
    rows = await second.locator("#grid [role=row]").count()
    await load.press("Enter")
    await expect(load).to_be_hidden()
    await expect(second.locator("#grid [role=row]")).not_to_have_count(rows)
    await expect(second.locator("#feedback-units li")).to_have_count(1)
    await expect(field).to_have_value("not saved yet")
    assert errors == []
