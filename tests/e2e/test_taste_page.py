"""The page of taste, in a real Chromium: rated, learnt and ordered by keyboard alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.core.taste.ratings import Thing
from server.services.documents import Given
from server.services.speaking import Speaking
from tests.e2e.test_people_page import violations
from tests.server.api.test_taste import ENGINES, FUGUES
from tests.server.conftest import Made, compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


@pytest.fixture
async def taste(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> AsyncIterator[Page]:
    """Open the page: two passages, four things rated, a folder of two files; fail on any error."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "new fugue.md").write_text(f"{FUGUES} New.", encoding="utf-8")
    (folder / "new engine.md").write_text(f"{ENGINES} New.", encoding="utf-8")
    made = compose(database, speaking, tmp_path, followed=[str(folder)])
    errors: list[str] = []
    _fill(made)
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        await page.goto(f"http://{host}/")
        await page.get_by_label("Password").fill(made.password)
        await page.get_by_label("Password").press("Enter")
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        await page.goto(f"http://{host}/taste.html")
        await expect(page.get_by_label("Show")).to_be_focused()
        yield page
        await browser.close()
    assert errors == []


def _fill(made: Made) -> None:
    owner = made.users.owner()
    for at in range(2):
        for name, text, value in (("Fugue", FUGUES, 9), ("Engine", ENGINES, 1)):
            thing = Thing("page", f"{name} {at}", f"{name} {at}", f"{text} Number {at}.")
            made.tasting.ratings.rate(owner, thing, value)
    made.tasting.taste().settle(30)
    for name, text in (("engine.md", ENGINES), ("<b>fugue</b>.md", FUGUES)):
        made.library.documents.load(Given(name, text.encode(), "", name, "text/markdown"))


async def test_things_are_rated_learnt_and_ordered_by_keys(taste: Page) -> None:
    """What is missing is said; then what is liked comes first, with its reason."""
    heads = taste.get_by_role("feed").get_by_role("heading")
    await expect(heads).to_have_count(2)
    await expect(taste.locator("#learnt")).to_contain_text("Rate 1 more")
    await expect(taste.get_by_role("button", name="Train now")).to_be_disabled()

    fugue = taste.get_by_role("article", name="<b>fugue</b>.md")
    await taste.get_by_role("article").first.focus()
    await taste.keyboard.press("ArrowDown")
    await expect(taste.get_by_role("article").nth(1)).to_be_focused()
    await fugue.focus()
    await taste.keyboard.press("x")
    await expect(fugue.get_by_role("radio", name="10")).to_be_checked()
    await expect(taste.locator("#learnt")).to_contain_text("learnt from 5 of them", timeout=60_000)
    await taste.get_by_role("button", name="Train now").press("Enter")
    await expect(taste.get_by_role("status")).to_have_text("It has learnt.", timeout=60_000)
    await expect(taste.get_by_role("row", name="Always the mean")).to_be_visible()

    await taste.get_by_label("Show").select_option("Passages")
    await expect(heads).to_have_text(["<b>fugue</b>.md", "engine.md"])
    engine = taste.get_by_role("article", name="engine.md")
    await expect(engine.locator(".note")).to_contain_text("like “Engine")
    await expect(engine.locator(".predicted")).to_contain_text("give or take")
    assert await violations(taste) == []
    await engine.focus()
    await taste.keyboard.press("7")
    await expect(engine.locator(".predicted")).to_have_text("You rated it 7")
    await taste.keyboard.press("Delete")
    # That it was taken back is said, and at times at once followed by what is learnt.
    await expect(engine.locator(".predicted")).not_to_contain_text("You rated it")


async def test_new_files_of_folders_by_taste(taste: Page) -> None:
    """They come when they are shown, in order, say why they stand there, and are rated by a key."""
    fugue = taste.get_by_role("article", name="<b>fugue</b>.md")
    await fugue.focus()
    await taste.keyboard.press("x")
    await expect(taste.locator("#learnt")).to_contain_text("learnt from 5 of them", timeout=60_000)

    await taste.get_by_label("Show").select_option("New in my folders")
    heads = taste.get_by_role("feed").get_by_role("heading")
    await expect(heads).to_have_text(["new fugue.md", "new engine.md"])
    engine = taste.get_by_role("article", name="new engine.md")
    await expect(engine.locator(".note")).to_contain_text("like “Engine")
    assert await violations(taste) == []
    await engine.focus()
    await taste.keyboard.press("3")
    await expect(engine.locator(".predicted")).to_have_text("You rated it 3")
