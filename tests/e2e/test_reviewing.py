"""Commands on our own pages: the dictionary and what was asked, by what the extension sends them.

The last test plays them by keys; the others send what the page agent sends, without the panel.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.core.dictionary.words import word_of
from server.services.speaking import Speaking
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import ComputerKeys
from tests.e2e.harness_server import Server
from tests.e2e.harness_words import BASE, value_keys
from tests.e2e.test_conversation import signed_in
from tests.e2e.test_people_page import violations
from tests.e2e.test_recent_page import Opened, recent
from tests.server.conftest import compose, database, speaking
from tests.server.served import served

__all__ = ["database", "recent", "speaking"]  # fixtures, which pytest finds by name

SEND = """(intent) => new Promise((done) => {
  const hear = ({detail}) => {
    const told = JSON.parse(detail);
    if (told.id !== intent.id) return;
    document.removeEventListener('rubato-told', hear);
    done(told);
  };
  document.addEventListener('rubato-told', hear);
  const detail = JSON.stringify(intent);
  document.dispatchEvent(new CustomEvent('rubato-intent', {cancelable: true, detail}));
})"""

Send = Callable[..., Awaitable[dict[str, Any]]]


def sender(page: Page) -> Send:
    """Give what sends an intent, and answers with what became of it."""
    count = 0

    async def send(command: str = "", value: int | str | None = None, **more: Any) -> Any:
        nonlocal count
        count += 1
        intent = {"id": f"t{count}", "command": command, "value": value, **more}
        kept = {name: each for name, each in intent.items() if each not in (None, "")}
        return await page.evaluate(SEND, kept)

    return send


async def test_the_dictionary_by_commands(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """Words are found, gone through, changed, kept, taken back and removed; one is practised."""
    made = compose(database, speaking, tmp_path)
    owner = made.users.owner()
    dictionary = made.dictionary.dictionary
    dictionary.add_language("tennis", "", "", owner)
    for keys, says in (("12 11", "forehand"), ("12 5", "backhand")):
        dictionary.add("tennis", word_of({"keys": keys, "says": [says]}), owner)
    made.dictionary.proposals.propose(
        owner, word_of({"keys": "5 7", "says": ["slice"]}), "", language="tennis"
    )
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        await signed_in(page, host, made.password)
        await page.goto(f"http://{host}/web/languages.html?language=tennis")
        await expect(page.locator("#count")).to_have_text("2 words.")
        send = sender(page)

        assert (await send("review.accept"))["why"] == "no_entry"
        first = await send("review.next")
        assert (first["said"], first["entry"]) == ("backhand tennis", [1, 2])
        assert (await send("review.next"))["said"] == "forehand tennis"
        assert (await send("review.next"))["why"] == "last"
        assert "C4 (12), B3 (11)" in (await send("review.read"))["said"]
        assert (await send("dictionary.meaning"))["ok"]
        await page.keyboard.type("a stroke")
        kept = await send("review.save")
        assert kept["said"] == "“forehand” is changed."
        assert "a stroke" in await page.locator("#words").inner_text()
        back = await send(undo=kept["undo"])
        assert back["said"].startswith("Taken back: 1 change")
        assert "a stroke" not in await page.locator("#words").inner_text()

        assert (await send("review.list"))["said"] == "Proposals: 1"
        assert (await send("review.next"))["said"].startswith("slice: new word in tennis")
        accepted = await send("review.accept")
        assert accepted["said"].startswith("The proposal is accepted")
        assert await page.locator("#count").inner_text() == "3 words."
        assert (await send(undo=accepted["undo"]))["ok"]

        assert (await send("dictionary.search", "forhand"))["ok"]
        await expect(page.locator("#count")).to_have_text("1 word.")
        assert (await send("review.next"))["entry"] == [1, 1]
        asked = await send("review.delete")
        assert asked["asks"]
        assert "Remove “forehand”" in asked["said"]
        assert await violations(page) == []
        gone = await send(sure=True)
        assert "is removed" in gone["said"]
        assert gone["undo"]
        assert (await send(sure=True))["why"] == "not_asked"

        assert (await send("practice.show"))["why"] == "not_now"
        await send("dictionary.search", "")
        begun = await send("practice.start")
        assert "Play “backhand”" in begun["said"]
        assert "C4 (12)" in (await send("practice.show"))["said"]
        assert (await send("practice.stop"))["said"].startswith("Ended.")
        await browser.close()


async def test_what_was_asked_by_commands(recent: Opened) -> None:
    """A rating is given, changed and taken back; a correction is opened, kept and taken back."""
    send = sender(recent.page)
    await expect(recent.page.get_by_role("article")).to_have_count(3)
    assert (await send("review.rate", 7))["why"] == "no_entry"
    assert (await send("review.next"))["said"] == "What is a toccata?"
    assert (await send("review.rate", 7))["said"] == "Rated 7"
    rated = await send("review.rate", 9)
    assert (await send(undo=rated["undo"]))["said"] == "Rated 7"
    assert (await send("review.rate", 11))["why"] == "no_value"
    assert (await recent.reviewed("What is a toccata?"))["rating"] == 7
    assert (await send("review.edit"))["said"].startswith("What should have been answered")
    await recent.page.keyboard.type("A quick piece.")
    kept = await send("review.save")
    assert kept["said"] == "Rated 7, corrected"
    assert (await send(undo=kept["undo"]))["said"] == "Rated 7"
    asked = await send("review.delete")
    assert "with its answer, its rating 7?" in asked["said"]
    assert (await send("review.next"))["said"] == "<i>Who</i> wrote fugues?"
    assert await recent.page.get_by_role("article").count() == 3


def test_commands_reach_the_page_by_keys(
    server: Server, browser: Browser, panel: Panel, paired: str
) -> None:
    """A word of the dictionary is gone to, and deleted when the panel's question is answered."""
    headers = {"authorization": f"Bearer {paired}"}
    with httpx.Client(base_url=server.address, headers=headers) as client:
        client.post("/v1/languages", json={"name": "tennis"}).raise_for_status()
        word = {"language": "tennis", "keys": [12, 11], "says": ["forehand"]}
        client.post("/v1/words", json=word).raise_for_status()
    page = browser.context.pages[0]
    page.goto(f"{server.address}/")
    page.get_by_label("Password").fill(server.password)
    page.get_by_label("Password").press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()
    page.goto(f"{server.address}/web/languages.html?language=tennis")
    page.get_by_role("heading", name="forehand tennis").wait_for()
    keys = ComputerKeys(panel.page)

    keys.play(BASE["review.next"])
    panel.wait_said("1 of 1: forehand tennis")
    keys.play((*BASE["review.rate"], *value_keys("review.rate", 7)))
    panel.wait_said("This page has nothing that does this here")
    keys.play(BASE["review.delete"])
    panel.wait_said("Remove “forehand” from tennis")
    keys.play((*BASE["item.next"], *BASE["open"]))
    panel.wait_said("“forehand” is removed")
    keys.play(BASE["undo"])
    page.get_by_role("heading", name="forehand tennis").wait_for()
