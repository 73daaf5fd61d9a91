"""A keyboard of wires alone: a virtual MIDI output, which other programs find as plugged in."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

try:
    import rtmidi
except ImportError:  # a platform without a wheel of it has no virtual keyboard
    rtmidi = None

NOTE_ON, NOTE_OFF = 0x90, 0x80
STDERR = 2

# Those in which a program can make ports; Windows has none.
APIS = ("API_LINUX_ALSA", "API_UNIX_JACK", "API_MACOSX_CORE")


class VirtualKeyboard:
    """A plugged-in virtual keyboard."""

    def __init__(self, out: Any) -> None:
        self._out = out

    def strike(self, note: int, velocity: int) -> None:
        """Press a key and let it go."""
        self._out.send_message([NOTE_ON, note, velocity])
        self._out.send_message([NOTE_OFF, note, 0])

    def unplug(self) -> None:
        """Take it away."""
        self._out.close_port()
        self._out.delete()


def plug(name: str) -> VirtualKeyboard | None:
    """Plug one in by the first API that works here; nothing where none does."""
    compiled = rtmidi.get_compiled_api() if rtmidi else []
    with _hushed():
        for api in APIS:
            if rtmidi and getattr(rtmidi, api) in compiled and (made := _made(api, name)):
                return made
    return None


@contextmanager
def _hushed() -> Iterator[None]:
    """Send to nowhere what the APIs' own libraries write to stderr where they find no driver."""
    sys.stderr.flush()
    kept = os.dup(STDERR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDERR)
    try:
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(nowhere)
        os.close(kept)


def _made(api: str, name: str) -> VirtualKeyboard | None:
    try:
        out = rtmidi.MidiOut(rtapi=getattr(rtmidi, api), name=name)
        out.open_virtual_port("keys")
    except Exception:  # RtMidi raises a SystemError of its own that is no RuntimeError
        return None
    return VirtualKeyboard(out)
