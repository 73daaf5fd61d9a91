"""A browser that is killed loses a second at most of what a session carries, too."""

import base64
import os
import signal
from pathlib import Path

from server.adapters import chromium_profile
from tests.e2e.harness_browser import START, shipped
from tests.e2e.harness_carried import FILE_RATE, FILES, decoded
from tests.e2e.harness_devtools import Target
from tests.e2e.harness_wait import until
from tests.e2e.test_sessions_crash import KEPT, SAY, SECOND, opened, running

CHOSEN = "chrome.storage.local.set({carried: ['microphone']})"
SAID = "document.getElementById('said').textContent"


def lasts(panel: Target, session: str, file: Path) -> float:
    """Give the millisecond of the session up to which the microphone can be heard."""
    (medium,) = panel.evaluate(f"({FILES})('{session}')")
    file.write_bytes(base64.b64decode(medium["file"]))
    return float(medium["at"] + len(decoded(file)) * 1000 / FILE_RATE)


def test_a_killed_browser_loses_a_second_of_sound(tmp_path: Path, chromium_path: str) -> None:
    """The file is whole up to then, can be played, and goes on with the session."""
    del chromium_path
    extension = chromium_profile.prepare_granted(tmp_path, shipped())
    with running(tmp_path, extension) as (browser, devtools):
        until(lambda: devtools.find("page", lambda one: one == START), "Get started is open")
        panel = opened(devtools)
        panel.evaluate(CHOSEN)
        panel.evaluate(SAY % "start recording")
        panel.wait_for(f"{SAID}.startsWith('Kept with the session')")
        panel.evaluate("new Promise((over) => setTimeout(over, 4000))")
        killed = panel.evaluate("Date.now()")
        os.killpg(browser.process.pid, signal.SIGKILL)

    with running(tmp_path, extension) as (_, devtools):
        panel = opened(devtools)
        panel.wait_for(f"{SAID}.includes('was cut off')")
        read = panel.evaluate(KEPT)["kept"]
        until_ms = lasts(panel, read["id"], tmp_path / "cut.webm")
        lost = killed - (read["since"] + until_ms)
        print(f"lost {lost:.0f} ms of sound")
        assert lost <= SECOND

        panel.evaluate("document.querySelector('.go-on').click()")
        panel.wait_for(f"{SAID}.startsWith('Kept with the session')")
        panel.evaluate("new Promise((over) => setTimeout(over, 1500))")
        panel.evaluate(SAY % "stop recording")
        panel.wait_for(f"{SAID}.startsWith('Recorded')")
        assert lasts(panel, read["id"], tmp_path / "whole.webm") >= read["at"] + SECOND
