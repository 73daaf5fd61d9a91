"""A voice of another extension that goes as it reads: somebody else reads on, or it is told."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Words
from tests.e2e.harness_server import PAIR
from tests.e2e.harness_speech import TOKEN, speaking
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_tts import SET, Engine, told, with_voices
from tests.e2e.harness_wait import until


@pytest.fixture(scope="module")
def chromium(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser of this test's own: what it removes does not come back."""
    del chromium_path
    with with_voices(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def test_with_nobody_else_there_it_is_missed(browser: Browser, stage: Stage, pages: str) -> None:
    """That nobody reads on is told, and once the voice is back its sentence is said again."""
    engine = Engine(browser)
    engine.does("speaks", "holds")
    page = stage.panel.page
    page.evaluate(SET, {"reading_voice": "chrome:Clara"})
    stage.page.goto(f"{pages}/article.html")
    words = Words(stage)
    words.perform("read.main")
    until(lambda: len(engine.spoken) == 2, "the second sounds")
    engine.has()
    stage.until("it is told", lambda seen: seen["said"].startswith("No voice reads on"))
    engine.has("Clara")
    option = page.locator("#setting-reading_voice [value='chrome:Clara']")
    expect(option).to_have_text("Clara, British English: Chrome's")
    words.perform("continue")
    until(lambda: len(engine.spoken) == 3, "it goes on")

    assert engine.spoken[2]["text"] == engine.spoken[1]["text"]


def test_the_server_reads_on(browser: Browser, panel: Panel, stage: Stage, pages: str) -> None:
    """It says the sentence again that was broken off, and goes on; that is told once."""
    engine = Engine(browser)
    engine.does("speaks", "holds")
    with speaking() as speech:
        speech.seconds = 0.2
        panel.page.evaluate(PAIR, [speech.address, TOKEN])
        panel.wait_link("server", "ready")
        panel.page.wait_for_selector("option[value='server:en-tone']", state="attached")
        panel.page.evaluate(SET, {"reading_voice": "chrome:Clara"})
        stage.page.goto(f"{pages}/article.html")
        Words(stage).perform("read.main")
        until(lambda: len(engine.spoken) == 2, "the second sounds")
        second = engine.spoken[1]["text"]
        engine.leave()
        stage.until("the end is said", lambda seen: seen["said"] == "End of the text")

        assert speech.texts.count(second) == 1
        assert [text for text in told(panel) if "gone" in text] == [
            "Chrome's voice Clara is gone. Another voice goes on."
        ]
        panel.page.close()
