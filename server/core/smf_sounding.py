"""Pairs note-ons with note-offs, in ticks: the keys that sound while a track is read."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from server.core.smf_flaws import Flaws

SILENCERS: Final = frozenset({120, 123, 124, 125, 126, 127})
"""Controllers that release every key of their channel: all sound off, all notes off, and the four
mode messages, which the MIDI standard makes all-notes-off too."""


@dataclass(slots=True)
class RawNote:
    """A note in ticks; its end is -1 while it sounds."""

    start: int
    end: int
    number: int
    velocity: int
    channel: int


@dataclass(slots=True)
class Sounding:
    """Follows the keys of one track.

    A key struck again before its release sounds twice; the first struck is the first released, so
    that each keeps its own length.
    """

    notes: list[RawNote]
    """All notes, in the order of their note-ons."""
    _held: dict[int, deque[RawNote]] = field(default_factory=dict)
    """Channel * 128 + number → its notes that still sound."""

    def press(self, tick: int, channel: int, number: int, velocity: int) -> None:
        """Begin a note."""
        note = RawNote(tick, -1, number, velocity, channel)
        self.notes.append(note)
        waiting = self._held.get(channel << 7 | number)
        if waiting is None:
            waiting = self._held[channel << 7 | number] = deque()
        waiting.append(note)

    def release(self, tick: int, channel: int, number: int) -> None:
        """End a note; a release without a note means nothing."""
        waiting = self._held.get(channel << 7 | number)
        if waiting:
            waiting.popleft().end = tick

    def control(self, tick: int, channel: int, controller: int) -> None:
        """End the channel's notes where the controller says so."""
        if controller in SILENCERS:
            for key in [key for key in self._held if key >> 7 == channel]:
                _end(self._held.pop(key), tick)

    def close(self, tick: int, offset: int, flaws: Flaws) -> None:
        """End what still sounds where the track ends, with one warning for all."""
        count = sum(_end(waiting, tick) for waiting in self._held.values())
        self._held.clear()
        if count:
            flaws.add(offset, "unclosed-notes", count=count)


def _end(notes: deque[RawNote], tick: int) -> int:
    for note in notes:
        note.end = tick
    return len(notes)
