"""The page of personas in a real Chromium, by keyboard alone; one is chosen on the chat page."""

from pathlib import Path

from playwright.async_api import async_playwright, expect

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.e2e.test_conversation import signed_in
from tests.e2e.test_people_page import violations
from tests.server.conftest import compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


async def test_a_persona_is_made_changed_and_chosen(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """What is wrong is told beside the form, and what it brings is seen on the chat page."""
    made = compose(database, speaking, tmp_path)
    made.library.topics.add("Bach")
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await signed_in(page, host, made.password)
        await page.goto(f"http://{host}/web/personas.html")
        await expect(page.get_by_label("Name", exact=True)).to_be_focused()
        await page.keyboard.type("Clara <b>")
        await page.get_by_label("Topics it knows").fill("Bach\nBees")
        await page.get_by_label("Greeting", exact=True).fill("Good day.")
        await page.get_by_label("Length").select_option("full")
        await page.get_by_label("Temperature").fill("0.5")
        await page.get_by_label("Name", exact=True).press("Enter")
        await expect(page.get_by_role("status")).to_have_text("There is no topic “Bees”.")
        await page.get_by_label("Topics it knows").fill("Bach")
        await page.get_by_label("Name", exact=True).press("Enter")
        await expect(page.get_by_role("status")).to_have_text("Clara <b> is kept.")
        await expect(page.get_by_role("heading", name="Clara <b>")).to_be_visible()
        assert await violations(page) == []

        await page.get_by_role("button", name="Change Clara").press("Enter")
        await page.get_by_label("Name", exact=True).fill("Clara")
        await page.get_by_label("Pages on which").fill("https://example.org/bach/")
        await page.get_by_role("button", name="Keep it").press("Enter")
        await expect(page.get_by_text("example.org/bach", exact=True)).to_be_visible()
        kept = made.library.personas.named("Clara").persona
        assert (kept.sampling.temperature, kept.sites) == (0.5, ("example.org/bach",))

        await page.goto(f"http://{host}/web/chat.html?persona=clara")
        await expect(page.get_by_role("status")).to_have_text("Good day.")
        await page.get_by_text("Persona, topics, model and length").press("Enter")
        await expect(page.get_by_label("Who answers")).to_have_value("Clara")
        await expect(page.get_by_label("Length")).to_have_value("full")
        await expect(page.get_by_label("Bach (0 documents)")).to_be_checked()
        await page.get_by_label("Your question").fill("Who are you?")
        await page.get_by_label("Your question").press("Enter")
        await expect(page.get_by_role("article")).to_have_count(1)
        assert await violations(page) == []

        await page.goto(f"http://{host}/web/personas.html")
        await page.get_by_role("button", name="Delete Clara").press("Enter")
        await page.get_by_role("button", name="Delete it").press("Enter")
        await expect(page.get_by_role("status")).to_have_text("Clara is deleted.")
        await expect(page.get_by_text("There is none yet.")).to_be_visible()
        await browser.close()
    assert errors == []
