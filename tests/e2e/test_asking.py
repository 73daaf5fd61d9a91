"""Asking in the panel, of the real server over a fake Ollama: pages and videos added and asked."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from server.adapters.database import open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.core.comments.outbox import Reply
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_ears import say
from tests.e2e.harness_hearing import SET
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_players import ComputerKeys
from tests.e2e.harness_server import Server
from tests.e2e.harness_stage import HAVE_A_VOICE
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import BASE
from tests.e2e.test_accessibility import violations
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.commented import HERE, comment

QUESTION = "Who is the Kapellmeister?"
ADD_TALK = """() => {
  const video = document.createElement('video');
  video.setAttribute('aria-label', 'A talk');
  const cues = 'WEBVTT\\n\\n12:31.000 --> 12:35.000\\nThe fugue has <b>three</b> voices.\\n';
  video.preload = 'none';
  video.innerHTML = '<source src="talk.mp4"><track kind="captions" srclang="en">';
  video.lastChild.src = URL.createObjectURL(new Blob([cues], {type: 'text/vtt'}));
  document.body.append(video);
}"""
SPOKEN = "() => window.fakeSpeech.spoken"
SENTENCE = "The left hand is the Kapellmeister."
FRONT = "async () => (await chrome.tabs.query({active: true})).map(({url}) => url)"


@pytest.fixture(scope="module")
def ollama() -> Iterator[tuple[str, Script]]:
    """Serve a fake Ollama."""
    with fake_ollama() as made:
        yield made


@pytest.fixture(scope="module")
def running_server(
    tmp_path_factory: pytest.TempPathFactory, ollama: tuple[str, Script]
) -> Iterator[Server]:
    """Run the real server, which asks it."""
    running = Server(tmp_path_factory.mktemp("data"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUBATO_OLLAMA_URL", ollama[0])
        running.start()
    yield running
    running.stop()


@pytest.fixture
def script(ollama: tuple[str, Script]) -> Script:
    """Give what it answers: one sentence from the first passage, and one from nowhere."""
    made = ollama[1]
    made.between = 0.0
    made.answer = lambda _body: ["The left hand", " is the Kapellmeister [1]. ", "So it is said."]
    return made


@pytest.fixture
def article(browser: Browser, pages: str) -> Page:
    """Show an article in the one tab there is."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/article.html")
    page.bring_to_front()
    return page


def documents(server: Server, token: str) -> list[str]:
    """Give the titles of what the library holds."""
    headers = {"authorization": f"Bearer {token}"}
    told = httpx.get(f"{server.address}/v1/documents", headers=headers).json()
    return [one["title"] for one in told["documents"]]


def text_of(server: Server, token: str, title: str) -> str:
    """Give the text of the document with this in its title; empty where there is none."""
    headers = {"authorization": f"Bearer {token}"}
    found = httpx.get(f"{server.address}/v1/documents", headers=headers).json()["documents"]
    number = next((one["id"] for one in found if title in one["title"]), None)
    if number is None:
        return ""
    return httpx.get(f"{server.address}/v1/documents/{number}/text", headers=headers).text


def last(panel: Panel) -> dict[str, Any]:
    """Give the newest answer."""
    return dict(panel.views[-1]["chat"]["answers"][-1])


@pytest.mark.usefixtures("voice", "script")
def test_a_page_is_added_asked_by_keys_and_its_source_opened(
    server: Server, panel: Panel, paired: str, article: Page, ask: Ask
) -> None:
    """Its answer is spoken as it comes, until a key is played, and shown with its source."""
    panel.page.evaluate(HAVE_A_VOICE)
    panel.page.evaluate(SET, {"reading_voice": "browser"})
    assert "Added “On stolen time”" in ask("add this page")
    ComputerKeys(panel.page).play(BASE["chat.ask"])
    assert ask(QUESTION) == f"Asking: {QUESTION}"
    until(lambda: panel.page.evaluate(SPOKEN) == [SENTENCE], "its first sentence is spoken")
    until(lambda: panel.views[-1]["offer"], "its source is offered")
    panel.page.keyboard.press("q")
    assert panel.page.evaluate("() => window.fakeSpeech.speaking") is False

    panel.page.click("#tab-ask")
    answer = panel.page.locator(".answers > li")
    expect(answer.locator("h3")).to_have_text(QUESTION)
    expect(answer.locator(".bare")).to_have_text("So it is said.")
    expect(answer.locator("blockquote")).to_contain_text("Kapellmeister")
    assert violations(panel.page) == []
    article.goto("about:blank")
    assert ask("source 1") == "Source: On stolen time"
    until(lambda: "article.html" in str(panel.page.evaluate(FRONT)), "the source is in front")
    assert documents(server, paired) == ["On stolen time"]

    assert ask("correct answer the right hand") == f"Corrected: {QUESTION}"
    assert ask("choose 1") == f"Answered from now on, as your words: {QUESTION}"
    assert "the right hand" in until(
        lambda: text_of(server, paired, QUESTION), "the correction is in the library"
    )


@pytest.mark.usefixtures("script")
def test_a_question_is_spoken_and_its_answer_in_a_personas_name(
    server: Server, own_ear: Panel, paired: str, article: Page, ask: Ask
) -> None:
    """By voice alone: who answers is chosen, asked, rated, and its sources are offered."""
    headers = {"authorization": f"Bearer {paired}"}
    clara = {"name": "Clara", "greeting": "Good evening.", "manner": "Warm."}
    httpx.post(f"{server.address}/v1/personas", headers=headers, json=clara).raise_for_status()
    ask("add this page")
    type_text(own_ear, "microphone on")
    own_ear.wait_said("Listening")
    say(own_ear, "answer as clara")
    own_ear.wait_said("Now answers Clara: Good evening.")
    say(own_ear, "ask who is the kapellmeister")
    own_ear.wait_said("Asking: who is the kapellmeister")
    until(lambda: last(own_ear)["state"] == "answered", "it is answered")
    assert (last(own_ear)["persona"], last(own_ear)["text"][:13]) == ("Clara", "The left hand")
    until(lambda: own_ear.views[-1]["offer"], "its source is offered")
    say(own_ear, "rate answer eight")
    own_ear.wait_said("Answer rated 8")


@pytest.mark.usefixtures("article")
def test_a_page_is_asked_alone_and_stopped_and_its_video_added(
    server: Server, panel: Panel, paired: str, article: Page, ask: Ask, script: Script
) -> None:
    """The page stays out of the library, the video comes in with its times until it is undone."""
    before = documents(server, paired)
    assert ask(f"ask this page {QUESTION}") == f"Asking “On stolen time”: {QUESTION}"
    until(lambda: last(panel)["state"] == "answered", "it is answered")
    script.answer, script.between = (lambda _body: ["word "] * 500), 0.02
    ask("ask further and why?")
    assert QUESTION in [message["content"] for message in script.asked[-1]["messages"]][1]
    until(lambda: "word word" in last(panel)["text"], "it comes")
    assert ask("stop") == "Stopped"
    until(lambda: script.cancelled == 1, "the model is stopped")
    assert (last(panel)["state"], documents(server, paired)) == ("stopped", before)

    article.evaluate(ADD_TALK)
    assert "1 to make it" in ask("add this video to topic Harmony")
    assert "Added “A talk” to Harmony" in ask("choose 1")
    script.answer = lambda _body: ["It has three voices [1]."]
    ask("ask How many voices has the fugue?")
    until(lambda: panel.views[-1]["offer"], "its source is offered")
    assert panel.views[-1]["offer"][0] == {
        "title": "A talk, at 12:31",
        "detail": "The fugue has three voices.",
    }
    ask("undo")
    ask("undo")
    assert documents(server, paired) == before


@pytest.mark.usefixtures("paired")
def test_replies_that_wait_are_told_and_their_page_opens(
    browser: Browser, server: Server, panel: Panel
) -> None:
    """By a button of the panel's bar, which is there while any wait."""
    button = panel.page.locator("#link-comments")
    expect(button).to_be_hidden()
    engine = open_engine(f"sqlite:///{server.folder / 'rubato.db'}")
    CommentDatabase(engine).keep_comments([comment("How many voices?")])
    OutboxDatabase(engine).add(Reply("c1", "c1", HERE, "Three.", "review", 1, 1))
    engine.dispose()
    panel.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(button).to_have_text("Comments: 1")
    with browser.context.expect_page() as opened:
        button.click()
    assert opened.value.url == f"{server.address}/web/comments.html"
