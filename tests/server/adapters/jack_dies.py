"""Stop a JACK server under the MIDI inputs and start another; prints what they tell."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import rtmidi

from server.adapters.rtmidi_ports import RETRY, RtmidiInputs
from server.core.midi_ports import Event, Lost, Midi, Ports
from tests.fixtures.jack import DUMMY_DRIVER

NAME = f"rubato-dies-{os.getpid()}"


def main() -> None:
    """Play the scene."""
    os.environ.update(JACK_DEFAULT_SERVER=NAME, JACK_NO_START_SERVER="1")
    os.environ["JACK_NO_AUDIO_RESERVATION"] = "1"
    inputs = RtmidiInputs("jack")
    with _server():
        fallen = _keyboard("Fallen")
        inputs.poll(_tell, listen=True)
    for _ in range(RETRY):
        inputs.poll(_tell, listen=True)
    fallen.delete()
    with _server():
        risen = _keyboard("Risen")
        for _ in range(RETRY + 1):
            inputs.poll(_tell, listen=True)
        risen.send_message([0x90, 60, 64])
        HEARD.wait(10)
        inputs.close()
        risen.delete()


HEARD = threading.Event()


def _tell(event: Event) -> None:
    match event:
        case Ports(ports, reason):
            print(reason or f"open {[port.id for port in ports if port.open]}", flush=True)
        case Lost(port):
            print("lost", port, flush=True)
        case Midi():
            print("heard", list(event.bytes), flush=True)
            HEARD.set()


@contextmanager
def _server() -> Iterator[None]:
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(["jackd", "-n", NAME, *DUMMY_DRIVER], stdout=quiet, stderr=quiet)
    try:
        subprocess.run(["jack_wait", "-s", NAME, "-w", "-t", "20"], stdout=quiet, check=False)
        yield
    finally:
        # Terminated, not killed: JACK has room for eight servers that were never cleared away.
        server.terminate()
        server.wait()


def _keyboard(name: str) -> rtmidi.MidiOut:
    out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name=name)
    out.open_virtual_port("MIDI 1")
    return out


if __name__ == "__main__":
    main()
