"""What the browser grants media only in a gesture: with the panel's own, and without any."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.harness_browser import PANEL, Browser, started
from tests.e2e.harness_media import serving_media, write_tone
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until

# As MIDI does: words come without a gesture. Full screen uses up the one that the panel had; where
# it can't, being under way already, the gesture runs out.
USE_UP = """(async () => {
  while (navigator.userActivation.isActive) {
    await document.documentElement.requestFullscreen().catch(() => undefined);
    await document.exitFullscreen().catch(() => undefined);
    await new Promise(requestAnimationFrame);
  }
})()"""
SAY = """{
  document.querySelector('#text').value = '%s';
  document.querySelector('#say').requestSubmit();
}"""


@pytest.fixture(scope="module")
def strict(
    chromium_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, str]]:
    """Start a browser that lets pages sound only after a click, as people's do."""
    folder = tmp_path_factory.mktemp("media")
    write_tone(folder / "tone.wav")
    (folder / "page.html").write_text("<title>Page</title><video src=tone.wav></video>")
    policy = "--autoplay-policy=document-user-activation-required"
    profile = tmp_path_factory.mktemp("profile")
    with started(profile, policy) as browser, serving_media(folder) as address:
        yield browser, f"{address}/page.html"


def show(strict: tuple[Browser, str]) -> Panel:
    """Show the page beside the panel; no gesture reaches it."""
    browser, address = strict
    browser.reset()
    panel = Panel(browser.open_window(PANEL + "?window"))
    panel.wait_until_engine()
    # What the panel runs in a page while it has a gesture, as when one arrives, passes that on.
    untouched(browser, USE_UP)
    browser.context.pages[0].goto(address)
    return panel


def untouched(browser: Browser, expression: str) -> Any:
    """Evaluate JavaScript in the panel; unlike Playwright's, it counts as nobody's gesture."""
    (target,) = browser.devtools.find("page", lambda url: url.startswith(PANEL))
    answer = target.send(
        "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
    )
    assert "exceptionDetails" not in answer, answer
    return answer["result"].get("value")


def say_without_gesture(browser: Browser, text: str, answer: str) -> None:
    """Give the panel a word as nobody's click or key, and wait for what it says."""
    untouched(browser, USE_UP)
    untouched(browser, SAY % text)
    heard = "document.querySelector('#said').textContent"
    until(lambda: answer in untouched(browser, heard), f"the panel says {answer!r}")


def test_play(strict: tuple[Browser, str]) -> None:
    """Without a gesture it says what to do, and plays muted media; a typed word is a gesture."""
    panel, (browser, _) = show(strict), strict

    say_without_gesture(browser, "play", "Click into the page once, or mute “Page” first")
    assert panel.said.startswith("The browser lets this page sound only after a click or key")
    assert panel.role == "failed"
    say_without_gesture(browser, "mute media", "Muted: Page")
    say_without_gesture(browser, "play", "Playing Page")
    for text, answer in (
        ("pause", "Paused Page"),
        ("unmute media", "Sounds again: Page"),
        ("play", "Playing Page"),
    ):
        type_text(panel, text)
        panel.wait_said(answer)
    assert browser.errors() == []


def test_full_screen(strict: tuple[Browser, str]) -> None:
    """Without a gesture the window fills the screen, and why is said; again takes it back."""
    panel, (browser, _) = show(strict), strict

    def full() -> bool:
        states = "chrome.windows.getAll({windowTypes: ['normal']}).then(([one]) => one.state)"
        return bool(untouched(browser, states) == "fullscreen")

    say_without_gesture(browser, "full screen", "The whole page fills the screen; for the video")
    until(full, "the window fills the screen")
    say_without_gesture(browser, "full screen", "No longer full screen")
    until(lambda: not full(), "the window is as before")
    say_without_gesture(browser, "undo", "Undone: full screen")
    until(full, "the window fills the screen again")
    say_without_gesture(browser, "undo", "Undone: full screen")
    until(lambda: not full(), "the window is as before again")
    assert panel.role == "undone"
    assert browser.errors() == []
