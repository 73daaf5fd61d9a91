"""Analysing: all that a recording tells of itself, put together from the modules of the core."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.core.language import Language
from server.core.notes import Note
from server.core.phrases_repeated import SHAPES, Phrase, repeated
from server.core.playing_figures import Figures, figures
from server.core.recorded_words import PlayedWord, words_in
from server.core.session_log import header_of
from server.core.session_text import json_in
from server.core.smf import MidiFile
from server.core.take_comparison import Comparison, compare
from server.core.takes import Take, music_of
from server.core.voices_played import voices_of


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a recording, and how it was played."""

    name: str
    """"all", the name of a voice, or "take 1"."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class Repeat:
    """A phrase that comes back, and when."""

    voice: str
    phrase: Phrase
    times: tuple[float, ...]
    """Milliseconds at which it begins."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A take beside the one before it."""

    first: Take
    second: Take
    comparison: Comparison
    """Its times count from the start of the second take, its places within the takes."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a recording holds."""

    takes: tuple[Take, ...]
    parts: tuple[Part, ...]
    words: tuple[PlayedWord, ...]
    repeats: tuple[Repeat, ...]
    compared: tuple[Compared, ...]


def analyse(
    recording: MidiFile,
    languages: Sequence[Language],
    lowest: int,
    takes: Sequence[Take] = (),
) -> Analysis:
    """Look through a recording; `lowest` is the MIDI note of the lowest of the 25 keys."""
    music = music_of(recording.notes)
    return Analysis(
        tuple(takes),
        tuple(_parts(music, takes)),
        tuple(words_in(recording.notes, languages, lowest)),
        tuple(_repeats(music)),
        tuple(_compared(music, takes)),
    )


def lowest_of(recording: MidiFile) -> int | None:
    """Give the MIDI note of the lowest of the 25 keys, as a session says; none in other files."""
    for text in recording.texts:
        heading = header_of(json_in(text.text)) if text.text.startswith("{") else None
        if heading:
            return int(heading[0]["lowest"])
    return None


def _parts(music: Sequence[Note], takes: Sequence[Take]) -> Iterator[Part]:
    for voice in voices_of(music):
        yield Part(voice.name, figures([music[at] for at in voice.notes]))
    for take in takes:
        yield Part(f"take {take.number}", figures(_within(music, take)))


def _within(music: Sequence[Note], take: Take) -> list[Note]:
    return [note for note in music if take.holds(note.onset)]


def _repeats(music: Sequence[Note]) -> Iterator[Repeat]:
    """Look through each voice; all notes together only where there is but one."""
    voices = voices_of(music)
    for voice in voices[1:] or voices:
        notes = [music[at] for at in voice.notes]
        for by in SHAPES:
            for phrase in repeated(notes, by):
                times = tuple(notes[at].onset for at in phrase.places)
                yield Repeat(voice.name, phrase, times)


def _compared(music: Sequence[Note], takes: Sequence[Take]) -> Iterator[Compared]:
    for one, two in pairwise(takes):
        first, second = _within(music, one), _within(music, two)
        yield Compared(one, two, compare(_from_zero(first, one), _from_zero(second, two)))


def _from_zero(notes: Sequence[Note], take: Take) -> list[Note]:
    return [
        Note(n.onset - take.start_ms, n.duration, n.number, n.velocity, n.channel, n.track)
        for n in notes
    ]
