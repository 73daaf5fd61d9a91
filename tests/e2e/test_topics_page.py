"""The page of topics in a real Chromium, by keyboard alone: what may belong where is answered."""

import re
from pathlib import Path

from playwright.async_api import async_playwright, expect

from server.adapters.database import Database
from server.services.documents import Given
from server.services.speaking import Speaking
from tests.e2e.test_conversation import signed_in
from tests.e2e.test_people_page import violations
from tests.server.conftest import compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


async def test_topics_are_made_answered_renamed_and_merged(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """Nothing belongs anywhere before somebody says so, and what goes is asked about."""
    made = compose(database, speaking, tmp_path)
    library = made.library
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await signed_in(page, host, made.password)
        await page.goto(f"http://{host}/web/topics.html")
        status = page.get_by_role("status")
        for name in ("Fugue", "Bach <b>"):
            await expect(page.get_by_label("Name", exact=True)).to_be_focused()
            await page.keyboard.type(name)
            await page.keyboard.press("Enter")
            await expect(status).to_have_text(f"{name} is made.")
        for name in ("Fugue one", "Fugue two"):
            text = f"# {name}\n\nA fugue has voices.\n".encode()
            loaded = library.documents.load(Given(f"{name}.md", text)).document
            library.suggesting.suggest(loaded)
        await page.reload()
        await expect(page.get_by_role("heading", name="2 suggestions")).to_be_visible()
        assert await violations(page) == []
        await page.get_by_role("button", name="Accept: “Fugue one” in Fugue").press("Enter")
        await expect(status).to_have_text("It belongs to Fugue.")
        await expect(page.get_by_role("heading", name="1 suggestion")).to_be_focused()
        await page.get_by_role("button", name="Refuse: “Fugue two” in Fugue").press("Enter")
        await expect(page.get_by_role("heading", name="Topics", exact=True).last).to_be_focused()
        await expect(page.get_by_text("1 document, 1 passage")).to_be_visible()

        documents = page.get_by_role("region", name="Documents").get_by_role("listitem")
        await expect(documents).to_have_count(2)
        await page.get_by_label("Words of title").press_sequentially("tw")
        await expect(documents).to_have_text([re.compile("Fugue two.*A fugue has voices", re.S)])
        await page.get_by_role("button", name="Delete Fugue two").press("Enter")
        await page.get_by_role("button", name="Delete it").press("Enter")
        await expect(status).to_have_text("Fugue two is deleted.")
        await expect(page.get_by_text("0 documents", exact=True)).to_be_visible()

        await page.get_by_text("Change Bach <b>").press("Enter")
        await page.get_by_label("Name of Bach <b>").fill("Bach")
        await page.get_by_label("Caution of Bach <b>").fill("Written for pianists.")
        await page.get_by_label("Name of Bach <b>").press("Enter")
        await expect(status).to_have_text("It is Bach now.")
        await page.get_by_text("Change Bach").press("Enter")
        await page.get_by_role("button", name="Merge them").first.press("Enter")
        await page.get_by_role("button", name="Put it there").press("Enter")
        await expect(status).to_have_text("All of Bach is in Fugue now.")
        await page.get_by_text("Change Fugue").press("Enter")
        assert await violations(page) == []
        await page.get_by_role("button", name="Delete Fugue").press("Enter")
        await page.get_by_role("button", name="Delete it").press("Enter")
        await expect(status).to_have_text("Fugue is deleted; its documents stay in ALL.")
        await expect(page.get_by_text("There is none yet.")).to_be_visible()
        await browser.close()
    assert errors == []
