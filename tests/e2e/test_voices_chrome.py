"""Chrome's voices in the panel, by a voice that another extension brings: chosen, heard, lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_heard import play
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_tts import LISTEN, LOUDEST, SET, Engine, told, with_voices
from tests.e2e.harness_wait import until

TRIED = "This is how I sound. Link 3 of 12: Sign in."
STOP = 3


@pytest.fixture(scope="module")
def chromium(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser with another extension's voices in it."""
    del chromium_path
    with with_voices(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def engine(browser: Browser) -> Iterator[Engine]:
    """Give the other extension, which speaks."""
    found = Engine(browser)
    found.does("speaks")
    yield found
    browser.chrome("chrome.tts.stop()")


def chosen(panel: Panel, voice: str, **settings: object) -> Page:
    """Choose who answers in the settings, as a person does."""
    page = panel.page
    page.bring_to_front()
    page.click("#tab-settings")
    page.evaluate(SET, settings)
    page.select_option("#setting-answer_voice", voice)
    return page


def test_a_voice_is_chosen_by_its_name_and_tried(engine: Engine, panel: Panel) -> None:
    """It is heard in the manner that is set; one that never tells its end is not offered."""
    page = chosen(panel, "chrome:Clara")
    names = page.locator("#setting-answer_voice option").all_inner_texts()
    page.fill("#setting-answer_pace", "140")
    page.fill("#setting-voice_pitch", "80")
    page.fill("#setting-voice_volume", "50")
    page.click("#try-answer")
    (tried,) = until(lambda: engine.spoken, "it is tried")

    assert {"Clara, British English: Chrome's", "Cloud, British English: Chrome's, online"} < {
        *names
    }
    assert "Endless, British English: Chrome's" not in names
    tried.pop("at")
    assert tried == {
        "text": TRIED,
        "voiceName": "Clara",
        "lang": "en-GB",
        "rate": 1.4,
        "pitch": 0.8,
        "volume": 0.5,
    }


def test_answers_are_spoken_by_it_in_their_language(engine: Engine, panel: Panel) -> None:
    """What the panel says goes to it; in another language another of Chrome's voices speaks."""
    chosen(panel, "chrome:Clara", speech="voice")
    play(panel, 4, 4)
    first = until(lambda: engine.spoken and panel.said, "an answer is spoken")
    panel.page.evaluate(SET, {"answer_language": "de"})
    until(lambda: _answered(panel, engine, "Dora"), "the answer is German")

    assert (engine.spoken[0]["text"], engine.spoken[0]["voiceName"]) == (first, "Clara")
    until(lambda: engine.spoken[-1]["text"] == panel.said, "it is what the panel shows")


def _answered(panel: Panel, engine: Engine, voice: str) -> bool:
    before = len(engine.spoken)
    play(panel, 4, 4)
    until(lambda: len(engine.spoken) > before, "it answers")
    return bool(engine.spoken[-1]["voiceName"] == voice)


@pytest.fixture
def words(engine: Engine, stage: Stage, pages: str) -> Words:
    """Open an article that Clara is to read."""
    stage.panel.page.evaluate(SET, {"reading_voice": "chrome:Clara", "rate": 300})
    stage.page.goto(f"{pages}/article.html")
    return Words(stage)


def test_a_page_is_read_by_it(words: Words, engine: Engine) -> None:
    """Sentence by sentence in their order, the German ones by the German voice."""
    words.perform("read.main")
    words.stage.until("the end is said", lambda seen: seen["said"] == "End of the text")

    assert [one["voiceName"] for one in engine.spoken] == [
        *["Clara"] * 3,
        *["Dora"] * 2,
        *["Clara"] * 3,
    ]
    assert len({one["text"] for one in engine.spoken}) == 8
    assert {one["rate"] for one in engine.spoken} == {3}


def test_stop_silences_it_and_continue_says_the_sentence_again(
    words: Words, engine: Engine
) -> None:
    """The voice is told to be silent, and says its sentence from the beginning."""
    engine.does("speaks", "holds")
    words.perform("read.main")
    until(lambda: len(engine.spoken) == 2, "the second sounds")
    play(words.stage.panel, STOP)
    words.stage.until("it stopped", lambda seen: seen["said"] == "Stopped")
    until(lambda: engine.stops, "it is told to stop")
    words.perform("continue")
    until(lambda: len(engine.spoken) == 3, "it goes on")

    assert engine.spoken[2]["text"] == engine.spoken[1]["text"]


def test_stop_ends_an_answer_and_says_so(engine: Engine, panel: Panel) -> None:
    """An answer that is being said is something that runs."""
    engine.does("holds")
    page = chosen(panel, "chrome:Clara")
    page.click("#try-answer")
    until(lambda: engine.spoken, "it speaks")
    play(panel, STOP)

    panel.wait_said("Stopped")
    until(lambda: engine.stops, "it is told to stop")


def test_earcons_are_ducked_under_it_and_come_back(browser: Browser, engine: Engine) -> None:
    """A key's echo is 6 dB softer while it speaks, and as loud as before afterwards."""
    browser.devtools.first_scripts.append(LISTEN)
    panel = Panel(browser.open_window(PANEL + "?window"))
    panel.wait_until_engine()
    engine.does("holds")
    page = chosen(panel, "chrome:Clara")
    alone = page.evaluate(LOUDEST, [1, 12])
    page.click("#try-answer")
    until(lambda: engine.spoken, "it speaks")
    under = page.evaluate(LOUDEST, [1, 12])
    play(panel, STOP)
    panel.wait_said("Stopped")
    after = page.evaluate(LOUDEST, [1, 12])

    assert under / alone == pytest.approx(0.5, abs=0.1)
    assert after / alone == pytest.approx(1, abs=0.1)


def test_a_voice_that_tells_its_end_alone_is_heard_out(engine: Engine, panel: Panel) -> None:
    """It is not taken for silent, however long it speaks."""
    page = chosen(panel, "chrome:Plain", answer_pace=40)
    engine.does("holds")
    page.click("#try-answer")
    until(lambda: engine.spoken, "it speaks")
    page.wait_for_timeout(3500)  # longer than a voice that is silent is waited for

    assert engine.stops == []
    assert told(panel) == [""]
    play(panel, STOP)
    until(lambda: engine.stops, "it is told to stop")


def test_what_it_fails_to_say_another_says(engine: Engine, panel: Panel) -> None:
    """The browser's voice says the answer, why is told, and Chrome's are back after a while."""
    engine.does("fails", "speaks")
    page = chosen(panel, "chrome:Clara", speech="voice")
    play(panel, 4, 4)
    until(lambda: len(engine.spoken) >= 2, "it is said again")
    lost = "Chrome's voice failed, and says: my loudspeaker burns. Another voice goes on."
    until(lambda: lost in told(panel), "the loss is told")

    assert engine.spoken[0]["text"] == engine.spoken[1]["text"]
    option = page.locator("#setting-answer_voice option[value='chrome:Clara']")
    expect(option).to_have_text("Clara, British English: Chrome's", timeout=30_000)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("fails", r"^Chrome's voice failed, and says: my loudspeaker burns\.$"),
        ("silent", r"^Chrome's voice failed\.$"),
    ],
)
def test_a_try_that_fails_is_told_and_may_be_tried_again(
    engine: Engine, panel: Panel, how: str, why: str
) -> None:
    """Nobody speaks in its place, and the voice stays to be chosen."""
    engine.does(how, "speaks")
    page = chosen(panel, "chrome:Clara")
    page.click("#try-answer")
    panel.wait_said(why)
    assert len(engine.spoken) == 1
    page.click("#try-answer")
    until(lambda: len(engine.spoken) == 2, "it is tried again")
