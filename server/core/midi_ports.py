"""MIDI ports: how they are named, what is heard of them, and what the bridge needs of a driver.

Names as RtMidi gives them are decorated by each API in its own way, and the decoration changes
when a keyboard is plugged in again; a keyboard is known by what is left without it. Chromium
names an ALSA port by the port's own name, so what is left here ends in the name that Web MIDI
has, and `extension/core/sources.js` can tell that both see one keyboard.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain, count
from typing import Any, Protocol

# (API, pattern, replacement), applied in this order.
_DECORATIONS = tuple(
    (api, re.compile(pattern), replacement)
    for api, pattern, replacement in (
        ("alsa", r" \d+:\d+$", ""),  # "client:port 20:0", numbers of this moment
        ("jack", r"^a2j:.* \[\d+\] \(capture\): ", ""),  # ALSA ports shown to JACK by a2jmidid
        ("jack", r"^Midi-Bridge:.*\(capture_\d+\) ", ""),  # and by PipeWire
        ("winmm", r" \d+$", ""),  # the index that RtMidi puts there to make names unique
        ("alsa", r"^(.+):(\1.*)$", r"\2"),  # "client:port" of a port that names its client, too
        ("jack", r"^(.+):(\1.*)$", r"\2"),
        ("alsa", r"^([^:]+):(?! )", r"\1 "),
        ("jack", r"^([^:]+):(?! )", r"\1 "),
    )
)
# Loopback, this program's own ports and the system's: no keyboards. Compared as normal_name does.
_NO_KEYBOARD = re.compile(r"^(midi through|rubato bridge|pipewire system|microsoft gs wavetable)\b")
# Without this nobody could tell the bridge's own ports from keyboards.
CLIENT_NAME = "rubato-bridge"


@dataclass(frozen=True, slots=True)
class Port:
    """A keyboard: its id, the same whenever it is plugged in; its name; whether it is heard."""

    id: str
    name: str
    open: bool


@dataclass(frozen=True, slots=True)
class Ports:
    """All keyboards there are now; `reason` says why there are none, or why one stays shut."""

    ports: tuple[Port, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the message of `/v1/midi`."""
        reason = {"reason": self.reason} if self.reason else {}
        return {"type": "ports", "ports": [asdict(port) for port in self.ports], **reason}


@dataclass(frozen=True, slots=True)
class Midi:
    """A whole MIDI message, heard at `time`: monotonic ms of this machine."""

    port: str
    bytes: bytes
    time: float

    def as_json(self) -> dict[str, Any]:
        """Give the message of `/v1/midi`."""
        return {"type": "midi", "port": self.port, "bytes": list(self.bytes), "time": self.time}


@dataclass(frozen=True, slots=True)
class Lost:
    """A keyboard that was heard is gone: whoever holds its notes lets go of them."""

    port: str

    def as_json(self) -> dict[str, Any]:
        """Give the message of `/v1/midi`."""
        return {"type": "lost", "port": self.port}


Event = Ports | Midi | Lost
Emit = Callable[[Event], None]


class MidiInputs(Protocol):
    """The MIDI inputs of a machine. `emit` may be called from any thread, at any time."""

    def poll(self, emit: Emit, *, listen: bool) -> None:
        """Look once for what was plugged and unplugged; open all ports, or none unless `listen`.

        Emits `Ports` at the first call and whenever anything changed, after a `Lost` for each
        open port that is gone or shut. Never raises: what is wrong is the `reason` of `Ports`.
        """

    def close(self) -> None:
        """Shut all ports; a later `poll` begins anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """A keyboard in a driver's list: its key there, unique at this moment, and its own name."""

    key: str
    index: int
    name: str


def normal_name(name: str) -> str:
    """Give a name as names are compared: what systems change is case, dashes and blanks."""
    return re.sub(r"[\W_]+", " ", name.lower()).strip()


def keyboard_name(api: str, raw: str) -> str | None:
    """Give a keyboard's own name; None if the port is no keyboard."""
    name = raw
    for where, pattern, replacement in _DECORATIONS:
        if where == api:
            name = pattern.sub(replacement, name)
    return None if _NO_KEYBOARD.match(normal_name(name)) else name


def keyboards(api: str, raws: Iterable[str]) -> list[Found]:
    """Give the keyboards in a list of a driver's port names."""
    seen: Counter[str] = Counter()
    found = []
    for index, raw in enumerate(raws):
        seen[raw] += 1
        name = keyboard_name(api, raw)
        if name is not None:
            found.append(Found(f"{raw}\0{seen[raw]}", index, name))
    return found


def identify(found: Iterable[Found], known: Mapping[str, str]) -> dict[str, str]:
    """Give the id of each key: the one it had, else its name, numbered if another has that."""
    found = list(found)
    ids = {one.key: known[one.key] for one in found if one.key in known}
    taken = set(ids.values())
    for one in found:
        if one.key not in ids:
            ids[one.key] = _free(one.name, taken)
            taken.add(ids[one.key])
    return ids


def _free(name: str, taken: Container[str]) -> str:
    numbered = (f"{name} #{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)
