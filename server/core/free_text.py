"""Free text: a phrase that anything may follow, told from the beginning of what was said.

A grammar hears phrases, not what nobody could list. So an ear follows what it does not surely know
by such a phrase and then any sounds at all; of talk it finds none, mostly. Where it finds one, what
was said is written down, and what comes after the phrase is the text.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from server.core.arpabet import SOUNDS
from server.core.hearing import Guess, Span
from server.core.spoken_grammar import END, START, Arc, Form, Grammar, Words, spoken_words
from server.core.transcript import Word

MOST_WORDS = 5
"""Words of the longest phrase that is looked for, a wake word and its command."""
WHOLE = 0.9
"""A phrase that explains less of what was spoken was followed by something."""
_SOUND = 0.01
"""How likely any sound is beside a word's next: more, and little words are passed over for some."""


_FITS = -3.5
"""From here on a phrase is heard; others are looked for in vain, and are -5 and less."""
_NAMED = -2.75
"""From here on a word of a name fits: those that are said are -2 and more."""
_SURELY = -1.8
"""From here on it is surely heard."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A phrase that begins what was said."""

    phrase: Words
    words: int
    """Written words that it is made of; the others follow it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A phrase that an ear heard before other sounds."""

    phrase: Words
    end_ms: int
    fit: float
    """By how much it fits better than any sounds, a frame; it is below 0."""


def free_phrases(forms: Iterable[Form]) -> frozenset[Words]:
    """Give the phrases that anything may follow; an empty one where anything may be said."""
    return frozenset(spoken_words(form.phrase) for form in forms if form.free)


def goes_on(guess: Guess, phrases: Collection[Words]) -> bool:
    """Tell whether one of the phrases begins a guess, and what follows it is something else.

    A name that follows it fits far better than any sounds do; what only resembles one does not.
    """
    said = spoken_words(guess.said)
    length = max((n for n in range(1, len(said) + 1) if said[:n] in phrases), default=0)
    if length == len(said):
        return length > 0 and guess.measures.covered < WHOLE
    rest = guess.spans[length:] if length else ()
    return min((span.over_loop for span in rest), default=0.0) < _NAMED


def opening_grammar(phrases: Iterable[Words]) -> Grammar:
    """Let any of the phrases be said, or none, and then any sounds."""
    grammar = Grammar()
    any_sound = grammar.state()
    for phrase in (*sorted(phrases), ()):
        grammar.arc(grammar.node(START, phrase), any_sound, None)
    grammar.arcs += [Arc(any_sound, any_sound, sound, _SOUND) for sound in SOUNDS]
    grammar.arc(any_sound, END, None)
    return grammar


def begun(spans: Sequence[Span]) -> Begun | None:
    """Give the phrase before the first sound; nothing where there is none, or nothing after it."""
    first = next((n for n, span in enumerate(spans) if span.word in SOUNDS), 0)
    phrase = spans[:first]
    if not phrase:
        return None
    spoken = sum(span.end_ms - span.begin_ms for span in phrase)
    fit = sum(span.over_loop * (span.end_ms - span.begin_ms) for span in phrase) / spoken
    return Begun(tuple(span.word for span in phrase), phrase[-1].end_ms, fit)


def before(words: Sequence[Word], end_ms: int) -> int:
    """Count the written words that lie before this, more than half of each."""
    return sum(word.start_ms + word.end_ms <= 2 * end_ms for word in words)


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


def chosen(
    words: Sequence[Word], heard: Begun | None, phrases: Collection[Words], *, asked: bool
) -> Opening | None:
    """Give the phrase that was meant, by the words that were written and by what an ear heard.

    One word alone begins many a sentence of ordinary talk ("right, …", "fine, …"), so with an open
    microphone it takes both; what a button held is meant for us (`asked`).
    """
    texts = [word.text for word in words]
    written = opening(texts, phrases)
    found = _heard(words, heard, phrases)
    if written and found and _agree(written.phrase, found.phrase):
        return found if len(found.phrase) > len(written.phrase) + 1 else written
    if asked or () in phrases:
        return written or found
    if found is None or heard is None:
        return None
    alone = len(found.phrase) == 1
    return None if alone and not (heard.fit >= _SURELY and _nearly(texts[0], heard)) else found


def _heard(
    words: Sequence[Word], heard: Begun | None, phrases: Collection[Words]
) -> Opening | None:
    """Give what an ear heard by the written words that it is made of; something must be left."""
    if heard is None or heard.fit < _FITS:
        return None
    number = before(words, heard.end_ms)
    if number >= len(words):
        return None
    return extended(Opening(heard.phrase, number), [word.text for word in words], phrases)


def _nearly(written: str, heard: Begun) -> bool:
    """Tell whether the last letter only differs: who says "find" may swallow it."""
    word, first = " ".join(spoken_words(written)), heard.phrase[0]
    return len(word) == len(first) and word[:-1] == first[:-1]


def _agree(one: Words, other: Words) -> bool:
    """Tell whether one begins the other: how it goes on by a word, the writer knows better."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
