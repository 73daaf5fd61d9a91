"""The page of what was asked, in a real Chromium: sought, rated and corrected by keyboard alone."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.reviews import ReviewDatabase
from server.core.chat.inquiries import Inquiry
from server.core.chat.retention import Round
from server.core.chat.reviews import DAY
from server.services.inquiry_news import WatchedInquiries
from server.services.speaking import Speaking
from tests.e2e.test_people_page import violations
from tests.server.conftest import Made, compose, database, speaking
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


@dataclass
class Opened:
    """The page, signed in, and the server behind it."""

    page: Page
    made: Made

    def ask(self, question: str, *topics: str, answer: str = "So it is.") -> None:
        """Keep an inquiry, as if somebody had asked it."""
        now = self.made.clock()
        key = f"{self.made.library.news.count:016}"
        kept = Inquiry(key, 1, key, question, now, topics, answer=answer, state="answered")
        store = InquiryDatabase(self.made.store.engine)
        WatchedInquiries(store, self.made.library.news).add_inquiry(kept)

    async def reviewed(self, question: str) -> dict[str, object]:
        """Give the review of a question, as the server has it."""
        told = await self.page.evaluate("() => fetch('/v1/inquiries').then((it) => it.json())")
        found = [one for one in told["inquiries"] if one["question"] == question]
        return dict(found[0]["review"])


@pytest.fixture
async def recent(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> AsyncIterator[Opened]:
    """Open the page of a server with three inquiries; fail on any error the browser reports."""
    made = compose(database, speaking, tmp_path)
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        opened = Opened(page, made)
        opened.ask("When was Bach born?", "Bach")
        opened.ask("<i>Who</i> wrote fugues?", "Bach", answer="<b>Bach</b>.")
        opened.ask("What is a toccata?")
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        await page.goto(f"http://{host}/")
        await page.get_by_label("Password").fill(made.password)
        await page.get_by_label("Password").press("Enter")
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        await page.goto(f"http://{host}/recent.html")
        await expect(page.get_by_label("Words in it")).to_be_focused()
        yield opened
        await browser.close()
    assert errors == []


async def test_questions_are_sought_rated_and_corrected_by_keys(recent: Opened) -> None:
    """What is new waits until it is asked for; another's review is not written over."""
    page = recent.page
    questions = page.get_by_role("feed").get_by_role("heading")
    await expect(questions).to_have_text(
        ["What is a toccata?", "<i>Who</i> wrote fugues?", "When was Bach born?"]
    )
    await page.keyboard.type("fug")
    await expect(questions).to_have_text(["<i>Who</i> wrote fugues?"])
    assert page.url.endswith("search=fug")
    await page.get_by_label("Words in it").fill("")
    await expect(questions).to_have_count(3)
    assert await violations(page) == []

    await page.get_by_role("article").first.focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("8")
    await expect(page.get_by_role("status")).to_have_text("Rated 8")
    await expect(page.get_by_role("article").nth(1).get_by_role("radio", name="8")).to_be_checked()
    await page.keyboard.press("x")
    await expect(page.get_by_role("status")).to_have_text("Rated 10")

    article = page.get_by_role("article").nth(1)
    await article.get_by_text("Correct the answer").press("Enter")
    await article.get_by_label("What should have been answered").fill("J. S. Bach did.")
    await article.get_by_role("checkbox", name="answer from it in these topics").check()
    recent.ask("Is this new?")
    await expect(page.get_by_role("button", name="Show 1 new question")).to_be_visible()
    assert await violations(page) == []
    await article.get_by_role("button", name="Keep the correction").press("Enter")
    await expect(article.locator(".corrected")).to_have_text(
        "Corrected, and known: J. S. Bach did."
    )
    assert (await recent.reviewed("<i>Who</i> wrote fugues?"))["rating"] == 10
    await page.get_by_role("button", name="Show 1 new question").press("Enter")
    await expect(questions.first).to_have_text("Is this new?")
    await expect(page.get_by_role("article").first).to_be_focused()

    # As a source that is a taught correction leads to it.
    await page.goto(f"{page.url.partition('?')[0]}?inquiry={0:016}")
    await expect(questions).to_have_text(["When was Bach born?"])
    await expect(page.get_by_role("article")).to_be_focused()
    await page.get_by_label("Words in it").fill("bach")
    await expect(questions).to_have_count(2)
    await page.get_by_label("Rated at most").fill("10")
    await expect(questions).to_have_text(["<i>Who</i> wrote fugues?"])


async def test_what_old_ones_would_go_is_seen_first(recent: Opened) -> None:
    """Counted, begun, and deleted one by one when that is confirmed."""
    page = recent.page
    await page.get_by_text("How many were asked").press("Enter")
    await expect(page.get_by_role("row", name="Bach 2 2")).to_be_visible()
    await expect(page.get_by_role("row", name=re.compile(r"^\d{4}-\d\d-\d\d 3$"))).to_be_visible()
    await page.get_by_text("Let old ones go").press("Enter")
    await expect(page.locator("#going")).to_contain_text("nothing goes; the year begins now")
    await page.get_by_role("button", name="Begin the year").press("Enter")
    await expect(page.get_by_role("status")).to_have_text("0 questions went.")
    long_ago = recent.made.clock() - 200 * DAY
    ReviewDatabase(recent.made.store.engine).add_round(Round(long_ago, "owner", 0))
    await page.get_by_text("Let old ones go").press("Enter")
    await page.get_by_text("Let old ones go").press("Enter")
    await page.get_by_role("button", name="Let 1 question go").press("Enter")
    await page.get_by_role("button", name="Let them go").press("Enter")
    await expect(page.get_by_role("status")).to_have_text("1 question went.")
    await expect(page.get_by_role("article")).to_have_count(2)
    assert await violations(page) == []

    await page.get_by_role("article").first.get_by_role("button", name="Delete").press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("for good, with its answer?")
    await page.get_by_role("button", name="Delete it").press("Enter")
    await expect(page.get_by_role("article")).to_have_count(1)
    await expect(page.get_by_role("article").first).to_be_focused()
