"""The words of any number of languages in a recording: in all it plays, and in each hand and voice.

As in decoding, notes outside the 25 keys are music and pass, and so do marks of takes. A word that
is found both among all notes and within a voice, with the same first and last note, is the voice's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.keys import COUNT
from server.core.language import Keys, Language
from server.core.notes import Note
from server.core.voices_played import voices_of
from server.core.word_search import compile_search


@dataclass(frozen=True, slots=True)
class PlayedWord:
    """A word where it was played."""

    word: str
    """Its first meaning: a command, or what it stands for in a vocabulary."""
    language: str
    keys: Keys
    voice: str
    first: int
    """Place of its first note in the recording, counted from 0."""
    last: int
    start_ms: float
    """When its first note is struck."""
    end_ms: float
    """When its last note ends."""


def words_in(notes: Sequence[Note], languages: Sequence[Language], lowest: int) -> list[PlayedWord]:
    """Find the words in notes, which are in order of their onsets, by their last note's time."""
    sought = [(word, language.name) for language in languages for word in language.words]
    search = compile_search([(word.keys, word.unordered) for word, _ in sought])
    found: dict[tuple[int, int, int], PlayedWord] = {}
    for voice in voices_of(notes):
        places = [at for at in voice.notes if 0 <= notes[at].number - lowest < COUNT]
        hits = search.find([notes[at].number - lowest for at in places])
        rows = zip(hits.words.tolist(), hits.firsts.tolist(), hits.lasts.tolist(), strict=True)
        for which, first, last in rows:
            word, language = sought[which]
            one, two = notes[places[first]], notes[places[last]]
            found[which, places[first], places[last]] = PlayedWord(
                word=word.meaning or next(iter(word.means), ""),
                language=language,
                keys=word.keys,
                voice=voice.name,
                first=places[first],
                last=places[last],
                start_ms=one.onset,
                end_ms=two.onset + two.duration,
            )
    return sorted(found.values(), key=lambda hit: (hit.last, hit.first, hit.language, hit.word))
