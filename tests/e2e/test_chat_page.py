"""The chat page in a real Chromium: asked, cited, stopped, spoken, by keyboard alone, for all."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.services.documents import Given
from server.services.speaking import Speaking
from tests.e2e.test_people_page import violations
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.conftest import Made, compose, database, speaking
from tests.server.made_library import compose_library
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

BACH = b"# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n"
TALK = b"1\n00:12:31,000 --> 00:12:35,000\nThe fugue has three voices.\n"


@dataclass
class Opened:
    """The page, signed in, and the model behind it."""

    page: Page
    script: Script
    made: Made


@pytest.fixture
def ollama() -> Iterator[tuple[str, Script]]:
    """Serve a fake Ollama."""
    with fake_ollama() as made:
        yield made


@pytest.fixture
async def chat(
    chromium_path: str,
    database: Database,
    speaking: Speaking,
    tmp_path: Path,
    ollama: tuple[str, Script],
) -> AsyncIterator[Opened]:
    """Open the page of a server with two documents; fail on any error the browser reports."""
    made = compose(database, speaking, tmp_path, ollama=ollama[0])
    library = compose_library(database.engine, made.clock, bytes, made.log)
    first = library.documents.load(Given("bach.md", BACH)).document
    library.topics.put(first.id, library.topics.add("Bach", "Written for pianists.").id)
    library.topics.add("Other")
    library.documents.load(Given("talk.srt", TALK, "https://www.youtube.com/watch?v=abc"))
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        await page.goto(f"http://{host}/web/chat.html")
        await expect(page.get_by_text("Sign in to see what is here.")).to_be_visible()
        await page.goto(f"http://{host}/")
        await page.get_by_label("Password").fill(made.password)
        await page.get_by_label("Password").press("Enter")
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        await page.get_by_role("link", name="Ask your topics").click()
        await expect(page.get_by_label("Your question")).to_be_focused()
        yield Opened(page, ollama[1], made)
        await browser.close()
    assert errors == []


async def ask(page: Page, question: str) -> None:
    """Type a question and press Enter."""
    await page.get_by_label("Your question").fill(question)
    await page.get_by_label("Your question").press("Enter")


async def test_an_answer_has_its_sources(chat: Opened) -> None:
    """Its number leads to the quote, and a video opens at the second."""
    chat.script.answer = lambda _body: ["It has three", " voices [1]. ", "More is unknown."]
    await ask(chat.page, "How many voices has the fugue?")
    article = chat.page.get_by_role("article")

    await expect(article.get_by_role("heading")).to_have_text("How many voices has the fugue?")
    await expect(article.locator(".said")).to_have_text("It has three voices [1]. More is unknown.")
    await expect(article.locator("blockquote")).to_contain_text("The fugue has three voices.")
    await expect(article.locator("blockquote a")).to_have_text("at 12:31")
    await expect(article.locator("blockquote a")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=abc&t=751s"
    )
    await expect(article.locator(".uncarried")).to_have_text("More is unknown.")
    await article.get_by_role("link", name="source 1").press("Enter")
    await expect(chat.page.locator("li:target blockquote")).to_be_visible()


async def test_a_topic_is_filtered_and_asked(chat: Opened) -> None:
    """Its caution is shown, and a conversation goes on where it was."""
    await chat.page.get_by_text("Persona, topics, model and length").press("Enter")
    await chat.page.get_by_label("Filter topics").fill("ba")
    await expect(chat.page.get_by_label("Other")).to_be_hidden()
    await chat.page.get_by_label("Bach (1 document)").check()
    await ask(chat.page, "Where was Bach born?")
    await expect(chat.page.locator(".note").first).to_have_text("Written for pianists.")
    await expect(chat.page.locator("article details")).to_be_hidden()
    await ask(chat.page, "And when?")
    await expect(chat.page.get_by_role("article")).to_have_count(2)
    await expect(chat.page.locator("#said")).to_be_hidden()

    said = [message["content"] for message in chat.script.asked[-1]["messages"]]
    assert said[1] == "Where was Bach born?"


async def test_escape_stops_the_model(chat: Opened) -> None:
    """At once, and what came stays."""
    chat.script.answer = lambda _body: ["word "] * 500
    chat.script.between = 0.02
    await ask(chat.page, "Who is Bach?")
    await expect(chat.page.locator(".said")).to_contain_text("word word")
    await expect(chat.page.get_by_role("status")).to_have_text("Answering …")
    await chat.page.keyboard.press("Escape")

    await expect(chat.page.locator(".note")).to_have_text("Stopped.")
    await expect(chat.page.get_by_role("button", name="Stop")).to_be_disabled()


async def test_a_question_is_asked_again(chat: Opened) -> None:
    """Shorter, in its place, with the answer before folded away; or changed; seconds are told."""
    await ask(chat.page, "Where was Bach born?")
    await expect(chat.page.get_by_role("button", name="Ask again")).to_be_visible()
    await ask(chat.page, "And when?")
    chat.script.answer = lambda _body: ["Anew."]
    await chat.page.get_by_role("button", name="Shorter").first.press("Enter")
    await expect(chat.page.locator(".said").first).to_have_text("Anew.")
    await expect(chat.page.get_by_role("button", name="Shorter")).to_be_disabled()
    await chat.page.get_by_text("Before, with what followed").press("Enter")
    await expect(chat.page.locator("details.before h2")).to_have_text(
        ["Where was Bach born?", "And when?"]
    )

    chat.script.first = 60.0
    await chat.page.get_by_role("button", name="Edit the question").press("Enter")
    await expect(chat.page.get_by_label("Your question")).to_have_value("Where was Bach born?")
    chat.script.loaded.clear()
    await ask(chat.page, "Who was Bach?")
    await expect(chat.page.locator("#loading-what")).to_have_text(
        "tiny:1b is being loaded into memory …"
    )
    await expect(chat.page.get_by_role("timer")).to_have_text("0 s")
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.get_by_role("button", name="Ask again")).to_have_count(1)
    said = [message["content"] for message in chat.script.asked[-1]["messages"]]
    assert said[1].endswith("Question: Who was Bach?")
    assert await violations(chat.page) == []


async def test_an_answer_is_spoken(chat: Opened) -> None:
    """By the server's voice, without its numbers."""
    await ask(chat.page, "Where was Bach born?")
    async with chat.page.expect_request("**/v1/audio/speech") as asked:
        await chat.page.get_by_role("button", name="Speak the answer").click()
    request = await asked.value

    assert (request.post_data_json or {})["input"] == "Hello there."


async def test_the_steps_of_an_answer_are_seen(chat: Opened) -> None:
    """What is planned, what each search found, and what a check came to; they bar nobody."""

    def reply(body: dict[str, Any]) -> list[str]:
        system = body["messages"][0]["content"]
        if "Part the question" in system:
            return ['{"lookups": ["Bach Eisenach", "fugue voices"]}']
        if "You check sentences" in system:
            return ['{"sentences": [{"number": 0, "carried": true}]}']
        return ["Born in Eisenach [1]."]

    chat.script.answer = reply
    await chat.page.get_by_text("Persona, topics, model and length").press("Enter")
    await chat.page.get_by_label("Way").select_option("plan")
    await chat.page.get_by_label("Check each sentence").check()
    await ask(chat.page, "Where was Bach born, and how many voices has the fugue?")
    steps = chat.page.locator("article .steps li")

    await expect(steps).to_have_count(4)
    assert await steps.all_inner_texts() == [
        "Planned: Bach Eisenach; fugue voices",
        "Looked up “Bach Eisenach”: [1]",
        "Looked up “fugue voices”: [2]",
        "Checked the sentences: 1 of 1 carried.",
    ]
    await expect(chat.page.locator("blockquote")).to_be_visible()
    assert await violations(chat.page) == []


async def test_scripts_may_ask(chat: Opened) -> None:
    """`Chat(text, {prompt, topics})` gives the answer as a text."""
    told = await chat.page.evaluate("() => Chat('Where was Bach born?', {topics: ['Bach']})")

    assert told == "Hello there."


async def test_what_an_answer_says_is_text(chat: Opened) -> None:
    """No document or model makes an element of the page."""
    chat.script.answer = lambda _body: ["<b onclick=alert(1)>bold</b> [1]."]
    await ask(chat.page, "<i>Bach</i> born?")

    await expect(chat.page.get_by_role("article").get_by_role("heading")).to_have_text(
        "<i>Bach</i> born?"
    )
    await expect(chat.page.locator(".said")).to_contain_text("<b onclick=alert(1)>bold")
    assert await chat.page.locator("article b, article i").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_bars_anyone(chat: Opened, scheme: Any) -> None:
    """In light and dark axe finds nothing, before and after an answer."""
    await chat.page.emulate_media(color_scheme=scheme)
    assert await violations(chat.page) == []
    chat.script.answer = lambda _body: ["Born in Eisenach [1]. And more."]
    await ask(chat.page, "Where was Bach born?")
    await expect(chat.page.locator("blockquote")).to_be_visible()
    await chat.page.get_by_text("Persona, topics, model and length").press("Enter")

    assert await violations(chat.page) == []
