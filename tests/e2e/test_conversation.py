"""Conversations by voice on the chat page: interrupted by speech and by a key, kept, and held."""

from pathlib import Path

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
from tests.fixtures.fake_ollama import fake_ollama
from tests.fixtures.spoken import Spoken
from tests.server.conftest import compose, database, speaking
from tests.server.fakes import FakeLog
from tests.server.served import served

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

pytestmark = [pytest.mark.e2e, pytest.mark.speech]

QUIETEN = """() => {
  window.silenced = [];
  const {pause} = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.pause = function () {
    if (!this.paused) silenced.push(performance.now());
    pause.call(this);
  };
}"""


async def test_a_conversation_is_held_and_interrupted(
    chromium_path: str, database: Database, speaking: Speaking, spoken: Spoken, tmp_path: Path
) -> None:
    """The model stops both times, what it had said is kept, and then it listens again."""
    write(tmp_path / "said.wav", [spoken("where was he born"), spoken("and who taught him")])
    scribe = Scribe(POCKETSPHINX, lambda: None, lambda: process_of((POCKETSPHINX,)))
    errors: list[str] = []
    with fake_ollama() as (address, script):
        script.answer = lambda _body: ["This is a sentence. "] * 400
        script.between = 0.05
        ear = EarProcess(*worker("ear_worker"), FakeLog())
        made = compose(database, speaking, tmp_path, [scribe], address, ear=ear)
        async with served(made.app) as host, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium_path,
                args=[
                    "--no-sandbox",
                    "--use-fake-ui-for-media-stream",
                    "--use-fake-device-for-media-stream",
                    f"--use-file-for-fake-audio-capture={tmp_path / 'said.wav'}%noloop",
                    "--autoplay-policy=no-user-gesture-required",
                ],
            )
            page = await browser.new_page()
            await page.add_init_script(NO_ECHO)
            page.on("pageerror", lambda error: errors.append(str(error)))
            await signed_in(page, host, made.password)
            await page.evaluate(QUIETEN)
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
            assert len(await page.evaluate("() => silenced")) == 2
            await page.get_by_role("button", name="Talk", exact=True).press("Enter")
            await expect(
                page.get_by_role("button", name="Talk", exact=True, pressed=False)
            ).to_be_visible()

            await page.get_by_role("button", name="Hold to talk").focus()
            await page.keyboard.down(" ")
            await expect(status).to_contain_text("Hearing you")
            await page.keyboard.up(" ")
            await expect(status).to_contain_text("Hold “Hold to talk”")
            asked = (await page.evaluate("() => fetch('/v1/inquiries').then((it) => it.json())"))[
                "inquiries"
            ]
            await browser.close()
    assert errors == []
    assert [one["state"] for one in asked] == ["stopped", "stopped"]
    assert all(one["answer"].startswith("This is a sentence.") for one in asked)
    assert "born" in asked[1]["question"].lower()
    assert script.cancelled == 2


async def signed_in(page: Page, host: str, password: str) -> None:
    """Open the chat page, signed in."""
    await page.goto(f"http://{host}/")
    await page.get_by_label("Password").fill(password)
    await page.get_by_label("Password").press("Enter")
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    await page.goto(f"http://{host}/web/chat.html")
    await expect(page.get_by_label("Your question")).to_be_focused()
