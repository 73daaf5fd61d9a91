"""The virtual keyboard: there by JACK, and nothing, without a word, where no API works."""

import pytest

from server.adapters import rtmidi_keyboard
from server.adapters.rtmidi_ports import probe


def test_keyboard_is_found_and_gone(jack_server: str) -> None:
    """While it is plugged in others find its port."""
    keyboard = rtmidi_keyboard.plug("Rubato Wires")
    watcher = probe("jack")
    assert keyboard is not None
    assert not isinstance(watcher, str)
    assert any("Rubato Wires" in found.name for found in watcher.keyboards())

    keyboard.strike(60, 80)
    keyboard.unplug()

    assert not any("Rubato Wires" in found.name for found in watcher.keyboards())
    watcher.close()


def test_no_api_is_no_keyboard(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a server to connect to there is none, and the libraries' complaints are not seen."""
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "rubato-none")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setattr(rtmidi_keyboard, "APIS", ("API_UNIX_JACK",))

    assert rtmidi_keyboard.plug("Rubato Wires") is None
    assert capfd.readouterr().err == ""


def test_no_rtmidi_is_no_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the library is missing."""
    monkeypatch.setattr(rtmidi_keyboard, "rtmidi", None)

    assert rtmidi_keyboard.plug("Rubato Wires") is None
