"""Writes the performance that `rubato demo` plays: config/demo/performance.mid.

The times are a pianist's, not a machine's: keys of a word overlap, words follow at ease. The file
is a session as the extension records them: a tick is a millisecond.
"""

import json
from pathlib import Path

import mido

FILE = Path(__file__).resolve().parents[1] / "config" / "demo" / "performance.mid"

LOWEST = 48
TICKS = 1000
SECOND = 1_000_000
"""Microseconds a quarter note: at 60 quarters a minute and 1000 ticks a quarter."""

WITHIN_WORD, HELD, BETWEEN_WORDS = 180, 230, 1000
"""Milliseconds between keys of a word, that a key is held, and before the next word."""

LANGUAGES = FILE.parents[2] / "extension" / "languages"


def _words(name: str) -> dict[str, tuple[int, ...]]:
    """Give the keys of each command in a shipped language."""
    read = json.loads((LANGUAGES / f"{name}.json").read_text(encoding="utf-8"))
    return {word["means"][0]: tuple(word["keys"]) for word in reversed(read["words"])}


SWIFT, BASE = _words("swift"), _words("base")
LAST = 13
"""The key of the last digit 0."""

PERFORMANCE: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("where am I", SWIFT["where"]),
    ("page down, a swift word", SWIFT["scroll.page-down"]),
    ("page down, the founder's word", BASE["scroll.page-down"]),
    ("again", BASE["again"]),
    ("undo", BASE["undo"]),
    ("bottom", SWIFT["scroll.bottom"]),
    ("top", SWIFT["scroll.top"]),
    ("next tab", SWIFT["tab.next"]),
    ("zoom in", SWIFT["zoom.in"]),
    ("reset zoom", SWIFT["zoom.reset"]),
    ("tab + number 3", (*BASE["tab.number"], LAST + 3)),
    ("close tab", SWIFT["tab.close"]),
    ("undo: the tab is back", BASE["undo"]),
    ("a slip: no word goes on like this", (9, 10)),
    ("tab + number, and then another mind: C cancels", (*SWIFT["tab.number"], 0)),
    ("tabs: a list", SWIFT["tab.list"]),
    ("item + number 1", (*SWIFT["item.choose"], LAST + 1)),
)
"""What is meant, and the keys 0..24 that play it."""


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    performance().save(FILE)


def performance() -> mido.MidiFile:
    """Give the performance as a MIDI file of type 1."""
    header = {"format": 1, "languages": {"base": 1, "swift": 1}, "lowest": LOWEST}
    first = mido.MidiTrack(
        [
            mido.MetaMessage("set_tempo", tempo=SECOND, time=0),
            mido.MetaMessage("text", text=json.dumps(header), time=0),
        ]
    )
    return mido.MidiFile(type=1, ticks_per_beat=TICKS, tracks=[first, _track()])


def _track() -> mido.MidiTrack:
    """Give the notes in order of time, each with the time since the one before."""
    timed = sorted(_timed_messages(), key=lambda each: each[0])
    track, before = mido.MidiTrack([mido.MetaMessage("track_name", name="Demo", time=0)]), 0
    for at, message in timed:
        track.append(message.copy(time=at - before))
        before = at
    return track


def _timed_messages() -> list[tuple[int, mido.Message]]:
    made, at = [], 500
    for _, keys in PERFORMANCE:
        for place, key in enumerate(keys):
            # A key struck again has to be up before.
            held = WITHIN_WORD - 40 if key in keys[place + 1 : place + 2] else HELD
            note = LOWEST + key
            made.append((at, mido.Message("note_on", note=note, velocity=72)))
            made.append((at + held, mido.Message("note_off", note=note, velocity=0)))
            at += WITHIN_WORD
        at += BETWEEN_WORDS
    return made


if __name__ == "__main__":
    main()
