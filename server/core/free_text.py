"""Free text: a phrase that anything may follow, told from the beginning of what was said.

A grammar hears phrases, not what nobody could list. So what a grammar does not surely know is
written down, and is a command where such a phrase begins it: in the words that were written, or to
the ear, which is asked again for the sound up to the end of one of the first words.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from server.core.spoken_grammar import Form, Words, spoken_words
from server.core.transcript import Word

MOST_WORDS = 5
"""Words of the longest phrase that is looked for, a wake word and its command."""
LONGEST_HEAD = 3000
"""Ms within which it is over."""
WHOLE = 0.9
"""A phrase that explains less of what was spoken was followed by something."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A phrase that begins what was said."""

    phrase: Words
    words: int
    """Written words that it is made of; the others follow it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the phrase may end."""

    words: int
    """Written words before it."""
    end_ms: int


def free_phrases(forms: Iterable[Form]) -> frozenset[Words]:
    """Give the phrases that anything may follow; an empty one where anything may be said."""
    return frozenset(spoken_words(form.phrase) for form in forms if form.free)


def may_open(said: Iterable[str], phrases: Collection[Words]) -> bool:
    """Tell whether any of what an ear took it for begins as one of the phrases does.

    Of talk nothing does, mostly, and it need not be written down to know.
    """
    first = {phrase[:1] for phrase in phrases}
    return () in first or any(spoken_words(one)[:1] in first for one in said)


def opening(words: Sequence[str], phrases: Collection[Words]) -> Opening | None:
    """Give the longest of the phrases that begins these words and leaves some over."""
    found = extended(Opening((), 0), words, phrases)
    return found if words and found.phrase in phrases else None


def extended(found: Opening, words: Sequence[str], phrases: Collection[Words]) -> Opening:
    """Give the longest phrase that the written words make of it: "search", and then "for"."""
    longest, said = found, list(found.phrase)
    for number, word in enumerate(words[found.words : -1][:MOST_WORDS], found.words + 1):
        said += spoken_words(word)
        if tuple(said) in phrases:
            longest = Opening(tuple(said), number)
    return longest


def cuts(words: Sequence[Word]) -> list[Cut]:
    """Give the ends of the first words; something is left after each."""
    return [
        Cut(number, word.end_ms)
        for number, word in enumerate(words[:-1][:MOST_WORDS], 1)
        if word.end_ms <= LONGEST_HEAD
    ]


def chosen(written: Opening | None, heard: Opening | None, *, asked: bool) -> Opening | None:
    """Give the phrase that was meant, of one that is written and one that the ear heard.

    One word alone begins many a sentence of ordinary talk, so with an open microphone it takes
    both; what a button held is meant for us.
    """
    if written and heard and _agree(written.phrase, heard.phrase):
        return heard if len(heard.phrase) > len(written.phrase) + 1 else written
    found = [one for one in (written, heard) if one and (asked or len(one.phrase) > 1)]
    return found[0] if found else None


def _agree(one: Words, other: Words) -> bool:
    """Tell whether one begins the other: how it goes on by a word, the writer knows better."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
