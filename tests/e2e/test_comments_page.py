"""The page of comments, in a real Chromium: replies drafted, rewritten and decided on by keys."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.core.comments.outbox import Reply
from server.services.speaking import Speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender
from tests.server.commented import HERE, comment, performed, video
from tests.server.conftest import Made, compose, database, speaking
from tests.server.fakes import MORNING
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


@dataclass
class Opened:
    """The page, signed in, and the server behind it."""

    page: Page
    made: Made

    def state(self, key: str) -> tuple[str, str]:
        """Give state and text of a reply."""
        reply = self.made.outbox.reply(key)
        assert reply is not None
        return reply.state, reply.text


@pytest.fixture
async def opened(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> AsyncIterator[Opened]:
    """Open the page over four comments; fail on any error the browser reports."""
    made = compose(database, speaking, tmp_path)
    performed(made)
    made.comments.keep_videos([video()])
    made.comments.keep_comments(
        [
            comment("<b>How</b> many voices does the fugue have?", second=83.0),
            comment("Which pedal is it?", "c2", at=1),
            comment("שלום \u202e 🎹", "c3", at=2),
            comment("And which one enters last?", "c4", thread="c1", at=3),
        ]
    )
    for key in ("c1", "c2", "c3"):
        made.outbox.add(Reply(key, key, HERE, f"Reply {key}.", "review", MORNING, MORNING))
    errors: list[str] = []
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
        await page.goto(f"http://{host}/web/comments.html")
        await expect(page.get_by_label("Words in it")).to_be_focused()
        yield Opened(page, made)
        await browser.close()
    assert [one for one in errors if "412" not in one] == []


async def test_replies_are_decided_on_by_keys(opened: Opened) -> None:
    """One after the other; who was late hears it; markup of strangers is text."""
    page = opened.page
    heads = page.get_by_role("feed").get_by_role("heading")
    await expect(heads).to_have_count(3)
    await expect(page.locator("#counts")).to_contain_text("3 wait for you · 1 not answered yet")
    assert await violations(page) == []
    third, second, first = (page.locator(f"#comment-{key}") for key in ("c3", "c2", "c1"))
    await third.focus()
    await page.keyboard.press("a")
    await expect(page.locator("#said")).to_contain_text("next step")
    await expect(second).to_be_focused()
    assert opened.state("c3") == ("planned", "Reply c3.")
    await page.keyboard.press("e")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("The soft one, r.")
    await page.keyboard.press("Escape")
    await expect(second).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(first).to_be_focused()
    await page.keyboard.press("ArrowUp")
    send = sender(page)
    approved = await send("review.accept")
    assert (approved["ok"], approved["said"]) == (True, "Approved: it goes out with the next step.")
    assert (await send(undo=approved["undo"]))["said"] == "It waits for you again."
    await second.focus()
    await page.keyboard.press("a")
    await expect(second).to_contain_text("Approved")
    assert opened.state("c2") == ("planned", "The soft one, r.")
    await expect(first).to_contain_text("<b>How</b> many voices")
    await expect(first.get_by_role("link").first).to_have_attribute(
        "href", f"/web/analyze.html?video={HERE}&t=83"
    )
    await first.get_by_text("Its thread").click()
    await expect(first.locator(".thread li")).to_have_count(2)
    held = opened.made.outbox.reply("c1")
    assert held is not None
    opened.made.outbox.move(held, 1)
    await first.focus()
    await page.keyboard.press("r")
    await expect(page.locator("#said")).to_contain_text("changed since you looked")
    await page.keyboard.press("r")
    await expect(first).to_contain_text("no reply")
    await page.keyboard.press("o")
    await expect(first).to_contain_text("waits for you")
    await page.get_by_label("Which").select_option("open")
    await expect(heads).to_have_text(["A viewer on The fugue"])
    await page.locator("#comment-c4").focus()
    await page.keyboard.press("d")
    await expect(page.locator("#comment-c4 textarea")).to_have_value(
        "From my videos and notes:\n“The fugue has three voices, and the middle one enters last.” "
        "(1:23)\n\nAnswered by my assistant."
    )
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#comment-c4")).to_contain_text("Approved")
