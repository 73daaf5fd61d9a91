"""Sessions as files: the shared vectors, random logs there and back, and files in any state."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.media_kinds import MEDIA_KINDS
from server.core.session_file import Reading, read_session, write_session
from server.core.session_log import FIELDS, Entry, entry_of, in_order
from server.core.session_text import entry_in, text_of
from server.core.smf import MidiFile, read_smf
from server.core.smf_wrappers import NotMidi

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "sessions.json").read_text())
HEADER: dict[str, Any] = VECTORS["sessions"][0]["header"]
HOUR = 3_600_000


def named(case: dict[str, Any]) -> str:
    """Name a case of the vectors."""
    return str(case["name"])


def opened(data: bytes) -> Reading:
    """Read what must be readable."""
    reading = read_session(data)
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize("case", VECTORS["sessions"], ids=named)
def test_written_and_read_back(case: dict[str, Any]) -> None:
    """The shared vectors hold, byte for byte."""
    data = write_session(case["header"], case["entries"])
    reading = opened(data)

    assert base64.b64encode(data).decode() == case["file"]
    assert reading.flaws == ()
    assert reading.session.header == case["header"]
    assert list(reading.session.tracks) == case["tracks"]
    assert list(reading.session.entries) == in_order(case["entries"])


@pytest.mark.parametrize("case", VECTORS["texts"], ids=lambda case: str(ascii(case["text"])[:50]))
def test_an_entry_as_a_text(case: dict[str, Any]) -> None:
    """The shared vectors hold both ways."""
    fields = {name: value for name, value in case["entry"].items() if name not in ("at", "tab")}

    assert text_of(case["entry"]) == case["text"]
    assert entry_in(case["kind"], case["text"]) == fields


@pytest.mark.parametrize("case", VECTORS["readings"], ids=named)
def test_read_as_far_as_it_goes(case: dict[str, Any]) -> None:
    """Truncated, foreign, newer and hostile files: what can be read is, the rest is named."""
    reading = read_session(base64.b64decode(case["file"]))
    if case.get("refused"):
        assert isinstance(reading, NotMidi)
        return

    assert isinstance(reading, Reading)
    session = reading.session
    assert session.header == case["header"]
    assert list(session.tracks) == case["tracks"]
    assert list(session.entries) == case["entries"]
    assert [[flaw.offset, flaw.code] for flaw in reading.flaws] == case["flaws"]


TEXT = st.text(st.characters(), max_size=30)
BYTE = st.integers(0, 127)
LONG = st.builds(lambda status, one, two: [status, one, two], st.integers(0x80, 0xBF), BYTE, BYTE)
BEND = st.builds(lambda status, one, two: [status, one, two], st.integers(0xE0, 0xEF), BYTE, BYTE)
SHORT = st.builds(lambda status, one: [status, one], st.integers(0xC0, 0xDF), BYTE)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
VALUE = WHOLE | TEXT | st.lists(WHOLE, max_size=5) | st.dictionaries(TEXT, WHOLE, max_size=2)
MOMENT = st.integers(0, HOUR)
KEYS = st.lists(st.integers(0, 24), max_size=8)


def of(name: str, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Entry]:
    """Entries of one type."""
    times = {"at": MOMENT, "type": st.just(name)}
    return st.fixed_dictionaries(
        times | ({} if name == "marker" else {"tab": st.integers(1, 4)}) | fields
    )


TARGET = st.fixed_dictionaries({"role": TEXT, "name": TEXT, "path": TEXT})
PAGE = st.fixed_dictionaries({"url": TEXT, "title": TEXT})
ASKED = {"command": TEXT, "ok": st.booleans(), "ms": MOMENT}
SPANS = st.lists(st.integers(0, HOUR), max_size=8).map(
    lambda times: [list(span) for span in zip(*[iter(sorted(times))] * 2, strict=False)]
)
MEDIUM = {"kind": st.sampled_from(MEDIA_KINDS), "name": TEXT, "mime": TEXT, "spans": SPANS}
KINDS: dict[str, st.SearchStrategy[Entry]] = {
    "midi": of("midi", bytes=LONG | BEND | SHORT),
    "word": of("word", keys=KEYS, command=TEXT),
    "speech": of("speech", text=TEXT, by=st.sampled_from(["ear", "typed"])),
    "command": of("command", **ASKED)
    | of("command", **ASKED, value=VALUE, target=TARGET, page=PAGE),
    "page": of("page", url=TEXT, title=TEXT),
    "earcon": of("earcon", name=TEXT),
    "text": of("text", text=TEXT, kind=st.just("lyric")),
    "media": of("media", **MEDIUM)
    | of("media", **MEDIUM, sha256=st.just("0a" * 32), size=st.integers(0, 2**53 - 1)),
    "marker": of("marker", name=TEXT),
}
LOGS = st.lists(st.one_of(*KINDS.values()), max_size=25)


def test_every_type_is_tried() -> None:
    """A new type of entry is tried by the random logs, too."""
    assert set(KINDS) == set(FIELDS)


@given(LOGS)
@settings(max_examples=300)
def test_any_log_comes_back_exactly(log: list[Entry]) -> None:
    """Times to the millisecond over an hour, any text, any MIDI bytes; nothing is flawed."""
    reading = opened(write_session(HEADER, log))

    assert reading.flaws == ()
    assert list(reading.session.entries) == in_order(log)
    assert all(entry_of(entry) == entry for entry in log)


@given(LOGS)
def test_other_readers_open_it(log: list[Entry]) -> None:
    """A DAW-like reader (mido) and our own reader of any file find each message at its time."""
    data = write_session(HEADER, log)
    played = [(entry["at"], entry["bytes"]) for entry in in_order(log) if entry["type"] == "midi"]

    assert found_by_mido(data) == played
    plain = read_smf(data)
    assert isinstance(plain, MidiFile)
    struck = [at for at, (status, *rest) in played if status & 0xF0 == 0x90 and rest[1]]
    assert [note.onset for note in plain.notes] == struck


def found_by_mido(data: bytes) -> list[tuple[int, list[int]]]:
    """Read all channel messages with mido: ms and bytes, in order of time, then of track."""
    file = mido.MidiFile(file=BytesIO(data))
    assert (file.type, file.ticks_per_beat) == (1, 1000)
    assert [event.tempo for event in file.tracks[0] if event.type == "set_tempo"] == [1_000_000]
    found = []
    for track in file.tracks:
        now = 0
        for event in track:
            now += event.time
            if not event.is_meta:
                found.append((now, event.bytes()))
    return sorted(found, key=lambda one: one[0])


@given(LOGS, st.data())
def test_a_cut_file_keeps_what_is_before_the_cut(log: list[Entry], data: st.DataObject) -> None:
    """Tab for tab it begins as the whole one; a text that was cut is no entry."""
    whole = write_session(HEADER, log)
    cut = read_session(whole[: data.draw(st.integers(0, len(whole)))])
    if isinstance(cut, NotMidi) or cut.session.header is None:
        return

    for tab in range(5):
        kept = [entry for entry in cut.session.entries if entry.get("tab", 0) == tab]
        assert kept == [entry for entry in in_order(log) if entry.get("tab", 0) == tab][: len(kept)]


SCRAPS = st.sampled_from(
    [
        b"MThd",
        b"MTrk",
        b"\0\0\0\6",
        b"\0\xff\x2f\0",
        b"\0\x90\x3c\x40",
        b'\0\xff\1\5{"a":',
        b"\xff" * 4,
    ]
)


@given(st.binary() | st.lists(SCRAPS | st.binary(max_size=8), max_size=40).map(b"".join))
@settings(max_examples=500)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    """They are read or refused, and what is read could be written."""
    reading = read_session(data)

    if isinstance(reading, Reading):
        entries = list(reading.session.entries)
        assert all(entry_of(entry) == entry for entry in entries)
        assert list(opened(write_session(HEADER, entries)).session.entries) == entries


NOT_JSON = ['{"command":"x","ok":true,"ms":NaN}', "{" * 5000, '{"a":' * 5000, "9" * 5000, ""]


@pytest.mark.parametrize("text", NOT_JSON, ids=lambda text: str(text[:12]))
@pytest.mark.parametrize("kind", ["lyric", "cue", "text"])
def test_a_text_that_holds_no_entry(kind: str, text: str) -> None:
    """Numbers that are none, braces without end and numbers without end are no entry."""
    assert entry_in(kind, f"x {text}") is None


Changed = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.mark.parametrize(
    "change",
    [
        lambda word: word | {"at": -1},
        lambda word: word | {"at": 0.5},
        lambda word: word | {"at": True},
        lambda word: word | {"tab": 0},
        lambda word: word | {"keys": [25]},
        lambda word: word | {"type": "nothing"},
        lambda word: word | {"type": 5},
        lambda word: {name: word[name] for name in word if name != "command"},
    ],
)
def test_what_is_no_entry(change: Changed) -> None:
    """A field, a time or a tab is wrong or missing."""
    word = {"at": 1, "type": "word", "tab": 1, "keys": [9, 9], "command": "scroll.down"}

    assert entry_of(word) == word
    assert entry_of(change(word)) is None
