"""`rubato ports`: what it lists, tells and returns, over a real JACK server."""

import argparse
import json
import subprocess
import sys

import pytest

from server.cli import ports
from server.core.midi_ports import Lost, Midi, Port, Ports
from tests.fixtures.keyboards import keyboards


def parsed(*words: str) -> argparse.Namespace:
    """Parse a command line."""
    parser = argparse.ArgumentParser()
    ports.add_parser(parser.add_subparsers())
    return parser.parse_args(["ports", *words])


def test_keyboards_are_listed_by_their_own_names(
    jack_server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object a line, for programs."""
    with keyboards() as played:
        played.plug("Listed")
        code = ports.run(parsed("--api", "jack", "--json"))

    row = json.loads(capsys.readouterr().out)
    assert row == {"api": "jack", "ok": True, "reason": "", "ports": ["Listed MIDI 1"]}
    assert code == 0


def test_a_machine_without_a_keyboard_says_so(
    jack_server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty list is not silence."""
    code = ports.run(parsed("--api", "jack"))

    assert capsys.readouterr().out == "JACK:\n  no keyboard is plugged in\n"
    assert code == 0


def test_a_machine_without_midi_fails_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code tells programs, the line people."""
    elsewhere = "alsa" if sys.platform == "win32" else "winmm"
    code = ports.run(parsed("--api", elsewhere))

    assert capsys.readouterr().out.endswith(": not here (not on this system)\n")
    assert code == 1


def test_watching_tells_plugging_notes_and_unplugging(jack_server: str) -> None:
    """Each happening is a line at once."""
    command = [sys.executable, "-c", WATCH]
    with (
        keyboards() as played,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching,
    ):
        assert watching.stdout
        played.plug("Seen")
        first = watching.stdout.readline()
        played.play("Seen", [0x91, 61, 80])
        second = watching.stdout.readline()
        played.unplug("Seen")
        third = watching.stdout.readline()
        watching.terminate()

    assert first == "+ Seen MIDI 1\n"
    assert second == "  Seen MIDI 1: note_on C♯4 (channel 2, note 61, velocity 80)\n"
    assert third == "- Seen MIDI 1\n"


WATCH = """
import argparse
from server.cli import ports
ports.run(argparse.Namespace(watch=True, api="jack", json=False))
"""


def test_each_keyboard_is_told_once_and_a_reason_when_it_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Only news is a line."""
    teller = ports.Teller()
    one = Port("a", "A", open=True)
    for event in (
        Ports((), "No MIDI here."),
        Ports((one,)),
        Ports((one, Port("b", "B", open=False)), "B cannot be opened."),
        Midi("a", bytes([0xF8]), 0),
        Midi("a", bytes([0x90]), 0),
        Lost("a"),
    ):
        teller.tell(event.as_json())

    assert capsys.readouterr().out.splitlines() == [
        "No MIDI here.",
        "+ A",
        "B cannot be opened.",
        "  A: clock ()",
        "- A",
    ]


def test_notes_are_named_with_middle_c_as_c4() -> None:
    """The names on the keyboard's own display."""
    assert [ports.note_name(note) for note in (48, 60, 63, 0, 127)] == [
        "C3",
        "C4",
        "E♭4",
        "C-1",
        "G9",
    ]
