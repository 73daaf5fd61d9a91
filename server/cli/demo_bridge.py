"""The demo's MIDI: a virtual keyboard, and a server of the demo's own that bridges it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.adapters.rtmidi_keyboard import VirtualKeyboard, plug
from server.cli.browser import panel_address
from server.core.errors import UnavailableError
from server.core.layers import Given, Layer, resolve

NAME = "Rubato Demo"
ORIGIN = "the demo"
READY = "Rubato is ready: "
STOPPED_WITHIN = 10
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """The keyboard, and the panel's address with the code that pairs it with the server."""

    keyboard: VirtualKeyboard
    panel: str


@contextmanager
def bridge(folder: Path) -> Iterator[Bridge | None]:
    """Plug in a keyboard and start a server; nothing where the system has no virtual MIDI."""
    keyboard = plug(NAME)
    if keyboard is None:
        yield None
        return
    try:
        with _serving(folder) as port:
            given = {"port": Given(port, ORIGIN), "data_dir": Given(str(folder), ORIGIN)}
            yield Bridge(keyboard, panel_address(resolve([Layer(given)]).settings))
    finally:
        keyboard.unplug()


@contextmanager
def _serving(folder: Path) -> Iterator[int]:
    """Run a server over a folder on a free port, which is given."""
    line = [sys.executable, "-m", "server.cli", "serve", "--port", "0", "--data-dir", str(folder)]
    with subprocess.Popen(  # noqa: S603  (ourselves)
        line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            yield _port_told(server)
        finally:
            server.terminate()
            server.wait(STOPPED_WITHIN)


def _port_told(server: "subprocess.Popen[str]") -> int:
    for line in server.stdout or ():
        if line.startswith(READY):
            return int(line.rpartition(":")[2])
    raise UnavailableError("The demo's server did not start. Try it alone to see why: rubato serve")
