"""Listening goes on: through a server's restart, sound that stops, a permission taken back."""

from pathlib import Path

import numpy as np

from tests.e2e.harness_browser import ROOT
from tests.e2e.harness_hearing import Hearing, Listener, listening, write_samples
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until
from tests.fixtures.spoken import RATE

CONTEXTS = """
window.contexts = [];
window.AudioContext = class extends AudioContext {
  constructor(options) { super(options); window.contexts.push(this); }
};
"""


def times(listener: Listener, command: str) -> int:
    """Count how often a command was run."""
    return listener.panel.ran().count(command)


def test_a_server_that_restarts(hearing: Hearing, server: Server) -> None:
    """It is said that it is away, and listened on when it is back, to what may be said now."""
    listener = hearing("next tab", loop=True)
    listener.listen()
    until(lambda: times(listener, "tab.next"), "it is heard")
    server.stop()
    listener.panel.wait_link("microphone", "failed")
    before = times(listener, "tab.next")
    server.start()

    listener.panel.wait_link("microphone", "ready")
    until(lambda: times(listener, "tab.next") > before, "it is heard again")
    listener.browser.forgive("WebSocket connection", "ERR_CONNECTION")


def test_sound_that_was_suspended(hearing: Hearing) -> None:
    """Where the browser suspends it, as for a sleep or another program, it goes on."""
    listener = hearing("next tab", loop=True, first_script=CONTEXTS)
    listener.listen()
    until(lambda: times(listener, "tab.next"), "it is heard")
    listener.panel.page.evaluate("() => Promise.all(contexts.map((one) => one.suspend()))")
    before = times(listener, "tab.next")

    until(lambda: times(listener, "tab.next") > before, "it is heard again")


def test_a_permission_that_is_taken_back(hearing: Hearing) -> None:
    """It is said, the panel shows it, and given again it is listened on."""
    listener = hearing("next tab", loop=True)
    listener.listen()
    until(lambda: times(listener, "tab.next"), "it is heard")
    permit(listener, "denied")
    listener.panel.wait_said("does not let")
    before = times(listener, "tab.next")
    permit(listener, "granted")

    until(lambda: times(listener, "tab.next") > before, "it is heard again")


def permit(listener: Listener, setting: str) -> None:
    """Allow the microphone to the extension, or take it back."""
    listener.browser.devtools.send(
        "Browser.setPermission",
        permission={"name": "microphone"},
        setting=setting,
        origin=ROOT.rstrip("/"),
    )


def test_nothing_at_all_is_said(chromium_path: str, server: Server, tmp_path: Path) -> None:
    """Exact zeros, as of a device with its switch off, are said, and shown in words."""
    write_samples(tmp_path / "nothing.wav", np.zeros(RATE))
    profile, sound = tmp_path / "profile", tmp_path / "nothing.wav"
    with listening(profile, sound, server, loop=True) as listener:
        listener.listen()

        listener.panel.wait_said("gives nothing at all")
        assert listener.level() == "nothing comes, not even noise"
        listener.panel.wait_link("microphone", "failed")
