"""Conversations by voice on the chat page: interrupted by speech and by a key, kept, and held."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.adapters.workers.ear_process import EarProcess
from server.cli.scribes import POCKETSPHINX, process_of
from server.cli.workers import worker
from server.services.speaking import Speaking
from server.services.transcription import Scribe
from tests.e2e.harness_hearing import NO_ECHO, write
from tests.e2e.test_people_page import violations
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.fixtures.spoken import RATE, Spoken
from tests.server.api.test_reviews import client_of
from tests.server.conftest import Made, compose, database, speaking
from tests.server.fakes import FakeLog
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

pytestmark = [pytest.mark.e2e, pytest.mark.speech]

FLAGS = (
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)
SOUNDS = """() => {
  window.sounded = [];
  const {play} = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    sounded.push(this);
    return play.call(this);
  };
}"""
KEPT = "() => fetch('/v1/inquiries').then((it) => it.json()).then((it) => it.inquiries)"
SOUNDING = "() => sounded.filter((one) => !one.paused && !one.ended).length"


@dataclass(frozen=True)
class Room:
    """Where somebody talks with the chat page: the page, what the model does, and the server."""

    page: Page
    script: Script
    made: Made
    host: str


Rooms = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def room(
    chromium_path: str, database: Database, speaking: Speaking, spoken: Spoken, tmp_path: Path
) -> Rooms:
    """Return what opens one where texts are said, one after the other; it fails on any error."""

    @asynccontextmanager
    async def opened(*texts: str) -> AsyncIterator[Room]:
        pause = np.random.default_rng(3).normal(0, 20, RATE)
        write(tmp_path / "said.wav", [spoken(text) if text else pause for text in texts])
        heard = f"--use-file-for-fake-audio-capture={tmp_path / 'said.wav'}%noloop"
        scribe = Scribe(POCKETSPHINX, lambda: None, lambda: process_of((POCKETSPHINX,)))
        errors: list[str] = []
        with fake_ollama() as (address, script):
            ear = EarProcess(*worker("ear_worker"), FakeLog())
            made = compose(database, speaking, tmp_path, [scribe], address, ear=ear)
            async with served(made.app) as host, async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=chromium_path, args=[*FLAGS, heard]
                )
                page = await browser.new_page()
                await page.add_init_script(NO_ECHO)
                page.on("pageerror", lambda error: errors.append(str(error)))
                await signed_in(page, host, made.password)
                await page.evaluate(SOUNDS)
                yield Room(page, script, made, host)
                await browser.close()
        assert errors == []

    return opened


async def test_a_conversation_is_held_and_interrupted(room: Rooms) -> None:
    """The model stops both times, what it had said is kept, and then it listens again."""
    # The answer has begun before the second, on slow machines, too.
    async with room("where was he born", "", "and who taught him") as there:
        page, script = there.page, there.script
        script.answer = lambda _body: ["This is a sentence. "] * 400
        script.between = 0.05
        await page.get_by_text("Persona, topics, model and length").press("Enter")
        await page.get_by_label("Manner").select_option("free")
        await page.get_by_role("button", name="Talk", exact=True).press("Enter")
        status = page.get_by_role("status")
        await expect(status).to_contain_text("Speaking", timeout=20_000)
        assert await violations(page) == []

        await expect(page.get_by_role("article")).to_have_count(2, timeout=20_000)
        await expect(status).to_contain_text("Speaking", timeout=20_000)
        await page.get_by_label("Your question").press("Shift")
        await expect(status).to_contain_text("Listening")
        assert await page.evaluate("() => sounded.length") > 0
        assert await page.evaluate(SOUNDING) == 0
        await page.get_by_role("button", name="Talk", exact=True).press("Enter")
        await expect(
            page.get_by_role("button", name="Talk", exact=True, pressed=False)
        ).to_be_visible()

        await page.get_by_role("button", name="Hold to talk").focus()
        await page.keyboard.down(" ")
        await expect(status).to_contain_text("Hearing you")
        await page.keyboard.up(" ")
        await expect(status).to_contain_text("Hold “Hold to talk”")
        async with asyncio.timeout(20):
            # What was stopped last is kept a moment later.
            while len(asked := await page.evaluate(KEPT)) < 2:
                await asyncio.sleep(0.05)
    assert [one["state"] for one in asked] == ["stopped", "stopped"]
    assert all(one["answer"].startswith("This is a sentence.") for one in asked)
    assert "born" in asked[1]["question"].lower()
    assert script.cancelled == 2


async def test_a_persona_goes_on_by_itself(room: Rooms) -> None:
    """As often as it may and no oftener; then it listens, and a key ends it before that."""
    async with room("where was he born") as there:
        page, script = there.page, there.script
        script.answer = lambda _body: ["This is a sentence."]
        async with client_of(there.made, "owner") as owner:
            told = {"name": "Clara", "goes_on": 2, "prompt": "free"}
            assert (await owner.post("/v1/personas", json=told)).status_code == 201
        await page.goto(f"http://{there.host}/web/chat.html?persona=Clara")
        await expect(page.get_by_label("Who answers")).to_have_value("Clara")
        await page.get_by_role("button", name="Talk", exact=True).press("Enter")

        answers, status = page.get_by_role("article"), page.get_by_role("status")
        await expect(answers).to_have_count(3, timeout=30_000)
        await expect(status).to_contain_text("Listening", timeout=20_000)
        asked = await page.evaluate(KEPT)
        assert [one["answer"] for one in asked] == ["This is a sentence."] * 3

        script.answer = lambda _body: ["This is a sentence. "] * 400
        script.between = 0.05
        question = page.get_by_label("Your question")
        await question.fill("And then?")
        await question.press("Enter")
        await expect(status).to_contain_text("Speaking", timeout=20_000)
        await question.press("Shift")
        await expect(status).to_contain_text("Listening")
        await expect(answers).to_have_count(4)
        assert len(script.asked) == 4


async def signed_in(page: Page, host: str, password: str) -> None:
    """Open the chat page, signed in."""
    await page.goto(f"http://{host}/")
    await page.get_by_label("Password").fill(password)
    await page.get_by_label("Password").press("Enter")
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    await page.goto(f"http://{host}/web/chat.html")
    await expect(page.get_by_label("Your question")).to_be_focused()
