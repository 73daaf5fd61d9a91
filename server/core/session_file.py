"""A session as a Standard MIDI File that any DAW opens: written, and read back to the millisecond.

Type 1, 1000 ticks a quarter at 60 a minute: a tick is a millisecond. Track 0 holds the header and
the markers; each tab has a track with its notes, words (lyrics), commands (cue points), pages,
speech and earcons (texts). `extension/core/session_file.js` writes the same bytes.
"""

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.notes import TextKind
from server.core.session_log import (
    FORMAT,
    LONGEST,
    MOST_TABS,
    Entry,
    Session,
    entry_of,
    header_of,
    in_order,
    track_names,
)
from server.core.session_text import KINDS, entry_in, json_in, json_text, text_of, utf8
from server.core.smf_chunks import HEADER, TRACK, Chunks, Header
from server.core.smf_events import TEXTS, TrackEvents
from server.core.smf_flaws import Flaw, Flaws
from server.core.smf_tempo import TempoMap, tempo_map
from server.core.smf_wrappers import NotMidi, refusal, unwrap

NAME: Final = "Rubato session"
"""The name of track 0."""
TICKS: Final = 1000
QUARTER: Final = 1_000_000
FARTHEST: Final = 0x0FFFFFFF
"""The longest time between two events that a variable-length number holds."""

CODES: Final[Mapping[TextKind, int]] = {kind: code for code, kind in TEXTS.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file."""

    session: Session
    flaws: tuple[Flaw, ...]
    """Of the file, and `newer`, `header`, `plain`, `unread`, `too-late`; see `smf_flaws.py`."""


def write_session(header: Mapping[str, Any], entries: Iterable[Entry]) -> bytes:
    """Return the file of a session; the entries are in any order."""
    ordered = in_order(entries)
    names = track_names(ordered)
    tracks: list[list[Entry]] = [[] for _ in range(len(names) + 1)]
    for entry in ordered:
        tracks[entry.get("tab", 0)].append(entry)
    heading = header_of(dict(header))
    lead = b"\0" + _meta("name", NAME) + b"\0\xff\x51\3" + QUARTER.to_bytes(3)
    lead += b"\0" + _meta("text", json_text(heading[0] if heading else None))
    chunks = [_chunk(lead, tracks[0])]
    for name, track in zip(names, tracks[1:], strict=True):
        chunks.append(_chunk(b"\0" + _meta("name", name), track))
    return HEADER + struct.pack(">IHHH", 6, 1, len(tracks), TICKS) + b"".join(chunks)


def _chunk(lead: bytes, entries: list[Entry]) -> bytes:
    parts = [lead]
    now = 0
    for entry in entries:
        while entry["at"] - now > FARTHEST:
            parts.append(_varied(FARTHEST) + _meta("text", ""))
            now += FARTHEST
        parts.append(_varied(entry["at"] - now))
        parts.append(_event(entry))
        now = entry["at"]
    parts.append(b"\0\xff\x2f\0")
    body = b"".join(parts)
    return TRACK + struct.pack(">I", len(body)) + body


def _event(entry: Entry) -> bytes:
    if entry["type"] == "midi":
        return bytes(entry["bytes"])
    return _meta(KINDS[entry["type"]], text_of(entry))


def _varied(value: int) -> bytes:
    """Write a number of variable length: seven bits a byte."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))


def _meta(kind: TextKind, text: str) -> bytes:
    """Write a text event, without its time."""
    block = utf8(text)
    return bytes([0xFF, CODES[kind]]) + _varied(len(block)) + block


@dataclass(slots=True)
class RawEvents(TrackEvents):
    """Reads a track and keeps its messages and texts as they came, in their order."""

    raw: list[tuple[int, TextKind | None, str | list[int]]] = field(default_factory=list)
    """Tick; the kind of a text and the text, or None and the bytes of a message."""

    def _take(self, tick: int, status: int, first: int, second: int) -> None:
        one = status & 0xE0 == 0xC0
        self.raw.append((tick, None, [status, first] if one else [status, first, second]))

    def _text(self, tick: int, kind: TextKind, text: str) -> None:
        self.raw.append((tick, kind, text))


def read_session(data: bytes) -> Reading | NotMidi:
    """Read any MIDI file as a session; what is none of ours is a recording. Never raises."""
    flaws = Flaws()
    span = unwrap(data, flaws)
    if span is None:
        return refusal(data)
    chunks = Chunks(data, *span, flaws, reads=RawEvents)
    header = chunks.read_header()
    chunks.read_tracks()
    tracks = [track for track in chunks.tracks if isinstance(track, RawEvents)]
    if not tracks:
        return refusal(data)
    chunks.check_count(header, span[0])
    heading = _heading(tracks[0])
    gathered = _Gathered(heading is not None)
    for index, (track, times) in enumerate(zip(tracks, _maps(header, tracks), strict=True)):
        gathered.take(index, track, times)
    session = Session(
        heading[0] if heading else None,
        tuple(gathered.names(len(tracks))),
        tuple(in_order(gathered.entries)),
    )
    own = _own_flaws(heading, gathered)
    return Reading(session, flaws.in_order() + own)


def _maps(header: Header, tracks: list[RawEvents]) -> list[TempoMap]:
    if header.format == 2:
        return [tempo_map(header.division, track.tempos) for track in tracks]
    shared = tempo_map(header.division, [change for track in tracks for change in track.tempos])
    return [shared] * len(tracks)


def _heading(track: RawEvents) -> tuple[dict[str, Any], list[str]] | None:
    for _, kind, text in track.raw:
        if kind == "text" and isinstance(text, str) and text.startswith("{"):
            heading = header_of(json_in(text))
            if heading:
                return heading
    return None


def _own_flaws(
    heading: tuple[dict[str, Any], list[str]] | None, gathered: "_Gathered"
) -> tuple[Flaw, ...]:
    flaws = Flaws()
    version, wrong = (heading[0]["rubato"], heading[1]) if heading else (FORMAT, [])
    if not heading:
        flaws.add(0, "plain")
    if version > FORMAT:
        flaws.add(0, "newer", version=version, known=FORMAT)
    if wrong:
        flaws.add(0, "header", count=len(wrong))
    if gathered.unread:
        flaws.add(0, "unread", count=gathered.unread)
    if gathered.late:
        flaws.add(0, "too-late", count=gathered.late)
    return tuple(flaws.found)


OURS: Final = re.compile(r"\{.*\}\Z", re.DOTALL)
"""How a text ends that looks like one of ours."""


@dataclass(slots=True)
class _Gathered:
    """Track 0 of ours belongs to no tab; of a recording of others each track is one."""

    ours: bool
    entries: list[Entry] = field(default_factory=list)
    called: dict[int, str] = field(default_factory=dict)
    """The first name of each track, by its number."""
    unread: int = 0
    late: int = 0

    def take(self, index: int, track: RawEvents, times: TempoMap) -> None:
        tab = min(max(index if self.ours else index + 1, 1), MOST_TABS)
        for tick, kind, held in track.raw:
            at = int(times.ms(tick) + 0.5)
            if at > LONGEST:
                self.late += 1
            elif isinstance(held, list):
                self.entries.append({"at": at, "type": "midi", "tab": tab, "bytes": held})
            elif kind == "name":
                self.called[index] = self.called.get(index) or held
            elif held and not (self.ours and index == 0 and held.startswith("{")):
                self.entries.append(self._entry(at, tab, str(kind), held))

    def _entry(self, at: int, tab: int, kind: str, text: str) -> Entry:
        entry = entry_of({"at": at, "tab": tab, **(entry_in(kind, text) or {})})
        if entry:
            return entry
        self.unread += self.ours and bool(OURS.search(text))
        return {"at": at, "type": "text", "tab": tab, "text": text, "kind": kind}

    def names(self, count: int) -> list[str]:
        """Name the tabs of a file of so many tracks."""
        first = 1 if self.ours else 0
        tabs = range(1, min(count - first, MOST_TABS) + 1)
        return [self.called.get(tab - 1 + first) or f"Tab {tab}" for tab in tabs]
