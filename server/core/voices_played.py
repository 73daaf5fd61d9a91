"""Hands and voices: which notes of a recording belong together.

Each track and channel is a voice. Where there is only one, of more than an octave and a half, its
notes are parted into two hands: each hand has a place that follows what it plays, by a quarter of
the way a note, and a note belongs to the hand that is nearer. The first eight notes say where the
hands begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.notes import Note

WIDE: Final = 18
"""Semitones from the lowest to the highest note that one hand may well play alone."""
FIRST: Final = 8
FOLLOWS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Voice:
    """Notes that belong together."""

    name: str
    """"left", "right", "track 1 channel 0", or "all" for all notes of the recording."""
    notes: tuple[int, ...]
    """Their places in the recording, rising."""


def voices_of(notes: Sequence[Note]) -> list[Voice]:
    """Part notes, which are in order of their onsets; the first voice has them all."""
    found: dict[tuple[int, int], list[int]] = {}
    for place, note in enumerate(notes):
        found.setdefault((note.track, note.channel), []).append(place)
    everything = Voice("all", tuple(range(len(notes))))
    if len(found) == 1:
        return [everything, *_hands(notes)]
    return [everything, *(Voice(_named(*key), tuple(found[key])) for key in sorted(found))]


def _named(track: int, channel: int) -> str:
    return f"track {track} channel {channel}"


def _hands(notes: Sequence[Note]) -> list[Voice]:
    numbers = [note.number for note in notes]
    if max(numbers) - min(numbers) <= WIDE:
        return []
    at = [float(min(numbers[:FIRST])), float(max(numbers[:FIRST]))]
    hands: tuple[list[int], list[int]] = ([], [])
    for place, number in enumerate(numbers):
        hand = int(abs(number - at[0]) >= abs(number - at[1]))
        at[hand] += (number - at[hand]) * FOLLOWS
        hands[hand].append(place)
    named = zip(("left", "right"), hands, strict=True)
    return [Voice(name, tuple(places)) for name, places in named if places]
