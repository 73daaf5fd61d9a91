"""A browser that is killed while it records loses a second of the session at most."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from server.adapters import chromium, chromium_profile
from tests.e2e.harness_browser import FLAGS, PANEL, START, shipped
from tests.e2e.harness_devtools import Devtools, Target
from tests.e2e.harness_wait import until

SECOND = 1000

SAY = """(() => {
  document.getElementById('text').value = '%s';
  document.getElementById('say').requestSubmit();
})()"""

# Keys of music, twenty a second; which was the last, and when.
PLAY = """void setInterval(() => {
  window.played = {count: (window.played?.count ?? 0) + 1, at: Date.now()};
  document.querySelector('[data-key="18"]').click();
}, 50)"""

KEPT = """(async () => {
  const {openStore} = await import('/adapters/session_store.js');
  const store = openStore();
  const [{id}] = await store.list();
  return store.read(id);
})()"""


@contextmanager
def running(profile: Path, extension: Path) -> Iterator[tuple[chromium.Running, Devtools]]:
    """Start the browser, which may be killed."""
    found = chromium.find()
    assert found is not None
    line = chromium.arguments(profile, extension, ["about:blank"], FLAGS)
    browser = chromium.Running(found, profile, line)
    try:
        with connect(browser.devtools(), max_size=None) as connection:
            yield browser, Devtools(connection)
    finally:
        browser.stop()


def opened(devtools: Devtools) -> Target:
    """Open a panel that is the engine and draws what it shows."""
    panel = devtools.open(PANEL)
    devtools.send("Target.activateTarget", targetId=panel.id)
    panel.wait_for("document.documentElement.dataset.engine === 'here'")
    return panel


def test_a_killed_browser_loses_a_second_at_most(tmp_path: Path, chromium_path: str) -> None:
    """All its processes die at once; the next panel offers the session, and it goes on there."""
    del chromium_path
    extension = chromium_profile.prepare_granted(tmp_path, shipped())
    with running(tmp_path, extension) as (browser, devtools):
        until(lambda: devtools.find("page", lambda one: one == START), "Get started is open")
        panel = opened(devtools)
        panel.evaluate(SAY % "start recording")
        panel.wait_for("document.getElementById('said').textContent.startsWith('Recording:')")
        panel.evaluate(PLAY)
        panel.wait_for("window.played?.count > 80")
        last: dict[str, Any] = panel.evaluate("window.played")
        os.killpg(browser.process.pid, signal.SIGKILL)

    with running(tmp_path, extension) as (_, devtools):
        panel = opened(devtools)
        panel.wait_for("document.getElementById('said').textContent.includes('was cut off')")
        read = panel.evaluate(KEPT)
        pressed = [
            one for one in read["entries"] if one["type"] == "midi" and one["bytes"][0] == 144
        ]

        lost = last["at"] - (read["kept"]["since"] + pressed[-1]["at"])
        print(f"lost {lost} ms, {last['count'] - len(pressed)} of {last['count']} keys")
        assert lost <= SECOND
        assert read["kept"]["condition"] == "recording"
        assert [one["bytes"][1] for one in pressed] == [66] * len(pressed)

        panel.evaluate("document.querySelector('.go-on').click()")
        panel.wait_for("!document.getElementById('link-recording').parentElement.hidden")
        again = panel.evaluate(KEPT)
        resumed = next(one for one in again["entries"] if one.get("name") == "resume")
        assert resumed["at"] == read["kept"]["at"]
        assert again["kept"]["id"] == read["kept"]["id"]
