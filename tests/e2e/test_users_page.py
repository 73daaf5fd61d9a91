"""The page of people, in a real Chromium: a wish asked and granted, people and keys, the audit."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender
from tests.server.conftest import Made, compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


@dataclass
class Opened:
    """The page of the owner, and the server behind it."""

    page: Page
    made: Made
    open: Callable[[str, str], Awaitable[Page]]
    """Opens it for another, by name and password."""


@pytest.fixture
async def opened(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> AsyncIterator[Opened]:
    """Open the page for the owner; fail on any error the browser reports."""
    made = compose(database, speaking, tmp_path)
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        open_for = partial(page_of, browser, host, errors)
        yield Opened(await open_for("owner", made.password), made, open_for)
        await browser.close()
    assert [one for one in errors if "403" not in one] == []


async def page_of(browser: Browser, host: str, errors: list[str], name: str, password: str) -> Page:
    """Sign somebody in, in a browser of their own, and open the page."""
    context = await browser.new_context(viewport={"width": 375, "height": 800})
    page = await context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    headers = {"Origin": f"http://{host}"}
    told = {"name": name, "password": password}
    await context.request.post(f"http://{host}/v1/session", data=told, headers=headers)
    await page.goto(f"http://{host}/web/users.html")
    await expect(page.locator("#people li").first).to_be_visible()
    return page


async def test_a_wish_is_asked_and_granted(opened: Opened) -> None:
    """By keyboard and commands: who asks is told; a wrong password grants nothing."""
    owner = opened.page
    opened.made.users.add("anna", "user", "a sentence")
    anna = await opened.open("anna", "a sentence")
    await expect(anna.locator("#people li")).to_have_count(1)
    await anna.get_by_label("Why, in a sentence").fill("I <b>sort</b> the topics anyway.")
    await anna.get_by_role("button", name="Ask them").press("Enter")
    await expect(anna.locator("#own-wishes")).to_contain_text("waits for an admin's answer")
    assert await violations(anna) == []
    await owner.reload()
    await expect(owner.locator("#wishes")).to_contain_text("“I <b>sort</b> the topics anyway.”")
    send = sender(owner)
    assert (await send("review.next"))["said"] == "anna asks to be an admin"
    await owner.get_by_label("Your answer to anna").fill("Welcome.")
    for password, said in (("wrong", "Your password is wrong"), (opened.made.password, "an admin")):
        await owner.get_by_role("button", name="Grant it to anna").press("Enter")
        await expect(owner.get_by_label("Your own password")).to_be_focused()
        assert await violations(owner) == []
        await owner.keyboard.type(password)
        await owner.keyboard.press("Enter")
        await expect(owner.locator("#said")).to_contain_text(said)
    await expect(owner.locator("#person-anna")).to_contain_text("anna (admin)")
    await expect(owner.locator("#deeds")).to_contain_text("granted a wish to be an admin: anna")
    await anna.goto(anna.url.replace("users.html", "status.html"))
    await anna.get_by_role("link", name="was granted: read the answer").click()
    await expect(anna.locator("#said")).to_have_text(
        "Your wish to be an admin was granted. Welcome."
    )
    assert opened.made.users.one("anna").role == "admin"


async def test_people_and_keys(opened: Opened) -> None:
    """Added with a password and a token shown once; removed after a question; own password."""
    owner = opened.page
    await owner.get_by_label("Name, in small letters").fill("Ben")
    await owner.keyboard.press("Enter")
    await expect(owner.locator("#new-secret .secret")).to_be_focused()
    password = await owner.locator("#new-secret .secret").text_content()
    assert opened.made.access.sign_in("ben", password or "")
    await owner.get_by_role("button", name="put it away").press("Enter")
    await owner.get_by_label("What it is for").fill("prometheus")
    await owner.get_by_label("metrics:").check()
    await owner.get_by_role("button", name="Make it").press("Enter")
    await expect(owner.locator("#token-secret .secret")).to_contain_text("rbt_")
    await expect(owner.locator("#tokens")).to_contain_text("may only metrics")
    assert await violations(owner) == []
    send = sender(owner)
    await owner.locator("#person-ben button").last.focus()
    asked = await send("review.delete")
    assert "Remove ben" in str(asked["said"])
    await owner.get_by_role("button", name="Remove them").press("Enter")
    await expect(owner.locator("#person-ben")).to_have_count(0)
    await owner.get_by_label("The one of now").fill(opened.made.password)
    await owner.get_by_label("A new one").fill("a longer sentence")
    await owner.get_by_label("The new one again").fill("a longer sentence")
    await owner.keyboard.press("Enter")
    await expect(owner.locator("#said")).to_contain_text("Your password is changed")
    await owner.get_by_label("What", exact=True).select_option("access")
    await expect(owner.locator("#deeds li")).to_have_count(1)
    wide = await owner.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
