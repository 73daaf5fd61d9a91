"""Spoken commands, from Chromium's microphone through worklet, server and ear to the browser."""

import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.e2e.conftest import PAIR
from tests.e2e.harness_browser import PANEL, ROOT, Browser, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until
from tests.fixtures.spoken import RATE, Spoken

Hearing = Callable[..., "Listener"]


class Listener:
    """A browser whose microphone hears what was spoken, and its panel, paired with the server."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser = browser
        browser.reset()
        self.panel = Panel(browser.open_window(PANEL + "?window"))
        self.panel.wait_until_engine()
        self.panel.page.evaluate(PAIR, [server.address, server.token()])
        self.panel.wait_link("server", "ready")

    def front(self) -> str:
        """Give the title of the tab in front; the panel is a window of its own."""
        return next(str(tab["title"]) for tab in self.tabs() if tab["active"])

    def tabs(self) -> list[dict[str, Any]]:
        """Give the tabs but for our own: the panel, and Get started, which may come late."""
        return [tab for tab in self.browser.tabs() if not tab["url"].startswith(ROOT)]

    def listen(self) -> None:
        """Open the microphone by its word."""
        type_text(self.panel, "microphone on")
        self.panel.wait_said("Listening")


@pytest.fixture
def hearing(
    chromium_path: str, spoken: Spoken, running_server: Server, tmp_path: Path
) -> Iterator[Hearing]:
    """Return a function from texts to a listener to whose microphone they are spoken."""
    with ExitStack() as opened:

        def hear(*texts: str) -> Listener:
            file = tmp_path / "spoken.wav"
            write(file, [spoken(text) for text in texts])
            return opened.enter_context(listening(tmp_path / "profile", file, running_server))

        yield hear


@contextmanager
def listening(profile: Path, file: Path, server: Server) -> Iterator[Listener]:
    """Start a browser that hears a file once, from when its microphone is opened."""
    with started(profile, f"--use-file-for-fake-audio-capture={file}%noloop") as browser:
        listener = Listener(browser, server)
        yield listener
        assert browser.errors() == []


def write(file: Path, utterances: list[np.ndarray[tuple[int], np.dtype[np.float64]]]) -> None:
    """Write utterances with two seconds of a quiet room before each, and after the last."""
    quiet = np.random.default_rng(3).normal(0, 20, 2 * RATE)
    parts = [part for one in utterances for part in (quiet, one)]
    samples = np.concatenate([*parts, quiet]).clip(-32768, 32767).astype("<i2")
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())


def test_commands_are_heard(hearing: Hearing, pages: str) -> None:
    """One after another, with and without a value, they act on the tabs."""
    listener = hearing("previous tab", "tab three")
    listener.browser.context.pages[0].goto(f"{pages}/one.html")
    second = listener.browser.open(f"{pages}/two.html")
    listener.browser.open(f"{pages}/three.html")
    second.bring_to_front()
    until(lambda: listener.front() == "Page two", "the second page is in front")

    listener.listen()

    until(lambda: listener.front() == "Page one", "the previous tab came")
    until(lambda: listener.front() == "Page three", "the third tab came")


def test_a_link_in_view_is_clicked_by_its_name(hearing: Hearing, pages: str) -> None:
    """Names in sight are part of what is listened for."""
    listener = hearing("click on page three")
    page = listener.browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate("document.body.innerHTML = '<a href=three.html>Page three</a>'")

    listener.listen()

    until(lambda: listener.front() == "Page three", "the link was followed")


def test_what_destroys_is_asked_about(hearing: Hearing, pages: str) -> None:
    """A spoken command that destroys waits for a yes."""
    listener = hearing("close other tabs")
    listener.browser.open(f"{pages}/one.html")
    listener.browser.open(f"{pages}/two.html")

    listener.listen()
    listener.panel.wait_said("did I hear that right")
    assert len(listener.tabs()) == 3

    type_text(listener.panel, "item one")
    until(lambda: len(listener.tabs()) == 1, "the others are closed")


def test_talk_does_nothing(hearing: Hearing, pages: str) -> None:
    """What is no command is passed over, and a command after it is heard."""
    listener = hearing("yesterday we had some lovely weather", "new tab")
    listener.browser.context.pages[0].goto(f"{pages}/one.html")

    listener.listen()

    listener.panel.wait_last("tab.new")
    assert listener.panel.ran() == ["microphone.on", "tab.new"]
