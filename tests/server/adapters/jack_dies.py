"""Stop a JACK server under the MIDI inputs and start another; prints what they tell."""

import os
import threading

import rtmidi

from server.adapters.rtmidi_ports import RETRY, RtmidiInputs
from server.core.midi_ports import Event, Lost, Midi, Ports
from tests.fixtures.jack import free_name, running

NAMES = ("rubato-dies-0", "rubato-dies-1")


def main() -> None:
    """Play the scene."""
    name = free_name(NAMES)
    os.environ.update(JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1")
    os.environ["JACK_NO_AUDIO_RESERVATION"] = "1"
    inputs = RtmidiInputs("jack")
    with running(name):
        fallen = _keyboard("Fallen")
        inputs.poll(_tell, listen=True)
    for _ in range(RETRY):
        inputs.poll(_tell, listen=True)
    fallen.delete()
    with running(name):
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


def _keyboard(name: str) -> rtmidi.MidiOut:
    out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name=name)
    out.open_virtual_port("MIDI 1")
    return out


if __name__ == "__main__":
    main()
