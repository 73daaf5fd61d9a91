"""Somebody speaks: what a browser's microphone hears, and the panel that listens to it."""

import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tests.e2e.harness_browser import PANEL, ROOT, Browser, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_server import PAIR, Server
from tests.e2e.harness_wait import until
from tests.fixtures.spoken import RATE

Utterance = np.ndarray[tuple[int], np.dtype[np.float64]]
Hearing = Callable[..., "Listener"]


class Listener:
    """A browser whose microphone hears what was spoken, and its panel, paired with the server."""

    def __init__(self, browser: Browser, server: Server, first_script: str = "") -> None:
        self.browser = browser
        browser.reset()
        if first_script:
            browser.devtools.first_scripts.append(first_script)
        self.panel = Panel(browser.open_window(PANEL + "?window"))
        self.panel.wait_until_engine()
        self.panel.page.evaluate(PAIR, [server.address, server.token()])
        self.panel.wait_link("server", "ready")
        self.panel.page.evaluate(OVERHEAR)

    def front(self) -> str:
        """Give the title of the tab in front; the panel is a window of its own."""
        return next((str(tab["title"]) for tab in self.tabs() if tab["active"]), "")

    def tabs(self) -> list[dict[str, Any]]:
        """Give the tabs but for our own: the panel, and Get started, which may come late."""
        return [tab for tab in self.browser.tabs() if not tab["url"].startswith(ROOT)]

    def listen(self, word: str = "microphone on") -> None:
        """Open the microphone by its word."""
        type_text(self.panel, word)
        self.panel.wait_said("Listening")

    def set(self, **settings: str) -> None:
        """Store settings, and wait until the panel has them."""
        self.panel.page.evaluate(SET, settings)
        for name, value in settings.items():
            self.panel.page.wait_for_function(SHOWS, arg=[f"#setting-{name}", value])

    def wait_told(self, part: str) -> None:
        """Wait until this was told, though other things were told since."""
        until(
            lambda: any(part in view["said"]["text"] for view in self.panel.views),
            f"it says {part!r}",
        )

    def wait_ran(self, *commands: str) -> None:
        """Wait until just these commands were run since the microphone was opened."""
        until(lambda: self.panel.ran()[1:] == [*commands], f"{commands} were run")

    def level(self) -> str:
        """Give what the panel says of how loud it is."""
        return self.panel.page.inner_text("#level-word")

    def wait_spoken(self) -> None:
        """Wait until something was said since the last time, and it is quiet again."""
        # Between two words it is quiet, too.
        self.panel.page.wait_for_function(SPOKEN, polling=100)


@contextmanager
def listening(
    profile: Path, file: Path, server: Server, *, loop: bool = False, first_script: str = ""
) -> Iterator[Listener]:
    """Start a browser that hears a file, once or again and again, each time it is opened."""
    ends = "" if loop else "%noloop"
    with started(profile, f"--use-file-for-fake-audio-capture={file}{ends}") as browser:
        listener = Listener(browser, server, first_script)
        yield listener
        assert browser.errors() == [], browser.errors()


def write(file: Path, utterances: Sequence[Utterance]) -> None:
    """Write utterances with two seconds of a quiet room before each, and after the last."""
    quiet = np.random.default_rng(3).normal(0, 20, 2 * RATE)
    parts = [part for one in utterances for part in (quiet, one)]
    write_samples(file, np.concatenate([*parts, quiet]))


def write_samples(file: Path, samples: Utterance) -> None:
    """Write sound as the fake device takes it."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.clip(-32768, 32767).astype("<i2").tobytes())


NO_ECHO = """(() => {
  const {mediaDevices} = navigator;
  const open = mediaDevices?.getUserMedia.bind(mediaDevices);
  if (open) {
    mediaDevices.getUserMedia = ({audio}) => open({audio: {...audio, echoCancellation: false}});
  }
})()"""
"""A fake microphone hears no loudspeaker; what would cancel that changes its noise into words."""

SET = """async (changed) => {
  const {settings = {}} = await chrome.storage.sync.get('settings');
  await chrome.storage.sync.set({settings: {...settings, ...changed}});
}"""

OVERHEAR = """() => {
  const word = document.querySelector('#level-word');
  window.loud = false;
  const look = () => { window.loud ||= word.textContent.includes('loud'); };
  new MutationObserver(look).observe(word, {childList: true, characterData: true, subtree: true});
}"""
"""However slowly a test looks, it sees that somebody spoke."""

SPOKEN = """() => {
  const loud = document.querySelector('#level-word').textContent.includes('loud');
  window.quiet = window.loud && !loud ? (window.quiet ?? 0) + 1 : 0;
  if (window.quiet < 10) return false;
  window.loud = false;
  return true;
}"""
"""After the end of its file a device gives nothing, which is quiet too."""

SHOWS = "([field, value]) => document.querySelector(field)?.value === value"
