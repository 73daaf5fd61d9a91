"""The real server as a process of its own, and a keyboard that is plugged into its bridge."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import rtmidi

from server.core.settings import EXTENSION_ID
from tests.e2e.harness_wait import until

READY = "Rubato is ready: "
PASSWORD = "with the password "
NOTE_ON, NOTE_OFF = 0x90, 0x80
LOWEST = 48


PAIR = """async ([server, token]) => {
  const {settings = {}} = await chrome.storage.sync.get('settings');
  await chrome.storage.sync.set({settings: {...settings, server}});
  await chrome.storage.local.set({pairing: {token, server, user: 'owner'}});
}"""


class Server:
    """`rubato serve` over a data folder of its own; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.password = ""
        """The owner's, shown at the first start."""
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it where it does not run, the first time on a free port, then on the same."""
        if self._process is not None:
            return
        line = ["serve", "--port", str(self._port), "--log-format", "json"]
        with (self.folder / "server.log").open("a") as log:
            self._process = subprocess.Popen(
                self._rubato(*line), stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout is not None
        ready = None
        for text in self._process.stdout:
            self.password = text.split()[-1] if PASSWORD in text else self.password
            if text.startswith(READY):
                ready = text
                break
        assert ready is not None, (self.folder / "server.log").read_text()
        self.address = ready.removeprefix(READY).strip()
        self._port = int(self.address.rpartition(":")[2])

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    def code(self) -> str:
        """Make a one-time code that pairs an extension."""
        made = subprocess.run(
            self._rubato("pair", "--quiet"), capture_output=True, text=True, check=True
        )
        return made.stdout.strip()

    def token(self) -> str:
        """Pair as the extension does, and give the token."""
        return self.token_for(self.code())

    def token_for(self, code: str) -> str:
        """Trade a code for a token."""
        pairing = {"code": code, "name": "a test"}
        headers = {"Origin": f"chrome-extension://{EXTENSION_ID}"}
        answer = httpx.post(f"{self.address}/v1/pairings", json=pairing, headers=headers)
        return str(answer.raise_for_status().json()["token"])

    def status(self, token: str) -> dict[str, Any]:
        """Ask how its parts are."""
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.get(f"{self.address}/v1/status", headers=headers)
        return dict(answer.raise_for_status().json())

    def _rubato(self, *words: str) -> list[str]:
        command, *more = words
        data = ["--data-dir", str(self.folder)]
        return [sys.executable, "-m", "server.cli", command, *data, *more]


class JackKeyboard:
    """A keyboard of 25 keys: a virtual JACK output, found by the bridge as real ones are."""

    def __init__(self, name: str = "Rubato Test Keys") -> None:
        self.name = name
        self._out: Any = None

    def plug(self) -> None:
        """Plug it in."""
        self._out = rtmidi.MidiOut(rtapi=rtmidi.API_UNIX_JACK, name=self.name)
        self._out.open_virtual_port("keys")

    def unplug(self) -> None:
        """Pull its cable; keys that are down stay unreleased."""
        if self._out is not None:
            self._out.close_port()
            self._out.delete()
            self._out = None

    def play(self, keys: Sequence[int]) -> None:
        """Press and release keys 0..24, one after the other."""
        for key in keys:
            self.send([NOTE_ON, LOWEST + key, 80])
            self.send([NOTE_OFF, LOWEST + key, 0])

    def send(self, message: Sequence[int]) -> None:
        """Send one MIDI message."""
        self._out.send_message(list(message))


def jack_is_there() -> bool:
    """Tell whether a JACK server runs for this process."""
    return "JACK_DEFAULT_SERVER" in os.environ


def wait_until_bridged(server: Server, token: str, name: str) -> None:
    """Wait until the bridge holds the keyboard's port."""
    until(
        lambda: any(name in port["name"] for port in server.status(token)["midi"]["ports"]),
        f"the bridge has found {name}",
    )
