"""Takes: the parts of a recording in which a piece was tried once, from marks or set by hand.

A mark begins a take or ends one. It is a text ("TRIAL#3", "END", the seconds it stands at), a line
of a description ("TRIAL#3 1:05 - 4:20"), or one of three keys struck for themselves: A0 or C8
begins a take, B7 ends it. A take that no mark ends goes up to the next one's beginning, or to the
end of the recording; an end before any beginning ends a take that began with the recording.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal

from server.core.errors import InvalidError
from server.core.notes import Note, Text
from server.core.smf import MidiFile

MarkKind = Literal["begin", "end"]

MARK_KEYS: Final[dict[int, MarkKind]] = {21: "begin", 108: "begin", 107: "end"}
"""The lowest and the two highest keys of a piano, which the music seldom needs."""
LOWEST: Final = 21
"""This one it does need: it marks only where one of the other two does too."""
ALONE: Final = 500.0
"""Milliseconds on either side of a mark in which no other key is struck or sounds."""
MOST_TAKES: Final = 1000
MOST_NUMBER: Final = 9999

MARK: Final = re.compile(
    r"(?i:\bTRIAL\s*#\s*(?P<trial>\d{1,4}))(?!\d)|\bEND(?:\s*#\s*\d{1,4})?(?!\w)"
    r"|\A(?i:take) (?P<key>21|107|108)\Z"
)
"""What a text marks. "END" in capitals only, since people say "in the end"; "take 107" is what the
import of earlier recordings makes of the keys."""
CLOCK: Final = re.compile(
    r"(?<![\d:.])(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?(?![\d:])"
)
SECONDS: Final = re.compile(r"\d{1,7}(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Take:
    """One try at a piece. Its zero is its start."""

    number: int
    """Its mark's number, or the next free one; no two takes of a recording share one."""
    start_ms: float
    """From the start of the recording; so is the end."""
    end_ms: float
    """Later than the start."""
    name: str
    """What was written behind its mark, or ""."""

    def holds(self, ms: float) -> bool:
        """Tell whether a time lies in this take."""
        return self.start_ms <= ms < self.end_ms


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning or the end of a take."""

    at: float
    """Milliseconds."""
    kind: MarkKind
    number: int = 0
    """0 where the mark has none."""
    name: str = ""


def takes_of(marks: Iterable[Mark], length: float) -> tuple[Take, ...]:
    """Make takes of marks in any order, for a recording of `length` milliseconds.

    What has no length, or begins behind the end, is left out; so is what comes after a thousand.
    """
    spans: list[tuple[Mark, float]] = []
    opened: Mark | None = None
    for place, mark in enumerate(sorted(marks, key=_when)):
        if mark.kind == "end" and place == 0:
            opened = Mark(0.0, "begin")
        if opened:
            spans.append((opened, mark.at))
        opened = mark if mark.kind == "begin" else None
    if opened:
        spans.append((opened, length))
    kept = [(mark, min(end, length)) for mark, end in spans if max(mark.at, 0) < min(end, length)]
    return tuple(_numbered(kept[:MOST_TAKES]))


def _when(mark: Mark) -> tuple[float, bool]:
    """At one time what ends comes before what begins."""
    return mark.at, mark.kind == "begin"


def _numbered(spans: Sequence[tuple[Mark, float]]) -> Iterator[Take]:
    used: set[int] = set()
    for mark, end in spans:
        free = max(used, default=0) + 1
        number = mark.number if mark.number and mark.number not in used else free
        used.add(number)
        yield Take(number, max(mark.at, 0.0), end, mark.name)


def takes_in(recording: MidiFile) -> tuple[Take, ...]:
    """Find the takes of a MIDI recording: by its texts, or where none marks one, by its keys.

    A key's take in which nothing is played is left out.
    """
    written = marks_of_texts((text.at, text.text) for text in recording.texts if _marks(text))
    if written:
        return takes_of(written, recording.length)
    music = [note.onset for note in recording.notes if note.number not in MARK_KEYS]
    found = takes_of(marks_of_notes(recording.notes), recording.length)
    played = [take for take in found if any(map(take.holds, music))]
    marks = [Mark(take.start_ms, "begin", 0, take.name) for take in played]
    ends = [Mark(take.end_ms, "end") for take in played]
    return takes_of([*marks, *ends], recording.length)


def _marks(text: Text) -> bool:
    return text.kind in ("marker", "text", "cue", "lyric")


def marks_of_texts(texts: Iterable[tuple[float, str]]) -> list[Mark]:
    """Find the marks in texts that have a time, in milliseconds: markers, a transcript's pieces.

    Ends alone mark nothing: a page or a song may well be called "THE END".
    """
    found = [mark for at, text in texts for mark in _marks_in(at, text)]
    return found if any(mark.kind == "begin" for mark in found) else []


def _marks_in(at: float, text: str) -> Iterator[Mark]:
    found = list(MARK.finditer(text.strip()))
    for match, following in zip_longest(found, found[1:]):
        stop = following.start() if following else None
        yield _mark(at, match, text.strip()[match.end() : stop])


def _mark(at: float, match: re.Match[str], behind: str) -> Mark:
    if match["key"]:
        return Mark(at, MARK_KEYS[int(match["key"])])
    if not match["trial"]:
        return Mark(at, "end")
    return Mark(at, "begin", int(match["trial"]), _name(behind))


def _name(behind: str) -> str:
    """Bring what is written behind a mark to one line, without clocks and what sets them off."""
    return " ".join(CLOCK.sub(" ", behind).split()).strip(" -–—:,;()[]")[:80]


def marks_in_writing(text: str) -> list[Mark]:
    """Find the marks of a description, whose times stand in it: "TRIAL#1 0:35-5:20".

    A line's first word says whether its times stand before or behind what they belong to; a second
    time of a trial is its end. A mark without a time is none.
    """
    return [mark for line in text.splitlines() for mark in _marks_of_line(line)]


def _marks_of_line(line: str) -> Iterator[Mark]:
    found = list(MARK.finditer(line))
    if not found:
        return
    clock = CLOCK.search(line)
    before = clock is not None and clock.start() < found[0].start()
    edges = [0, *(m.end() for m in found)] if before else [*(m.start() for m in found), len(line)]
    for match, start, stop in zip(found, edges, edges[1:], strict=False):
        times = [_clock_ms(clock) for clock in CLOCK.finditer(line, start, stop)]
        behind = line[match.end() :] if match is found[-1] else line[match.end() : stop]
        yield from _timed(match, times, behind)


def _timed(match: re.Match[str], times: Sequence[float], behind: str) -> Iterator[Mark]:
    if times:
        yield _mark(times[0], match, behind)
    if match["trial"] and len(times) > 1:
        yield Mark(times[1], "end")


def _clock_ms(match: re.Match[str]) -> float:
    hours, minutes, seconds, part = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000.0 + (int(part.ljust(3, "0")) if part else 0)


def marks_of_notes(notes: Sequence[Note]) -> list[Mark]:
    """Find the keys that mark takes; the notes are in order of their onsets."""
    alone = [note for note in _alone(notes) if note.number in MARK_KEYS]
    if all(note.number == LOWEST for note in alone):
        return []
    return [Mark(note.onset, MARK_KEYS[note.number]) for note in alone]


def music_of(notes: Sequence[Note]) -> list[Note]:
    """Leave out the keys that mark takes; the notes are in order of their onsets."""
    marks = {mark.at for mark in marks_of_notes(notes)}
    return [note for note in notes if note.number not in MARK_KEYS or note.onset not in marks]


def _alone(notes: Sequence[Note]) -> Iterator[Note]:
    """Give the notes around which there is no other for a while."""
    silent = float("-inf")
    for place, note in enumerate(notes):
        end = note.onset + note.duration
        later = notes[place + 1].onset if place + 1 < len(notes) else float("inf")
        if note.onset - silent >= ALONE and later - end >= ALONE:
            yield note
        silent = max(silent, end)


def take_by_hand(text: str, number: int = 1) -> Take:
    """Read "START-END", as "65.5-130" (seconds) or "1:05.5-2:10"; raises `InvalidError`."""
    times = [_by_hand(part.strip()) for part in re.split("[-–]", text)]
    known = [time for time in times if time is not None]
    if len(known) != 2 or len(times) != 2:
        raise InvalidError(f"A take is START-END, e.g. 1:05-2:30 or 65-150, not “{text[:40]}”.")
    if known[0] >= known[1]:
        raise InvalidError(f"A take ends after it begins; “{text[:40]}” does not.")
    return Take(number, known[0], known[1], "")


def _by_hand(text: str) -> float | None:
    clock = CLOCK.fullmatch(text)
    if clock:
        return _clock_ms(clock)
    return float(text) * 1000 if SECONDS.fullmatch(text) else None
