"""The embedder on the first page, in a real Chromium: shown, and changed with progress by keys."""

from pathlib import Path

from playwright.async_api import async_playwright, expect

from server.adapters.database import Database
from server.services.documents import Given
from server.services.speaking import Speaking
from tests.e2e.test_people_page import sign_in, violations
from tests.fixtures.fake_ollama import fake_ollama
from tests.server.conftest import compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

EMBED = "nomic-embed-text:latest"


async def test_the_embedder_is_changed_while_the_old_one_serves(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """One that cannot embed is refused with its reason; progress is shown, and called off."""
    with fake_ollama() as (ollama, script):
        script.models[EMBED] = 1_000
        made = compose(database, speaking, tmp_path, ollama=ollama)
        for name in ("one", "two"):
            text = f"# {name}\n\nThe forest is green.\n".encode()
            made.library.documents.load(Given(f"{name}.md", text))
        async with served(made.app) as host, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium_path, args=["--no-sandbox"]
            )
            page = await browser.new_page()
            await page.goto(f"http://{host}/")
            await sign_in(page, made.password)
            status, change = page.get_by_role("status"), page.get_by_label("Change to")
            summary = page.get_by_text("What finds passages by their meaning")
            line = page.locator("#embedder-line")
            await expect(summary).to_be_visible()
            await summary.press("Enter")
            await expect(line).to_have_text("What is there by itself serves, over 2 passages.")
            await change.fill("ollama:nothing")
            await change.press("Enter")
            await expect(status).to_contain_text("ollama pull nothing")
            script.may_embed.clear()
            await change.fill(f"ollama:{EMBED}")
            await change.press("Enter")
            await expect(line).to_contain_text("takes over when all are embedded: 0 of 2 are.")
            await expect(page.get_by_role("progressbar")).to_be_visible()
            assert await violations(page) == []
            await page.get_by_role("button", name="Keep the one that serves").press("Enter")
            await expect(status).to_have_text("What is there by itself serves on.")
            script.may_embed.set()
            await change.fill(f"ollama:{EMBED}")
            await change.press("Enter")
            await expect(line).to_have_text(f"ollama:{EMBED} serves, over 2 passages.")
            await expect(status).to_have_text(f"ollama:{EMBED} serves now.")
            await browser.close()
