"""The page of how the server is: every picture is a table, and the foot of pages is there."""

from playwright.async_api import Page, async_playwright, expect

from tests.e2e.test_conversation import signed_in
from tests.e2e.test_people_page import violations
from tests.server.conftest import Made, database, made, speaking
from tests.server.served import served

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name


async def run_from_here(page: Page) -> None:
    """See each part, start a service and run a chore, by keys; what strangers wrote is text."""
    await expect(page.locator("#parts-line")).to_have_text("To look at: Disk.")
    await expect(page.locator("#parts-list")).to_contain_text("What helps: make room")
    await page.get_by_role("button", name="Start ollama").press("Enter")
    await expect(page.locator("#said")).to_have_text("ollama: runs")
    await expect(page.get_by_role("button", name="Stop ollama")).to_be_visible()
    await page.get_by_role("button", name="Dry run: feed").press("Enter")
    await expect(page.locator("#chore-line")).to_have_text("feed (dry run): done.")
    await expect(page.locator("#chore-log")).to_contain_text("<script>alert(1)</script>")
    await page.get_by_role("button", name="Ask for a newer version").press("Enter")
    await expect(page.locator("#update-line")).to_contain_text("newer version: v9.0.0")


async def test_what_runs_and_what_came(chromium_path: str, made: Made) -> None:
    """The owner sees the machine, the months and the people; the founder's address leads here."""
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await signed_in(page, host, made.password)
        foot = page.get_by_role("contentinfo")
        await expect(foot).to_contain_text("0 recordings · 0 questions")
        await foot.get_by_role("link", name="How the server is").press("Enter")
        await expect(page.get_by_role("rowheader", name="server")).to_be_visible()
        people = page.get_by_role("table", name="What everybody put in")
        await expect(people.get_by_role("row", name="owner (admin)")).to_contain_text("just now")
        months = page.get_by_role("table", name="Recordings by month")
        await expect(months.get_by_role("row")).to_have_count(13)
        await expect(page.get_by_text("Nothing was asked in the last")).to_be_visible()
        await run_from_here(page)
        assert await violations(page) == []
        await page.goto(f"http://{host}/server/transcription.html")
        await expect(page.get_by_text("nothing is being written down")).to_be_in_viewport()
        await browser.close()
    assert errors == []
