"""Names, titles, comments and questions that are markup: text on every page that lists them."""

from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.core.comments.comment import Author
from server.core.comments.outbox import Reply
from server.services.speaking import Speaking
from tests.server.commented import HERE, comment, performed, video
from tests.server.conftest import Made, compose, database, speaking
from tests.server.fakes import MORNING
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

EVIL = "<img src=x onerror=hacked()><svg/onload=hacked()>"
WHERE = {
    "topics.html": "topic", "personas.html": "persona", "recordings.html": "recording",
    "comments.html": "comment", "recent.html": "question", "languages.html": "",
    "chat.html": "", "taste.html": "", "status.html": "", "../": "paired",
}  # fmt: skip
"""Each page of lists, and what is found on it."""
LEFT = """() => [...document.querySelectorAll('*')].filter((one) => one.onerror || one.onload
  || one.matches('img[src=x], svg[onload], [onerror], script:not([src])')).length"""


def evil(what: str) -> str:
    """Give a hostile name of something."""
    return f"{what} {EVIL}"


async def planted(made: Made, host: str) -> None:
    """Put hostile names into everything that has a name."""
    performed(made)
    made.comments.keep_videos([video(title=evil("video"))])
    author = Author("UCevil", evil("author"))
    made.comments.keep_comments([comment(evil("comment"), author=author)])
    made.outbox.add(Reply("c1", "c1", HERE, evil("reply"), "review", MORNING, MORNING))
    headers = {"Authorization": f"Bearer {made.extension_token()}"}
    base = f"http://{host}/v1/"
    async with httpx.AsyncClient(base_url=base, headers=headers) as owner:
        sent: list[tuple[str, dict[str, Any]]] = [
            ("topics", {"name": evil("topic")}),
            ("personas", {"name": evil("persona"), "greeting": evil("hello")}),
            ("recordings/performances", {"name": evil("recording"), "video": ""}),
            ("languages", {"name": "tennis", "help": evil("tennis")}),
            ("words", {"language": "tennis", "keys": "5 7 9", "meanings": [evil("meaning")]}),
            ("inquiries", {"question": evil("question"), "page": {
                "title": evil("page"), "address": "javascript:hacked()", "text": evil("text")}}),
        ]  # fmt: skip
        for route, told in sent:
            answer = await owner.post(route, json=told)
            assert answer.status_code < 300, (route, answer.text)
        named = {"name": evil("file") + ".txt", "title": evil("document"), "topic": evil("topic"),
                 "address": "javascript:hacked()"}  # fmt: skip
        answer = await owner.post("documents/file", params=named, content=evil("words").encode())
        assert answer.status_code < 300, answer.text
    made.pairing.redeem(made.pairing.open(made.users.owner()).code, evil("paired")[:80])


async def looked(page: Page, host: str, name: str, what: str) -> None:
    """Open a page, wait until what is hostile is there, and see that it is text."""
    await page.goto(f"http://{host}/web/{name}")
    if what:
        await expect(page.get_by_text(f"{what} <img src=x").first).to_be_attached()
    assert await page.evaluate(LEFT) == 0, name
    assert await page.evaluate("() => window.hacks") == 0, name


async def test_markup_is_text_on_every_page(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """No page makes an element of it, runs it, or has to be kept from it by its policy."""
    made = compose(database, speaking, tmp_path)
    told: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        await planted(made, host)
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda one: told.append(one.text) if "Content Sec" in one.text else None)
        await page.add_init_script(
            "window.hacks = 0; window.hacked = () => { window.hacks += 1; };"
        )
        await page.goto(f"http://{host}/")
        await page.get_by_label("Password").fill(made.password)
        await page.get_by_label("Password").press("Enter")
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        for name, what in WHERE.items():
            await looked(page, host, name, what)
        assert await page.locator("a[href^='javascript:' i]").count() == 0
        await browser.close()
    assert told == []
