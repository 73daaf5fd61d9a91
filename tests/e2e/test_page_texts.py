"""The server's pages in another language than English: all of each page."""

import json
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, Request, Route, async_playwright, expect

from server.services.documents import Given
from tests.e2e.test_people_page import violations
from tests.page_texts import TABLES, all_texts
from tests.server.conftest import Made, database, made, speaking
from tests.server.served import served

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

PAGES = ("", "web/chat.html", "web/comments.html", "web/languages.html", "web/personas.html",
         "web/recent.html", "web/recordings.html", "web/status.html", "web/taste.html",
         "web/topics.html", "web/users.html")  # fmt: skip
NAMES = re.compile(
    r":? ?(ALL|CSV|JSON|TOML|Bach|base|swift|server|rubato|owner|recordings|fake)\b.*|ok|80 MB"
)
"""What people, programs and their data are called."""
SERVERS = """code, pre, noscript, script, style, #voice, #languages option, #embedder-models, #midi,
#scopes label, #deeds, #parts-list, #services-list, #chores-list, #update-line, #documents li,
#learnt, #things article, #language-list :is(h3, p:not(.row)), #language option, #about option"""
"""Where documents stand, and what the server says itself."""
BARE = """(servers) => {
  const bare = (text) => {
    const rest = text.replace(/⟦[^⟦⟧]*⟧/g, "");
    return rest === text ? rest.trim() : bare(rest);
  };
  const shown = ["aria-label", "title", "placeholder", "alt", "data-entries", "label"];
  const found = new Set();
  for (const element of document.querySelectorAll("*")) {
    if (element.closest(servers)) continue;
    const texts = [...element.childNodes].filter((node) => node instanceof Text);
    found.add(bare(texts.map(({ data }) => data).join(" ")));
    for (const name of shown) found.add(bare(element.getAttribute(name) ?? ""));
  }
  return [...found].filter((text) => /\\p{L}{2}/u.test(text));
}"""
"""Gives what a page shows, or would show, that no table said."""


@pytest.fixture
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    """Start a Chromium."""
    async with async_playwright() as playwright:
        args = ["--no-sandbox"]
        started = await playwright.chromium.launch(executable_path=chromium_path, args=args)
        yield started
        await started.close()


async def opened(browser: Browser, locale: str, errors: list[str]) -> Page:
    """Open a page of somebody who speaks a language; note what the browser reports."""
    page = await (await browser.new_context(locale=locale)).new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda told: errors.append(told.text) if "Content Security" in told.text else None,
    )
    return page


async def test_german(browser: Browser, made: Made) -> None:
    """Somebody whose browser is German signs in, and is told in German, as the page says it is."""
    errors: list[str] = []
    async with served(made.app) as host:
        page = await opened(browser, "de-AT", errors)
        await page.goto(f"http://{host}/")
        await expect(page.locator("html")).to_have_attribute("lang", "de")
        await expect(page).to_have_title("Rubato: das Netz spielen")
        await expect(page.get_by_text("Version 0.1.0, Laufzeit:")).to_be_visible()
        await expect(page.get_by_text("Das Passwort des Besitzers stand")).to_contain_text(
            "Tippen Sie dort rubato users password owner."
        )
        await page.get_by_label("Passwort").fill(made.password)
        await page.get_by_label("Passwort").press("Enter")
        await expect(page.get_by_text("owner (Admin)")).to_be_visible()
        assert await violations(page) == []
        await page.get_by_role("link", name="Ihre Themen fragen").click()
        await expect(page.get_by_label("Ihre Frage")).to_be_focused()
        await expect(page.get_by_role("contentinfo")).to_contain_text("0 Aufnahmen · 0 Fragen")
        assert await violations(page) == []
    assert errors == []


async def test_english_asks_for_no_table(browser: Browser, made: Made) -> None:
    """Who speaks English first, or what there is no table for, loads nothing more."""
    errors: list[str] = []
    async with served(made.app) as host:
        for locale in ("en-GB", "fr-FR"):
            page = await opened(browser, locale, errors)
            asked: list[str] = []

            def note(request: Request, asked: list[str] = asked) -> None:
                asked.append(request.url)

            page.on("request", note)
            await page.goto(f"http://{host}/web/chat.html")
            await expect(page.get_by_text("Sign in to see what is here.")).to_be_visible()

            assert not [url for url in asked if "/texts/" in url or "static_texts" in url]
            assert await page.locator("html").get_attribute("lang") == "en"
    assert errors == []


async def test_a_table_that_does_not_come(browser: Browser, made: Made) -> None:
    """Where the table is lost the page is English, and is there."""
    async with served(made.app) as host:
        page = await opened(browser, "de-DE", [])
        await page.route("**/web/texts/*.json", lambda route: route.abort())
        await page.goto(f"http://{host}/")
        await expect(page.get_by_label("Password")).to_be_visible()

        assert await page.locator("html").get_attribute("lang") == "en"


def marked(text: str) -> str:
    """Put a text, or each form of one, in marks."""
    return "|".join(f"⟦{form}⟧" for form in text.split("|"))


async def test_all_of_a_page_is_said(browser: Browser, made: Made) -> None:
    """In a language that marks what it says only names are unmarked, and the server's words."""
    table = json.dumps({text: marked(text) for text in all_texts()})
    made.library.topics.add("Bach")
    made.library.documents.load(Given("bach.md", b"# Bach\n\nBorn in Eisenach in 1685.\n"))
    errors: list[str] = []

    async def say(route: Route) -> None:
        await route.fulfill(body=table, content_type="application/json")

    async with served(made.app) as host:
        page = await opened(browser, "de-DE", errors)
        await page.route(f"**/web/texts/{TABLES[0].name}", say)
        await page.goto(f"http://{host}/")
        await page.locator("#sign-in-password").fill(made.password)
        await page.locator("#sign-in-password").press("Enter")
        await expect(page.locator("#account")).to_be_visible()
        found = {}
        for place in PAGES:
            await page.goto(f"http://{host}/{place}")
            await expect(page.locator("footer")).to_contain_text("⟦0 recordings⟧")
            bare = await page.evaluate(BARE, SERVERS)
            found[place] = [text for text in bare if not NAMES.fullmatch(text)]
        assert {place: texts for place, texts in found.items() if texts} == {}
    assert errors == []
