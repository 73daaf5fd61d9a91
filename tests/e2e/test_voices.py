"""Who speaks in the panel: answers, reading, names and tries by the server's voice or another's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_heard import play
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Words
from tests.e2e.harness_server import PAIR
from tests.e2e.harness_speech import TOKEN, Speech, speaking
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

SET = """async (changes) => {
  const {settings = {}} = await chrome.storage.sync.get('settings');
  await chrome.storage.sync.set({settings: {...settings, ...changes}});
}"""

# How long each sound lasts that is no sample of an earcon: names are made anew at 24 kHz.
NAMES = """() => {
  window.names = [];
  const {start} = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (this.buffer.sampleRate === 24000) names.push(this.buffer.duration);
    return start.apply(this, when);
  };
}"""

# A voice of the browser that comes to the end of each sentence only when it is told to.
FAKE_END = "() => { fakeSpeech.last?.onend?.(); }"
FAKE_KEEPS = """() => {
  fakeSpeech.speak = (utterance) => {
    fakeSpeech.spoken.push(utterance.text);
    fakeSpeech.last = utterance;
    utterance.onstart?.();
  };
}"""


@pytest.fixture
def speech() -> Iterator[Speech]:
    """Run a server that speaks in tones."""
    with speaking() as running:
        yield running


@pytest.fixture
def heard(voice: None, speech: Speech, panel: Panel) -> Iterator[Panel]:
    """Pair the panel with the speech server, and wait until its voices are there."""
    panel.page.evaluate(FAKE_KEEPS)
    panel.page.evaluate(PAIR, [speech.address, TOKEN])
    panel.wait_link("server", "ready")
    expect(
        panel.page.locator("#setting-answer_voice option[value='server:en-tone']")
    ).to_have_count(1)
    yield panel
    panel.page.close()


@pytest.fixture
def words(heard: Panel, stage: Stage, pages: str) -> Words:
    """Open an article beside the panel."""
    stage.page.goto(f"{pages}/article.html")
    return Words(stage)


def set_to(panel: Panel, **settings: Any) -> None:
    """Change settings, as another panel does."""
    panel.page.evaluate(SET, settings)


def spoken(panel: Panel) -> list[str]:
    """Give what the browser's own voice has said."""
    texts: list[str] = panel.page.evaluate("() => fakeSpeech.spoken")
    return texts


def settings_room(panel: Panel) -> Page:
    """Open the settings."""
    panel.page.bring_to_front()
    panel.page.click("#tab-settings")
    return panel.page


def test_answers_are_spoken_by_the_server(heard: Panel, speech: Speech) -> None:
    """What the panel answers goes to the server's voice, at the pace of answers."""
    set_to(heard, speech="voice", answer_pace=200, rate=60, voice_pitch=80)
    play(heard, 4, 4)
    until(lambda: speech.texts, "an answer is spoken")

    assert speech.asked[0] == {
        "input": heard.said,
        "response_format": "pcm",
        "speed": 2,
        "pitch": 0.8,
        "language": "en",
    }
    assert spoken(heard) == []


def test_the_language_of_answers_chooses_their_voice(heard: Panel, speech: Speech) -> None:
    """It holds from the next answer on, and back again."""
    set_to(heard, speech="voice", answer_language="de")
    play(heard, 4, 4)
    until(lambda: speech.texts, "an answer is spoken")
    set_to(heard, answer_language="")
    play(heard, 4, 4)
    until(lambda: len(speech.texts) > 1, "another answer is spoken")

    assert [one["language"] for one in speech.asked] == ["de", "en"]


def test_reading_goes_through_the_server_in_order(words: Words, speech: Speech) -> None:
    """Each sentence is asked for once, in its language, the next while the present one sounds."""
    speech.seconds = 0.3
    words.perform("read.main")
    words.stage.until("the end is said", lambda seen: seen["said"] == "End of the text")

    assert len(speech.texts) == len(set(speech.texts)) == 8
    assert [one["language"] for one in speech.asked] == [*["en"] * 3, "de", "de", *["en"] * 3]
    assert spoken(words.stage.panel) == []


def test_stop_continue_and_back_keep_the_place(words: Words, speech: Speech) -> None:
    """What is stopped is silent; continue says its sentence again, previous the one before."""
    speech.seconds = 0.3
    words.perform("read.main")
    until(lambda: len(speech.texts) > 2, "the third is fetched ahead")
    speech.seconds = 30
    until(lambda: len(speech.texts) > 3, "the third sounds")
    words.perform("stop")
    words.stage.until("it stopped", lambda seen: seen["said"] == "Stopped")
    before = len(speech.texts)
    words.perform("continue")
    until(lambda: len(speech.texts) > before, "it goes on")
    third = speech.texts[2]

    assert speech.texts[before] == third or speech.texts[before] == speech.texts[3]
    resumed = speech.texts.index(speech.texts[before])
    words.perform("read.previous")
    words.stage.until("the one before", lambda seen: seen["said"] == f"Sentence {resumed} of 8")
    assert speech.texts[resumed - 1] in speech.texts[before:]


def test_faster_says_the_sentence_again_at_once(words: Words, speech: Speech) -> None:
    """Another pace is heard from the sentence on that is being said."""
    speech.seconds = 30
    words.perform("read.main")
    until(lambda: len(speech.texts) == 2, "the second is fetched ahead")
    words.perform("read.faster")
    until(lambda: len(speech.texts) == 4, "both are made anew")

    assert speech.texts[2:] == speech.texts[:2]
    assert [one["speed"] for one in speech.asked] == [1, 1, 1.2, 1.2]


def test_a_server_that_goes_is_replaced_and_said_once(words: Words, speech: Speech) -> None:
    """The browser's voice says the sentence again and goes on, and that is told."""
    words.stage.browser.forgive("ERR_", "WebSocket", "/v1/")
    panel = words.stage.panel
    speech.held.clear()
    words.perform("read.main")
    words.stage.until("it reads", lambda seen: seen["said"].startswith("Reading"))
    first = speech.texts[0]
    speech.dies_after = 1
    speech.stop()
    until(lambda: spoken(panel), "the browser's voice speaks")
    assert spoken(panel) == [first]
    panel.page.evaluate(FAKE_END)
    until(lambda: len(spoken(panel)) == 2, "it goes on")
    told = {view["said"]["id"]: view["said"]["text"] for view in panel.views}.values()
    lost = [text for text in told if text.startswith("The server's voice is gone.")]

    assert lost == ["The server's voice is gone. The browser's voice goes on."]


def test_a_server_that_is_back_speaks_again(heard: Panel, speech: Speech, browser: Any) -> None:
    """While it is away the browser answers, and afterwards the server."""
    browser.forgive("ERR_", "WebSocket", "/v1/")
    set_to(heard, speech="voice")
    speech.stop()
    heard.wait_link("server", "lost")
    until(lambda: spoken(heard), "the loss is said by the browser")
    speech.start()
    heard.wait_link("server", "ready")
    heard.page.evaluate(FAKE_END)
    asked = len(speech.texts)
    until(lambda: _answers(heard, speech, asked), "the server answers")


def _answers(panel: Panel, speech: Speech, before: int) -> bool:
    play(panel, 4, 4)
    return len(speech.texts) > before


def test_voices_are_tried_at_once_by_keyboard(heard: Panel, speech: Speech) -> None:
    """A choice, a pace and a pitch are heard by their button, without a reload."""
    page = settings_room(heard)
    page.select_option("#setting-reading_voice", "server:de-tone")
    page.fill("#setting-rate", "140")
    page.fill("#setting-voice_pitch", "120")
    page.locator("#setting-reading_voice").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#try-reading")).to_be_focused()
    page.keyboard.press("Enter")
    until(lambda: speech.texts, "it is tried")
    tried = speech.asked[0]

    assert tried["input"] == "Deutsch. Mittwoch, 14. Mai 2025."
    assert (tried["voice"], tried["language"]) == ("de-tone", "de-DE")
    assert (tried["speed"], tried["pitch"]) == (1.4, 1.2)
    page.get_by_role("button", name="Try the voice that answers").click()
    until(lambda: len(speech.texts) == 2, "the other is tried")
    assert speech.texts[1].startswith("This is how I sound.")


def test_what_is_sent_where_is_said_beside_it(heard: Panel) -> None:
    """Each choice tells what becomes of the words, in the description of its field."""
    page = settings_room(heard)
    field = page.locator("#setting-reading_voice")
    expect(field).to_have_accessible_description(re.compile("stays on this machine"))
    page.select_option("#setting-reading_voice", "server")
    expect(field).to_have_accessible_description(re.compile("your server on this machine"))
    page.evaluate("""() => {
      const cloud = {voiceURI: 'cloud', name: 'Cloud', lang: 'en-GB', localService: false};
      fakeSpeech.getVoices = () => [cloud];
      fakeSpeech.changed();
    }""")
    page.select_option("#setting-reading_voice", "browser:cloud")
    expect(field.locator("option:checked")).to_have_text(
        "Cloud, British English: the browser's, online"
    )
    expect(field).to_have_accessible_description(re.compile("sent over the internet"))


def test_a_voice_that_is_not_there_says_so(heard: Panel, speech: Speech, browser: Any) -> None:
    """A try is heard from the voice that is chosen, or it is said that it can't be."""
    browser.forgive("ERR_", "WebSocket", "/v1/")
    page = settings_room(heard)
    page.select_option("#setting-answer_voice", "server:en-tone")
    speech.stop()
    page.click("#try-answer")

    heard.wait_said("The server's voice is gone|The voice en-tone is not there now")
    assert "This is how I sound" not in " ".join(spoken(heard))


def test_names_are_heard_in_a_blink(words: Words, speech: Speech) -> None:
    """Moving along a list sounds each name within 0.4 s, made once, the next beforehand."""
    panel = words.stage.panel
    speech.seconds = 1.2
    panel.page.evaluate(NAMES)
    set_to(panel, spearcons=True)
    words.perform("link.list")
    until(lambda: len(speech.texts) >= 2, "the neighbour is made")
    words.perform("item.next")
    until(lambda: panel.page.evaluate("() => names.length"), "a name sounds")
    words.perform("item.previous")
    words.perform("item.next")
    until(lambda: panel.page.evaluate("() => names.length") >= 3, "more names sound")

    assert len(speech.texts) == len(set(speech.texts))
    assert all(0.1 < seconds <= 0.4 for seconds in panel.page.evaluate("() => names"))


def test_tour_is_told_by_the_same_voice(heard: Panel, speech: Speech) -> None:
    """The tour is spoken by the voice that answers."""
    set_to(heard, speech="voice")
    heard.page.click("#tab-tour")
    heard.page.click("text=Begin the tour")
    until(lambda: speech.texts, "the tour is told")

    assert speech.texts[0].startswith("Play ")
