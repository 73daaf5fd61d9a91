"""What may be said now, as a finite-state grammar: phrases, and the values that may follow them.

A prefix tree of phrases, whose ends are shared by all values of a kind: what follows a value is
always the end, so one net of numbers serves every command that takes one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from server.core.language import Kind
from server.core.number_words import TENS, UNITS, number_words

Words = tuple[str, ...]

START, END = 0, 1
"""The states in which one begins to speak and has ended."""

LONGEST_NAME = 12
"""Words of a name that can be said; nobody says more of a link's text."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_STEPS = UNITS[1:12]
_WAYS = ("up", "down", "left", "right", "forward", "back", "minus")
_SMALL = UNITS[:6]


@dataclass(frozen=True, slots=True)
class Form:
    """A phrase, and what may be said after it."""

    phrase: str
    """Empty for a bare value."""
    value: Kind | Literal["letters"] = "none"
    names: Sequence[str] = ()
    """What a text value may be; the names of tabs, of links in view …"""
    needed: bool = False
    """Whether the value must be said in the same breath."""
    free: bool = False
    """Whether a text may be anything, and its names are but some."""


class Arc(NamedTuple):
    """A step of the grammar; one without a word is taken in silence."""

    source: int
    target: int
    word: str | None
    weight: float = 1.0
    """How likely it is beside others, 0..1."""


@dataclass(slots=True)
class Grammar:
    """A finite-state grammar from `START` to `END`, and what the names in it are written like."""

    arcs: list[Arc] = field(default_factory=list)
    states: int = 2
    _written: dict[tuple[int, Words], str] = field(default_factory=dict)
    """Names by the state before them, and their words as they are said."""
    _before_names: dict[Words, list[int]] = field(default_factory=dict)
    """Phrases that names follow, and the states from which these lead on."""
    _nodes: dict[tuple[int, Words], int] = field(default_factory=dict)
    _ends: set[tuple[int, str]] = field(default_factory=set)
    _nets: dict[object, int] = field(default_factory=dict)
    """Where a value begins, by its kind or its names."""

    def words(self) -> set[str]:
        """Give every word that may be heard."""
        return {arc.word for arc in self.arcs if arc.word is not None}

    def text(self, said: str) -> str:
        """Give what was said with a name in it as that is written."""
        words = tuple(said.split())
        for length in range(len(words)):
            for state in self._before_names.get(words[:length], ()):
                name = self._written.get((state, words[length:]))
                if name is not None:
                    return " ".join((*words[:length], name))
        return said

    def state(self) -> int:
        """Make a state."""
        self.states += 1
        return self.states - 1

    def arc(self, source: int, target: int, *words: str | None) -> None:
        """Let any of these words lead on."""
        self.arcs.extend(Arc(source, target, word) for word in words)

    def node(self, root: int, path: Words) -> int:
        """Give the state that these words lead to."""
        if not path:
            return root
        known = self._nodes.get((root, path))
        if known is None:
            known = self._nodes[root, path] = self.state()
            self.arc(self.node(root, path[:-1]), known, path[-1])
        return known

    def end(self, root: int, path: Words) -> None:
        """Let these words be all that is said."""
        before, last = self.node(root, path[:-1]), path[-1]
        if (before, last) not in self._ends:
            self._ends.add((before, last))
            self.arc(before, END, last)

    def value(self, kind: str) -> int:
        """Give the state from which a value of this kind leads to the end."""
        if kind not in self._nets:
            self._nets[kind] = self.state()
            _NETS[kind](self, self._nets[kind])
        return self._nets[kind]

    def names(self, phrase: Words, names: Sequence[str]) -> int:
        """Give the state from which each of these names leads to the end, after a phrase."""
        key = tuple(names)
        if key not in self._nets:
            root = self._nets[key] = self.state()
            for name, words in _sayable(names):
                self.end(root, words)
                self._written.setdefault((root, words), name)
        self._before_names.setdefault(phrase, []).append(self._nets[key])
        return self._nets[key]


def spoken_words(text: str) -> Words:
    """Give how a text is said, or nothing where nobody could say it in English.

    Lower case, numbers as words, accents off; empty for other scripts.
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    found: list[str] = []
    for word in _WORD.findall(plain):
        found += _said(word)
    return tuple(found) if all(word.isascii() for word in found) else ()


def _said(word: str) -> Words:
    if not word.isdecimal():
        return (word,)
    return (
        number_words(int(word))
        if len(word) <= 6 and word.isascii()
        else tuple(UNITS[int(digit)] for digit in word)
    )


def grammar_of(forms: Iterable[Form]) -> Grammar:
    """Bring forms together; a form that cannot be said is left out."""
    grammar = Grammar()
    for form in forms:
        _add(grammar, form)
    return grammar


def _add(grammar: Grammar, form: Form) -> None:
    phrase = spoken_words(form.phrase)
    if form.phrase and not phrase:
        return
    if phrase and not form.needed:
        grammar.end(START, phrase)
    if form.value == "text" and form.names:
        grammar.arc(grammar.node(START, phrase), grammar.names(phrase, form.names), None)
    elif form.value in _NETS:
        grammar.arc(grammar.node(START, phrase), grammar.value(form.value), None)


def _sayable(names: Sequence[str]) -> Iterator[tuple[str, Words]]:
    for name in names:
        words = spoken_words(name)
        if words and len(words) <= LONGEST_NAME:
            yield name, words


def _number(grammar: Grammar, start: int) -> None:
    """Let a number from minus 999 to 999 be said: "minus", hundreds, "and", tens and units."""
    size = grammar.state()
    grammar.arc(start, size, None, "minus")
    _below_hundred(grammar, size)
    digit, hundred, rest = grammar.state(), grammar.state(), grammar.state()
    grammar.arc(size, digit, "a", *UNITS[1:10])
    grammar.arc(digit, hundred, "hundred")
    grammar.arc(size, hundred, "hundred")
    grammar.arc(hundred, END, None)
    grammar.arc(hundred, rest, None, "and")
    _below_hundred(grammar, rest)


def _below_hundred(grammar: Grammar, start: int) -> None:
    ten = grammar.state()
    grammar.arc(start, END, *UNITS, *TENS)
    grammar.arc(start, ten, *TENS)
    grammar.arc(ten, END, *UNITS[1:10])


def _step(grammar: Grammar, start: int) -> None:
    way = grammar.state()
    grammar.arc(start, way, None, *_WAYS)
    grammar.arc(way, END, *_STEPS)


def _place(grammar: Grammar, start: int) -> None:
    """Let a row and a column be said, each from minus five to five."""
    row, middle, column = grammar.state(), grammar.state(), grammar.state()
    grammar.arc(start, row, None, "minus")
    grammar.arc(row, middle, *_SMALL)
    grammar.arc(middle, column, None, "minus")
    grammar.arc(column, END, *_SMALL)


def _label(grammar: Grammar, start: int) -> None:
    """Let the keys of a label be said: one to three numbers."""
    second, third = grammar.state(), grammar.state()
    _key(grammar, start, END, second)
    _key(grammar, second, END, third)
    _key(grammar, third, END)


def _grid(grammar: Grammar, start: int) -> None:
    """Let the keys of a cell be said: three numbers."""
    second, third = grammar.state(), grammar.state()
    _key(grammar, start, second)
    _key(grammar, second, third)
    _key(grammar, third, END)


def _key(grammar: Grammar, start: int, *targets: int) -> None:
    """Let a key be said by its number, one to twenty three."""
    twenty = grammar.state()
    grammar.arc(start, twenty, TENS[0])
    for target in targets:
        grammar.arc(start, target, *UNITS[1:], TENS[0])
        grammar.arc(twenty, target, *UNITS[1:4])


def _letters(grammar: Grammar, start: int) -> None:
    """Let letters, digits and signs be said one by one, as many as one likes."""
    more, at, double = grammar.state(), grammar.state(), grammar.state()
    for source in (start, more):
        for target in (END, more):
            grammar.arc(source, target, *LETTERS)
            grammar.arc(source, at, "at")
            grammar.arc(source, double, "double")
    for target in (END, more):
        grammar.arc(at, target, None, "sign")
        grammar.arc(double, target, "you")
    for source in (start, more):
        grammar.arc(source, more, "capital")


LETTERS = (
    *"abcdefghijklmnopqrstuvxyz",
    *("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet"),
    *("kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango"),
    *("uniform", "victor", "whiskey", "yankee", "zulu"),
    *UNITS[:10],
    *("space", "dot", "dash", "hyphen", "underscore", "slash", "colon", "apostrophe"),
)
"""What letters and signs are called; extension/core/spelled.js writes them."""

_NETS = {
    "number": _number,
    "step": _step,
    "place": _place,
    "label": _label,
    "grid": _grid,
    "letters": _letters,
}
