"""A decoded recording as a page of text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from server.core.instruments import instrument
from server.core.keys import show
from server.core.smf import MidiFile, Track
from server.services.decoding import Row

MOST_KEYS = 12


def report(name: str, recording: MidiFile, rows: Sequence[Row]) -> str:
    """Write the file's facts, its tracks, a line for each row, and how many of each kind."""
    notes = counted(len(recording.notes), "note")
    tracks = counted(len(recording.tracks), "track")
    lines = [
        f"{name}: format {recording.format}, {tracks}, {notes}, {recording.length / 1000:.1f} s",
        *map(_track, recording.tracks),
        "",
        *_table(rows),
        _summary(rows),
    ]
    return printable("\n".join(lines))


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: 1 note, 2 notes."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Take the control characters out of a text, so that no file can steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _track(track: Track) -> str:
    names = dict.fromkeys(instrument(*program) for program in track.programs)
    what = ", ".join(filter(None, (track.name, track.instrument, *names)))
    return f"  track {track.index}: {counted(track.notes, 'note')}  {what}".replace(
        "\n", " "
    ).rstrip()


def _table(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    width = max(4, *(len(shown(row.keys)) for row in rows))
    yield f"{'ms':>9}  {'keys':{width}}  word"
    for row in rows:
        yield f"{row.ms:9.0f}  {shown(row.keys):{width}}  {said(row.outcome)}"


def shown(keys: Sequence[int]) -> str:
    """Write the keys of a row; of many, as music played into a frame leaves, the ends."""
    if len(keys) <= MOST_KEYS:
        return show(keys)
    return f"{show(keys[:5])} ... {show(keys[-2:])} ({len(keys)} keys)"


def said(outcome: dict[str, Any]) -> str:
    """Say what was decided."""
    if "command" in outcome:
        name = str(outcome["command"])
        return f"{name} {value(outcome['value'])}" if "value" in outcome else name
    if "choose" in outcome:
        return f"which of {', '.join(outcome['choose'])}?"
    if "failed" in outcome:
        near = ", ".join(outcome.get("nearest", ()))
        return f"- no {NOUNS[outcome['failed']]}" + (f"; near: {near}" if near else "")
    if "cancelled" in outcome:
        return f"- cancelled {outcome['cancelled'] or ''}".rstrip()
    return f"- unfinished {outcome['pending'] or ''}".rstrip()


NOUNS = {"swift": "such word", "frame": "such word in a frame", "value": "such value"}


def value(given: Any) -> str:
    """Write a value: 15, "text", keys 1 2 3, row -1 column 0."""
    if isinstance(given, dict):
        return " ".join(f"{name} {part}" for name, part in given.items())
    if isinstance(given, list):
        return f"keys {show(given)}"
    return f'"{given}"' if isinstance(given, str) else str(given)


def _summary(rows: Sequence[Row]) -> str:
    kinds = Counter(next(iter(row.outcome)) for row in rows)
    rest = [f"{kinds[kind]} {kind}" for kind in ("failed", "cancelled") if kinds[kind]]
    return ", ".join([counted(kinds["command"], "command"), *rest])
