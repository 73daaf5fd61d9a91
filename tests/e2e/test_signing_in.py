"""Signing in and reading in a real Chromium: with Google, back to the page, and without any."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import ConsoleMessage, Page, async_playwright, expect

from server.adapters.database import Database
from server.adapters.openid import OpenIdProvider
from server.api.context import Accounts
from server.services.access import Access
from server.services.google_sign_in import GoogleSignIn
from server.services.speaking import Speaking
from tests.server.conftest import compose, database, speaking
from tests.server.fake_provider import CLIENT_ID, CLIENT_SECRET, FakeProvider
from tests.server.fakes import FakeClock, FakeEntropy, FakeLog
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
READ = ("status", "languages", "recordings", "analyze", "topics")


@asynccontextmanager
async def opened(app: object, chromium_path: str) -> AsyncIterator[tuple[Page, str]]:
    """Open a page of a server; fail on any error that the browser reports."""
    errors: list[str] = []
    async with served(app) as host, async_playwright() as playwright:  # type: ignore[arg-type]
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda told: errors.append(f"{page.url}: {told.text}") if wrong(told) else None,
        )
        yield page, f"http://{host}"
        await browser.close()
    assert errors == []


def wrong(told: ConsoleMessage) -> bool:
    """Tell whether the browser complains; that there is no Ollama here is known."""
    return told.type == "error" and "503" not in told.text


async def violations(page: Page) -> list[str]:
    """Let axe look at the page, contrast included."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = json.loads(
        await page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")
    )
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


async def test_with_google_and_back(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """From a page to the provider on another site, signed in back on the page, listed at home."""
    with FakeProvider(FakeClock()) as provider:
        # Another site than 127.0.0.1 to the browser, so that cookies meet the real rules.
        issuer = provider.issuer.replace("127.0.0.1", "localhost")
        provider.issuer = issuer

        def ways(access: Access, clock: FakeClock, entropy: FakeEntropy, log: FakeLog) -> Accounts:
            provider.now = clock
            vouching = OpenIdProvider(issuer, CLIENT_ID, CLIENT_SECRET, clock)
            settings = (issuer, ("example.org",))
            return Accounts(
                GoogleSignIn(database, access.sessions, vouching, settings, (clock, entropy, log))
            )

        app = compose(database, speaking, tmp_path, accounts=ways).app
        async with opened(app, chromium_path) as (page, address):
            await page.goto(f"{address}/web/topics.html?from=here")
            assert await violations(page) == []
            await page.get_by_role("link", name="Sign in with Google").click()
            await expect(page.get_by_role("heading", name="Topics").first).to_be_visible()
            await expect(page.locator("#signed-in")).to_be_visible()
            assert page.url == f"{address}/web/topics.html?from=here"
            await page.goto(address)
            await expect(page.locator("#who-name")).to_have_text("anna (user)")
            await expect(page.locator("#google-mail")).to_contain_text("anna@example.org")
            await expect(page.locator("#sessions li")).to_have_count(1)
            assert await violations(page) == []
            await page.get_by_role("button", name="End all of them").click()
            await expect(page.locator("#sign-in")).to_be_visible()


async def test_reading_without_signing_in(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """Pages show what there is, offer the form, and neither ask for nor offer what is refused."""
    made = compose(database, speaking, tmp_path, accounts=lambda *_: Accounts(anonymous_read=True))
    async with opened(made.app, chromium_path) as (page, address):
        for name in READ:
            await page.goto(f"{address}/web/{name}.html")
            await expect(page.locator("#nobody summary")).to_be_visible()
            await expect(page.locator("footer span")).to_be_visible()
            await expect(page.locator("[data-writes]:visible")).to_have_count(0)
        assert await violations(page) == []
        await page.locator("#nobody summary").click()
        await page.get_by_label("Password").fill(made.password)
        await page.get_by_label("Password").press("Enter")
        await expect(page.locator("#making")).to_be_visible()
