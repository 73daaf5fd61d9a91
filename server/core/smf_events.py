"""Reads the events of one MTrk chunk: bytes in; notes, controls, texts and tempos at ticks out.

An event is a delta time, then a channel message (perhaps without its status byte), a meta event
`FF type length data`, or an exclusive one `F0 length data` (SMF 1.0, track chunks). What cannot be
an event ends the track there: an event has no mark by which the next one could be found again.
"""

from dataclasses import dataclass, field
from typing import Final

from server.core.notes import ControlKind, TextKind
from server.core.smf_flaws import Flaws
from server.core.smf_sounding import RawNote, Sounding

META: Final = 0xFF
EXCLUSIVES: Final = (0xF0, 0xF7)
END_OF_TRACK: Final = 0x2F
SET_TEMPO: Final = 0x51

CONTROLS: Final[dict[int, ControlKind]] = {
    0xA0: "key-pressure",
    0xB0: "controller",
    0xC0: "program",
    0xD0: "pressure",
    0xE0: "bend",
}

CHANNEL_DATA: Final = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
SYSTEM_DATA: Final = {0xF1: 1, 0xF2: 2, 0xF3: 1}
"""Data bytes behind each status; a system message, which has no place in a file, else has none."""

TEXTS: Final[dict[int, TextKind]] = {
    0x01: "text",
    0x02: "copyright",
    0x03: "name",
    0x04: "instrument",
    0x05: "lyric",
    0x06: "marker",
    0x07: "cue",
    0x08: "program",
    0x09: "device",
}

RawControl = tuple[int, ControlKind, int, int, int]
"""Tick, kind, number, value, channel."""


class DamageError(Exception):
    """The bytes at `offset` are no event. Raised and caught in this module only."""

    def __init__(self, offset: int, code: str, **facts: int) -> None:
        super().__init__(code)
        self.offset = offset
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class TrackEvents:
    """Reads a track and holds what was read, in ticks."""

    data: bytes
    at: int
    """Where the next byte is read; behind the track when it has been read."""
    limit: int
    flaws: Flaws
    tick: int = 0
    """The tick of the last whole event."""
    ended: bool = False
    """Whether the end mark was read."""
    damaged: bool = False
    sounding: Sounding = field(default_factory=Sounding)
    controls: list[RawControl] = field(default_factory=list)
    texts: list[tuple[int, TextKind, str]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    _status: int = 0
    """The running status, 0 before the first channel message."""
    _broken_off: bool = False
    """A meta or exclusive event came after the running status."""
    _forgiven: bool = False

    @property
    def notes(self) -> list[RawNote]:
        """The notes in the order of their note-ons."""
        return self.sounding.notes

    def read(self) -> None:
        """Read up to the end mark, the limit or the damage."""
        try:
            while not self.ended and self.at < self.limit:
                self._event()
        except DamageError as damage:
            self.damaged = True
            self.flaws.add(damage.offset, damage.code, **damage.facts)
        self.sounding.close(self.tick, self.at, self.flaws)

    def _event(self) -> None:
        start = self.at
        tick = self.tick + self._number()
        status = self._byte()
        if status < 0x80:
            self._running(start, tick, status)
        elif status < 0xF0:
            self._status, self._broken_off = status, False
            self._message(tick, status, self._data_byte())
        elif status == META:
            self._meta(start, tick)
        elif status in EXCLUSIVES:
            self._block()
            self._broken_off = True
        else:
            self._system(start, status)
        self.tick = tick

    def _running(self, start: int, tick: int, first: int) -> None:
        if not self._status:
            raise DamageError(start, "no-status")
        if self._broken_off and not self._forgiven:
            # SMF 1.0 lets meta and exclusive events cancel the status; writers forget it.
            self.flaws.add(start, "running-status")
            self._forgiven = True
        self._message(tick, self._status, first)

    def _message(self, tick: int, status: int, first: int) -> None:
        kind, channel = status & 0xF0, status & 0x0F
        second = self._data_byte() if CHANNEL_DATA[kind] == 2 else 0
        if kind == 0x90 and second:
            self.sounding.press(tick, channel, first, second)
        elif kind in (0x80, 0x90):
            self.sounding.release(tick, channel, first)
        else:
            self._control(tick, kind, channel, first, second)

    def _control(self, tick: int, kind: int, channel: int, first: int, second: int) -> None:
        number, value = (first, second) if kind in (0xA0, 0xB0) else (0, first)
        if kind == 0xE0:
            value = (second << 7 | first) - 8192
        if kind == 0xB0:
            self.sounding.control(tick, channel, first)
        self.controls.append((tick, CONTROLS[kind], number, value, channel))

    def _meta(self, start: int, tick: int) -> None:
        kind = self._byte()
        if kind > 0x7F:
            raise DamageError(self.at - 1, "meta-type", byte=kind)
        block = self._block()
        self._broken_off = True
        if kind in TEXTS:
            self._text(tick, TEXTS[kind], read_text(block))
        elif kind == SET_TEMPO:
            self._tempo(start, tick, block)
        elif kind == END_OF_TRACK:
            self.ended = True

    def _text(self, tick: int, kind: TextKind, text: str) -> None:
        self.texts.append((tick, kind, text))

    def _tempo(self, start: int, tick: int, block: bytes) -> None:
        quarter = int.from_bytes(block, "big")
        if len(block) == 3 and quarter:
            self.tempos.append((tick, quarter))
        else:
            self.flaws.add(start, "tempo")

    def _system(self, start: int, status: int) -> None:
        self.flaws.add(start, "system-message", status=status)
        for _ in range(SYSTEM_DATA.get(status, 0)):
            self._data_byte()

    def _byte(self) -> int:
        if self.at >= self.limit:
            raise DamageError(self.limit, "truncated")
        self.at += 1
        return self.data[self.at - 1]

    def _data_byte(self) -> int:
        byte = self._byte()
        if byte > 0x7F:
            raise DamageError(self.at - 1, "data-byte", byte=byte)
        return byte

    def _number(self) -> int:
        """Read a variable-length quantity: seven bits a byte, the top bit set on all but one."""
        start, number = self.at, 0
        for _ in range(4):
            byte = self._byte()
            number = number << 7 | byte & 0x7F
            if byte < 0x80:
                return number
        raise DamageError(start, "var-length")

    def _block(self) -> bytes:
        length = self._number()
        if length > self.limit - self.at:
            raise DamageError(self.limit, "truncated")
        self.at += length
        return self.data[self.at - length : self.at]


def read_text(raw: bytes) -> str:
    """Decode a text event: UTF-8, or Latin-1, which every byte fits; the C world's NULs go."""
    try:
        return raw.decode().rstrip("\0")
    except UnicodeDecodeError:
        return raw.decode("latin-1").rstrip("\0")
