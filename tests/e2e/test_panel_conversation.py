"""A conversation in the panel: spoken to, interrupted by speech and by a key, ended by its word."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.harness_hearing import NO_ECHO, Hearing, Listener
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until
from tests.e2e.test_accessibility import violations
from tests.fixtures.fake_ollama import Script, fake_ollama


@pytest.fixture(scope="module")
def ollama() -> Iterator[tuple[str, Script]]:
    """Serve a fake Ollama that has much to say."""
    with fake_ollama() as (address, script):
        script.answer = lambda _body: ["This is a sentence. "] * 400
        script.between = 0.05
        yield address, script


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


def chat(listener: Listener) -> dict[str, Any]:
    """Give how the conversation goes, and its answers."""
    return dict(listener.panel.views[-1]["chat"])


def test_a_conversation(hearing: Hearing, ollama: tuple[str, Script], pages: str) -> None:
    """Each question silences the answer before, which is kept; a key does, too; a word ends it."""
    listener = hearing(
        "where is the left hand",
        "and who is the right hand",
        "end conversation",
        first_script=NO_ECHO,
    )
    panel, script = listener.panel, ollama[1]
    article = listener.browser.context.pages[0]
    article.goto(f"{pages}/article.html")
    article.bring_to_front()
    type_text(panel, "add this page")
    listener.wait_told("Added")
    panel.page.click("#tab-ask")
    type_text(panel, "start conversation")
    until(lambda: chat(listener)["talk"] == "speaking", "it speaks", 30)
    assert violations(panel.page) == []
    until(lambda: len(chat(listener)["answers"]) == 2, "the second was heard", 30)
    until(lambda: chat(listener)["talk"] == "speaking", "it speaks again", 30)
    panel.page.keyboard.press("Escape")
    panel.page.keyboard.press("q")
    until(lambda: chat(listener)["talk"] == "listening", "a key silences it")
    listener.wait_told("The conversation has ended")

    first, second = chat(listener)["answers"]
    assert [first["state"], second["state"]] == ["stopped", "stopped"]
    assert first["text"].startswith("This is a sentence.")
    assert ("hand" in first["question"], second["way"]["after"]) == (True, first["id"])
    until(lambda: script.cancelled == 2, "the model has stopped twice")
