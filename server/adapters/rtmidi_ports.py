"""MIDI inputs by python-rtmidi: ALSA, JACK, Core MIDI or Windows MM, whichever is there.

What RtMidi leaves to us: it never tells what is plugged or unplugged, so one client that stays
lists the ports (60 µs by JACK). An input whose keyboard was unplugged is deaf for good, so it is
made anew. And its clients hold the interpreter's lock while they wait for the thread that
waits for it in our callback: an input is hushed first, and has a moment to finish its callback.
"""

import threading
import time
from collections.abc import Container, Iterable
from typing import Any

from server.core.midi_ports import (
    CLIENT_NAME,
    Emit,
    Event,
    Found,
    Lost,
    Midi,
    Port,
    Ports,
    identify,
    keyboards,
)

try:
    import rtmidi
except ImportError:  # a platform without a wheel of it has no bridge, and all else works
    rtmidi = None

# In the order in which they are tried. ALSA sees every USB keyboard of a Linux machine, JACK not.
APIS = (
    ("alsa", "ALSA", "API_LINUX_ALSA"),
    ("jack", "JACK", "API_UNIX_JACK"),
    ("core", "Core MIDI", "API_MACOSX_CORE"),
    ("winmm", "Windows MM", "API_WINDOWS_MM"),
)
API_NAMES = {api: name for api, name, _ in APIS}
NO_RTMIDI = "python-rtmidi is missing or was built without any API"
# In polls: how soon a shut port is tried again, and a JACK server is asked whether it lives.
RETRY = 10
# In polls: a machine without MIDI is tried again ever more rarely, as each try may write to stderr.
FIRST_PROBE, LAST_PROBE = 10, 300
# Seconds in which a callback under way finishes; they take microseconds.
HUSH = 0.02


def available() -> list[str]:
    """Give the APIs that this build of RtMidi has, in the order in which they are tried."""
    if rtmidi is None:
        return []
    compiled = rtmidi.get_compiled_api()
    return [api for api, _, name in APIS if getattr(rtmidi, name) in compiled]


def probe(api: str) -> "Watcher | str":
    """Open an API to list its ports; give the reason if that fails."""
    try:
        return Watcher(api)
    except Exception as error:  # RtMidi raises a SystemError of its own that is no RuntimeError
        return f"{API_NAMES[api]}: {_said(error)}"


def probe_any(apis: Iterable[str]) -> "Watcher | str":
    """Open the first API that works; else give all reasons."""
    reasons = []
    for api in apis:
        found = probe(api)
        if isinstance(found, Watcher):
            return found
        reasons.append(found)
    return f"No MIDI here: {'; '.join(reasons) or NO_RTMIDI}."


class Watcher:
    """A client that lists ports, and tells whether its server lives."""

    def __init__(self, api: str) -> None:
        self.api = api
        self._client = _input(api)
        self._pulse = _pulse(api)

    def keyboards(self) -> list[Found]:
        """List the keyboards there are."""
        return keyboards(self.api, self._client.get_ports())

    def alive(self) -> bool:
        """Whether the server still answers: a dead JACK server goes on listing its last ports.

        So connect to a port of our own, which fails without a server.
        """
        if self._pulse is None:
            return True
        try:
            names = self._client.get_ports()
            at = next(at for at, name in enumerate(names) if name.startswith(CLIENT_NAME))
            self._client.open_port(at, name="alive")
            self._client.close_port()
        except Exception:
            return False
        return True

    def close(self) -> None:
        """Leave the API."""
        for client in filter(None, (self._pulse, self._client)):
            client.delete()


class Input:
    """One open port."""

    def __init__(self, api: str, found: Found, port: str, emit: Emit) -> None:
        """Open it; raises what RtMidi raises, for example where another program holds it."""
        self.port = port
        self.heard = False
        """Whether anything was heard since somebody set this back."""
        self._client = _input(api)
        # System exclusive, clock and active sensing mean nothing to us and would fill the line.
        self._client.ignore_types(sysex=True, timing=True, active_sense=True)
        self._client.set_callback(self._heard, emit)
        try:
            self._client.open_port(self._index(api, found), name=port)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Shut it."""
        self._client.cancel_callback()
        time.sleep(HUSH)
        self._client.delete()

    def _index(self, api: str, found: Found) -> int:
        """Give the port's place in this client's own list, which may differ by now."""
        listed = keyboards(api, self._client.get_ports())
        return next((one.index for one in listed if one.key == found.key), found.index)

    def _heard(self, event: tuple[list[int], float], emit: Emit) -> None:
        emit(Midi(self.port, bytes(event[0]), time.monotonic() * 1000))
        self.heard = True


class RtmidiInputs:
    """All keyboards of this machine; a `MidiInputs`. `apis` are of `available()`, or all."""

    def __init__(self, *apis: str) -> None:
        self._apis = apis
        self._lock = threading.Lock()
        self._watcher: Watcher | None = None
        self._found: list[Found] = []
        self._ids: dict[str, str] = {}
        self._inputs: dict[str, Input] = {}
        self._shut: dict[str, str] = {}
        """Why ports could not be opened."""
        self._told: Ports | None = None
        self._reason = ""
        self._polls = 0
        self._next_probe, self._pause = 0, FIRST_PROBE

    def poll(self, emit: Emit, *, listen: bool) -> None:
        """Look once for what was plugged and unplugged; see `MidiInputs`."""
        with self._lock:
            try:
                self._poll(emit, listen=listen)
            except Exception as error:
                self._leave(emit, f"MIDI stopped, and is looked for again: {_said(error)}.")
            self._polls += 1
            self._tell(emit)

    def close(self) -> None:
        """Shut all ports and leave the API."""
        with self._lock:
            self._leave(_nobody, "")
            self._told = None
            self._next_probe = self._polls

    def _poll(self, emit: Emit, *, listen: bool) -> None:
        watcher = self._watcher or self._probe()
        if watcher is None:
            return
        if self._polls % RETRY == 0:
            self._shut.clear()
            if not self._playing() and not watcher.alive():
                name = API_NAMES[watcher.api]
                self._leave(emit, f"The {name} server stopped; it is looked for again.")
                return
        self._found = watcher.keyboards()
        self._ids = identify(self._found, self._ids)
        self._close(emit, {one.key for one in self._found} if listen else set())
        if listen:
            self._open(watcher.api, emit)

    def _probe(self) -> Watcher | None:
        """Look for an API that works, ever more rarely."""
        if self._polls < self._next_probe:
            return None
        found = probe_any(self._apis or available())
        if isinstance(found, Watcher):
            self._watcher, self._pause, self._reason = found, FIRST_PROBE, ""
            return found
        self._next_probe = self._polls + self._pause
        self._pause = min(2 * self._pause, LAST_PROBE)
        self._reason = found
        return None

    def _playing(self) -> bool:
        """Whether something was heard of late, so that nobody need ask; asking delays notes."""
        playing = [one for one in self._inputs.values() if one.heard]
        for one in playing:
            one.heard = False
        return bool(playing)

    def _close(self, emit: Emit, staying: Container[str]) -> None:
        for key in [key for key in self._inputs if key not in staying]:
            lost = self._inputs.pop(key)
            lost.close()
            emit(Lost(lost.port))

    def _open(self, api: str, emit: Emit) -> None:
        for one in self._found:
            if one.key in self._inputs or one.key in self._shut:
                continue
            try:
                self._inputs[one.key] = Input(api, one, self._ids[one.key], emit)
            except Exception as error:
                self._shut[one.key] = f"{one.name} cannot be opened: {_said(error)}."

    def _leave(self, emit: Emit, reason: str) -> None:
        """Let go of everything. Before any new client: that would free a dead server's clients."""
        self._close(emit, ())
        if self._watcher:
            self._watcher.close()
        self._watcher, self._found, self._reason = None, [], reason
        self._shut.clear()
        self._next_probe = self._polls + FIRST_PROBE

    def _tell(self, emit: Emit) -> None:
        """Tell how things are, if that is news."""
        ports = tuple(
            Port(self._ids[one.key], one.name, one.key in self._inputs) for one in self._found
        )
        listed = {one.key for one in self._found}
        reasons = [self._reason, *(why for key, why in self._shut.items() if key in listed)]
        told = Ports(ports, " ".join(filter(None, reasons)))
        if told != self._told:
            self._told = told
            emit(told)


def _input(api: str) -> Any:
    return rtmidi.MidiIn(_number(api), name=CLIENT_NAME)


def _pulse(api: str) -> Any:
    """Make a port of our own to connect to; only JACK's server may die beneath us."""
    if api != "jack":
        return None
    pulse = rtmidi.MidiOut(_number(api), name=CLIENT_NAME)
    pulse.open_virtual_port("pulse")
    return pulse


def _number(api: str) -> int:
    number: int = getattr(rtmidi, next(name for each, _, name in APIS if each == api))
    return number


def _said(error: Exception) -> str:
    """Give RtMidi's words without its function's name and its last mark."""
    return str(error).rpartition("::")[2].partition(": ")[2].rstrip(".?") or str(error)


def _nobody(_event: Event) -> None:
    pass
