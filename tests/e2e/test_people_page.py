"""The people's page in a real Chromium: by keyboard only, in light and dark."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route, async_playwright, expect

from tests.server.conftest import EXTENSION, Made, database, made, speaking
from tests.server.served import served

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
async def home(chromium_path: str, made: Made) -> AsyncIterator[tuple[Page, str]]:
    """Open the page of a fresh server; fail on any error that the browser reports."""
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda told: errors.append(told.text) if "Content Security" in told.text else None,
        )
        await page.goto(f"http://{host}/")
        yield page, f"http://{host}"
        await browser.close()
    assert errors == []


async def violations(page: Page) -> list[str]:
    """Let axe look at the page, contrast included."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(
        await page.evaluate("axe.run().then((found) => JSON.stringify(found))")
    )
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


async def sign_in(page: Page, password: str) -> None:
    """Sign in with the keyboard alone."""
    await page.get_by_label("Name").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.type(password)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("owner (admin)")).to_be_visible()


async def test_pair_and_revoke_by_keyboard(home: tuple[Page, str], made: Made) -> None:
    """The owner signs in, shows a code, sees the extension that used it, and revokes it."""
    page, address = home
    made.library.topics.add("Bach")
    await expect(page.get_by_text("version 0.1.0")).to_be_visible()
    await expect(page.get_by_text("base (2 words), swift")).to_be_visible()
    await sign_in(page, made.password)
    await expect(page.get_by_text("Keyboard (open)")).to_be_visible()
    await expect(page.locator("#models")).to_contain_text("Ollama does not answer")
    await expect(page.locator("#library")).to_contain_text("empty")
    await page.get_by_text("1 topic").press("Enter")
    await expect(page.get_by_role("row", name="Bach 0 0 0")).to_be_visible()
    await page.get_by_role("button", name="Pair an extension").press("Enter")
    await expect(page.locator("#code")).to_be_focused()
    code = await page.locator("#code").text_content()
    async with httpx.AsyncClient() as extension:
        answer = await extension.post(
            f"{address}/v1/pairings",
            json={"code": code, "name": "Chrome on piano"},
            headers={"Origin": EXTENSION},
        )
    assert answer.status_code == 201
    await expect(page.get_by_role("status")).to_have_text("Chrome on piano is paired.")
    await page.get_by_role("button", name="Revoke Chrome on piano of owner").press("Enter")
    await expect(page.get_by_role("status")).to_have_text("Chrome on piano was revoked.")
    await expect(page.get_by_text("None yet.")).to_be_visible()
    await page.get_by_role("button", name="Sign out").press("Enter")

    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_wrong_password_is_said(home: tuple[Page, str]) -> None:
    """A wrong password is said aloud, and the field has the focus again."""
    page, _ = home
    await page.get_by_label("Password").fill("wrong")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")

    await expect(page.get_by_label("Password")).to_be_focused()


async def test_signing_in_leaves_the_focus_where_one_went(
    home: tuple[Page, str], made: Made
) -> None:
    """Who signed in and went on at once is not led back when the last part of the page comes."""
    page, _address = home
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        asked.set()
        await go_on.wait()
        await route.continue_()

    await page.route("**/v1/tokens", late)
    await sign_in(page, made.password)
    await expect(page.locator("#main")).to_be_focused()
    await asked.wait()
    pair = page.get_by_role("button", name="Pair an extension")
    await pair.focus()
    made.extension_token()
    go_on.set()
    await expect(page.locator("#tokens li")).to_have_count(1)
    await pair.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
    )

    await expect(pair).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_bars_anyone(
    home: tuple[Page, str],
    made: Made,
    scheme: Any,
) -> None:
    """In light and dark axe finds nothing, signed out, signed in, with a code, on the routes."""
    page, address = home
    await page.emulate_media(color_scheme=scheme)
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert await violations(page) == []
    made.extension_token()
    await sign_in(page, made.password)
    await page.get_by_role("button", name="Pair an extension").press("Enter")
    await expect(page.locator("#code")).to_be_visible()
    assert await violations(page) == []
    await page.goto(f"{address}/docs")

    assert await violations(page) == []


async def test_help_is_accessible(home: tuple[Page, str]) -> None:
    """The help is one link away for anybody, and axe finds nothing on its kinds of pages."""
    page, _address = home
    await page.get_by_role("link", name="Help").click()
    for name in ("The 25 keys", "Every setting", "In the terminal", "Privacy and trust"):
        await page.get_by_role("navigation").get_by_role("link", name=name).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(name)
        found = await violations(page)

        assert found == [], name
