"""Sessions that carry the sound and the picture of a tab, and the camera beside them."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_carried import (
    FILE_RATE,
    TABS,
    carrying,
    clicks,
    decoded,
    files_of,
    panel_of,
    shades,
)
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until


@pytest.fixture(scope="module")
def browser_for_tabs(
    chromium_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Start a browser that lets tabs be captured."""
    del chromium_path
    folder = tmp_path_factory.mktemp("tabs")
    with carrying(folder / "profile", clicks(folder / "clicks.wav"), *TABS) as browser:
        yield browser


@pytest.fixture
def capturing(browser_for_tabs: Browser) -> Iterator[Browser]:
    """Give it as new."""
    browser_for_tabs.reset()
    yield browser_for_tabs
    assert browser_for_tabs.errors() == []


SOUNDING = """() => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  tone.frequency.value = 440;
  tone.connect(context.destination);
  tone.start();
  let red = false;
  setInterval(() => { document.body.style.background = (red = !red) ? 'red' : 'blue'; }, 70);
}"""


def test_a_tab_is_carried(capturing: Browser, pages: str, tmp_path: Path) -> None:
    """Its sound and its picture, each a file of its own, and the camera beside them."""
    tab = capturing.context.pages[0]
    tab.goto(f"{pages}/long.html")
    tab.evaluate(SOUNDING)
    panel = panel_of(capturing, "tab-sound", "tab-picture", "camera")
    tab.bring_to_front()
    type_text(panel, "start recording")
    panel.wait_said("Kept with the session from now on: ")
    panel.page.wait_for_timeout(3000)
    type_text(panel, "stop recording")
    panel.wait_said("Recorded")

    found = files_of(panel, tmp_path)
    assert set(found) == {"tab-sound", "tab-picture", "camera"}
    assert found["tab-sound"][0]["name"] == tab.title()
    sound = decoded(found["tab-sound"][1])
    tone = sound[FILE_RATE : 2 * FILE_RATE]
    assert np.argmax(np.abs(np.fft.rfft(tone))) == pytest.approx(440, abs=2)
    assert len(sound) / FILE_RATE == pytest.approx(3, abs=1)
    red, _, blue = shades(found["tab-picture"][1]).astype(int).T
    assert (red > blue).any()
    assert (blue > red).any()
    assert len(shades(found["camera"][1])) > 1

    type_text(panel, "save session")
    said = panel.wait_said("^Saved")
    assert (
        len(re.findall(r"\.mid|Sound of the tab\.webm|Picture of the tab\.webm|Camera\.webm", said))
        == 4
    )
    until(lambda: panel.page.evaluate(SAVED) == 4, "four files are saved")


SAVED = """() => chrome.downloads.search({state: 'complete'}).then(({length}) => length)"""


def test_a_tab_that_closes_is_said(capturing: Browser, pages: str, tmp_path: Path) -> None:
    """The session goes on, and what was kept of it stays."""
    tab = capturing.open(f"{pages}/long.html")
    tab.evaluate(SOUNDING)
    panel = panel_of(capturing, "tab-sound")
    tab.bring_to_front()
    type_text(panel, "start recording")
    panel.wait_said("Kept with the session from now on: Sound of the tab")
    panel.page.wait_for_timeout(1500)
    tab.close()
    panel.wait_said("Sound of the tab has ended: its tab was closed")
    type_text(panel, "stop recording")
    panel.wait_said("Recorded")

    assert len(decoded(files_of(panel, tmp_path)["tab-sound"][1])) > FILE_RATE
