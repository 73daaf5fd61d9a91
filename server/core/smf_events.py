"""Reads the events of one MTrk chunk: bytes in; notes, controls, texts and tempos at ticks out.

An event is a delta time, then a channel message (perhaps without its status byte), a meta event
`FF type length data`, or an exclusive one `F0 length data` (SMF 1.0, track chunks). What cannot be
an event ends the track there: an event has no mark by which the next one could be found again.
"""

from dataclasses import dataclass, field
from typing import Any, Final

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

SYSTEM_DATA: Final = {0xF1: 1, 0xF2: 2, 0xF3: 1}
"""Data bytes behind a system message, which has no place in a file; another has none."""

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


NOTHING: Final[list[Any]] = []
"""Stands for every list that stayed empty: a hostile file may be thousands of empty tracks."""
LONGEST_MESSAGE: Final = 7
"""Bytes of a channel message: four of its time, its status and two of data."""


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
    notes: list[RawNote] = field(default_factory=list)
    """In the order of their note-ons."""
    controls: list[RawControl] = field(default_factory=list)
    texts: list[tuple[int, TextKind, str]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    _status: int = 0
    """The running status, 0 before the first channel message."""
    _broken_off: bool = False
    """A meta or exclusive event came after the running status."""
    _forgiven: bool = False
    _sounding: Sounding = field(init=False)

    def read(self) -> None:
        """Read up to the end mark, the limit or the damage."""
        self._sounding = Sounding(self.notes)
        try:
            while not self.ended and self.at < self.limit:
                self._plain_messages()
                self._event()
        except DamageError as damage:
            self.damaged = True
            self.flaws.add(damage.offset, damage.code, **damage.facts)
        self._sounding.close(self.tick, self.at, self.flaws)
        self._tidy()

    def _tidy(self) -> None:
        """Let go of what is needed no longer: a file may have very many tracks."""
        del self._sounding
        self.notes = self.notes or NOTHING
        self.controls = self.controls or NOTHING
        self.texts = self.texts or NOTHING
        self.tempos = self.tempos or NOTHING

    def _plain_messages(self) -> None:
        """Read channel messages as long as they are whole and as they should be.

        Nearly all events are: so each is read here without a call a byte. At any other this stops
        before it, and it is read, or found to be damage, as an event.
        """
        data, at, tick, status = self.data, self.at, self.tick, self._status
        held = not self._broken_off or self._forgiven
        last = self.limit - LONGEST_MESSAGE
        while at < last:
            place, delta = at, 0
            while data[place] > 0x7F and place < at + 3:
                delta = delta << 7 | data[place] & 0x7F
                place += 1
            delta = delta << 7 | data[place]
            new = data[place + 1]
            if new > 0xEF or data[place] > 0x7F or not (new > 0x7F or (status and held)):
                break
            if new > 0x7F:
                status, held = new, True
                place += 1
            one = status & 0xE0 == 0xC0
            first, second = data[place + 1], 0 if one else data[place + 2]
            if first > 0x7F or second > 0x7F:
                break
            tick += delta
            at = place + (2 if one else 3)
            self._take(tick, status, first, second)
            self.at, self.tick, self._status, self._broken_off = at, tick, status, not held

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
        self._take(tick, status, first, 0 if status & 0xE0 == 0xC0 else self._data_byte())

    def _take(self, tick: int, status: int, first: int, second: int) -> None:
        """Take a whole message; the second byte of one that has only one is 0."""
        kind, channel = status & 0xF0, status & 0x0F
        if kind == 0x90 and second:
            self._sounding.press(tick, channel, first, second)
        elif kind <= 0x90:
            self._sounding.release(tick, channel, first)
        else:
            self._control(tick, kind, channel, first, second)

    def _control(self, tick: int, kind: int, channel: int, first: int, second: int) -> None:
        number, value = (first, second) if kind in (0xA0, 0xB0) else (0, first)
        if kind == 0xE0:
            value = (second << 7 | first) - 8192
        if kind == 0xB0:
            self._sounding.control(tick, channel, first)
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
