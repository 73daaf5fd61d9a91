"""The dictionary's page in Chromium, by keyboard alone: made, found, kept apart, practised."""

import re
from pathlib import Path

from playwright.async_api import async_playwright, expect

from server.adapters.database import Database
from server.core.dictionary.words import word_of
from server.services.speaking import Speaking
from tests.e2e.test_conversation import signed_in
from tests.e2e.test_people_page import violations
from tests.server.conftest import compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


async def test_a_word_is_played_found_and_practised(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """Conflicts are told while it is played; two versions stand side by side; a slip is counted."""
    made = compose(database, speaking, tmp_path)
    owner = made.users.owner()
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await signed_in(page, host, made.password)
        await page.goto(f"http://{host}/web/languages.html")
        await expect(page.get_by_label("Find a word")).to_be_focused()
        await page.get_by_text("Languages and history").press("Enter")
        await page.get_by_label("Name", exact=True).fill("tennis")
        await page.get_by_label("What it is for").press("Enter")
        await expect(page.locator("#said")).to_have_text("tennis is kept.")

        await page.get_by_label("What is played goes to").select_option("form")
        key = page.get_by_role("button", name=re.compile(r"^C4, key 12$"))
        await key.focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowLeft")
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Keys", exact=True)).to_have_value("12 11")
        await page.get_by_label("How it is said").fill("forehand")
        await page.get_by_label("What it means").fill("(noun) a stroke <b>")
        await page.get_by_role("button", name="Keep it", exact=True).press("Enter")
        await expect(page.locator("#said")).to_have_text("“forehand” is kept.")
        await expect(page.get_by_role("heading", name="forehand tennis")).to_be_visible()
        await expect(page.get_by_role("img", name="Keys: C4 (12), B3 (11)")).to_have_count(1)

        await page.get_by_label("Keys", exact=True).fill("12 10")
        await expect(page.get_by_label("What its keys run into")).to_contain_text(
            "A key beside (12 11) plays “forehand” (tennis)."
        )
        await page.get_by_label("Find a word").fill("forhand")
        await page.get_by_label("By", exact=True).select_option("sound")
        await page.get_by_label("Find a word").press("Enter")
        await expect(page.locator("#count")).to_have_text("1 word.")

        await page.get_by_role("button", name="Change forehand").press("Enter")
        dictionary = made.dictionary.dictionary
        dictionary.change(1, 1, word_of({"keys": "12 11", "says": ["drive"]}), owner)
        await page.get_by_label("How it is said").fill("whip")
        await page.get_by_role("button", name="Keep it", exact=True).press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("keys 12 11 · drive")
        await page.get_by_text("Practice", exact=True).press("Enter")
        assert await violations(page) == []
        await page.get_by_role("button", name="Make my change on theirs").press("Enter")
        await page.keyboard.press("Enter")
        await expect(page.locator("#said")).to_have_text("“whip” is changed.")

        await page.get_by_label("In", exact=True).select_option("tennis")
        await page.get_by_role("button", name="Begin with the language").press("Enter")
        await expect(page.locator("#asked")).to_contain_text("Play “whip”")
        for name in ("B3, key 11", "C4, key 12", "B3, key 11"):
            await page.get_by_role("button", name=name).press("Enter")
        await expect(page.locator("#asked")).to_contain_text("1 slip. Play “whip”")
        await page.emulate_media(color_scheme="dark")
        assert await violations(page) == []
        await browser.close()
    cards = made.dictionary.practice.progress(owner, "tennis")
    assert (cards.begun, cards.slips) == (1, 1)
    assert errors == []
