"""Words of the dictionary: keys, spoken forms and meanings, checked as they come in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.core.errors import InvalidError
from server.core.keys import COUNT
from server.core.keys import parse as parse_keys
from server.core.language import Keys
from server.core.library.topics import CONTROL
from server.core.spelling import likest

PARTS = (
    "noun", "verb", "adjective", "adverb", "pronoun", "number", "preposition", "conjunction",
    "interjection", "phrase", "sign",
)  # fmt: skip
"""Parts of speech; empty where nobody said."""
LONGEST_WORD = 32
"""Keys."""
LARGEST_CHORD = 4
"""Keys of a chord: each of its orders is a way to play it."""
MOST_SAYS, LONGEST_SAY = 20, 100
MOST_MEANINGS, LONGEST_MEANING = 50, 2000
MOST_COMMANDS = 10
MARKED = re.compile(rf"\((?P<part>{'|'.join(PARTS)})\) (?P<text>.+)", re.DOTALL)
FIELDS = ("keys", "chord", "says", "meanings", "commands")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of a word's meanings, with its part of speech."""

    text: str
    part: str = ""

    def __str__(self) -> str:
        return f"({self.part}) {self.text}" if self.part else self.text


@dataclass(frozen=True, slots=True)
class DictionaryWord:
    """What a word is; who made it, and when, stands with where it is kept."""

    keys: Keys
    chord: bool = False
    """Its keys count in any order; they are kept in rising order."""
    says: tuple[str, ...] = ()
    """Spoken forms, the usual one first."""
    meanings: tuple[Meaning, ...] = ()
    commands: tuple[str, ...] = ()
    """Commands that it names; the grammar's rules hold for such a word."""

    @property
    def title(self) -> str:
        """Give what it is called in a list: how it is said, else what it means."""
        return next(iter(self.says), "") or next((one.text for one in self.meanings), "")


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word with where it stands and who made and changed it."""

    id: int
    language: str
    word: DictionaryWord
    version: int
    maker: str
    made: int
    """Milliseconds since 1970, UTC, as every time here."""
    changer: str
    changed: int


def meaning_of(told: Any) -> Meaning:
    """Read a meaning: an object with text and part, or a text as “(noun) a cat”."""
    if isinstance(told, str):
        return _marked(clean(told, "a meaning", LONGEST_MEANING))
    if not isinstance(told, Mapping) or set(told) - {"text", "part"}:
        raise InvalidError("A meaning is a text, or an object with text and part.")
    text = clean(told.get("text"), "a meaning", LONGEST_MEANING)
    part = told.get("part") or ""
    if not part:
        return _marked(text)
    if part not in PARTS:
        wrong = str(part)[:40]
        raise InvalidError(f"“{wrong}” is no part of speech; did you mean {likest(wrong, PARTS)}?")
    return Meaning(text, part)


def _marked(text: str) -> Meaning:
    """Take the part of speech that stands before a text, so that each meaning is written once."""
    match = MARKED.fullmatch(text)
    return Meaning(match["text"], match["part"]) if match else Meaning(text)


def word_of(told: Any) -> DictionaryWord:
    """Check a word as somebody sends it; raises `InvalidError` that names what is wrong."""
    if not isinstance(told, Mapping):
        raise InvalidError("A word is an object with keys, says and meanings.")
    for name in told:
        if name not in FIELDS:
            meant = likest(str(name), FIELDS)
            raise InvalidError(f"{str(name)[:40]} is nothing of a word; did you mean {meant}?")
    chord = told.get("chord", False)
    if not isinstance(chord, bool):
        raise InvalidError("chord is true or false.")
    says = _texts(told.get("says", ()), "says", MOST_SAYS, LONGEST_SAY)
    meanings = _list(told.get("meanings", ()), "meanings", MOST_MEANINGS)
    found = tuple(dict.fromkeys(meaning_of(one) for one in meanings))
    commands = _texts(told.get("commands", ()), "commands", MOST_COMMANDS, LONGEST_SAY)
    if not says and not found and not commands:
        raise InvalidError("A word needs a meaning, or a way to say it.")
    return DictionaryWord(keys_of(told.get("keys"), chord=chord), chord, says, found, commands)


def keys_of(told: Any, *, chord: bool = False) -> Keys:
    """Read keys, as a list of numbers or as “12 7 12”; those of a chord come in rising order."""
    if isinstance(told, str):
        try:
            told = parse_keys(told)
        except ValueError as error:
            raise InvalidError(f"{error}.") from error
    if not isinstance(told, Sequence) or not told:
        raise InvalidError("A word needs keys, as in “12 7 12”.")
    wrong = [key for key in told if type(key) is not int or not 0 <= key < COUNT]
    if wrong:
        raise InvalidError(f"{str(wrong[0])[:20]} is no key: keys are 0 (low C) to 24 (high C).")
    if len(told) > LONGEST_WORD:
        raise InvalidError(f"The word has {len(told)} keys; {LONGEST_WORD} at most.")
    if chord:
        return _chord(tuple(told))
    return tuple(told)


def _chord(keys: Keys) -> Keys:
    if not 2 <= len(keys) <= LARGEST_CHORD or len(set(keys)) < len(keys):
        raise InvalidError(f"A chord has 2 to {LARGEST_CHORD} keys, each once.")
    return tuple(sorted(keys))


def word_told(word: DictionaryWord) -> dict[str, Any]:
    """Give a word as routes and files show it."""
    meanings = [{"text": one.text, "part": one.part} for one in word.meanings]
    return {
        "keys": list(word.keys),
        "chord": word.chord,
        "says": list(word.says),
        "meanings": meanings,
        "commands": list(word.commands),
    }


def _list(told: Any, name: str, most: int) -> Sequence[Any]:
    if isinstance(told, str) or not isinstance(told, Sequence):
        raise InvalidError(f"{name} is a list.")
    if len(told) > most:
        raise InvalidError(f"{name} holds {len(told)}; {most} at most.")
    return told


def _texts(told: Any, name: str, most: int, longest: int) -> tuple[str, ...]:
    texts = (clean(one, f"one of {name}", longest) for one in _list(told, name, most))
    return tuple(dict.fromkeys(texts))


def clean(told: Any, name: str, longest: int) -> str:
    """Bring a text to the one spelling that is kept: composed, on one line, without the unseen."""
    if not isinstance(told, str):
        raise InvalidError(f"{name} is a text.")
    text = unicodedata.normalize("NFC", told)
    text = " ".join(CONTROL.sub("", re.sub(r"\s", " ", text)).split())
    if not text:
        raise InvalidError(f"{name} is empty.")
    if len(text) > longest:
        raise InvalidError(f"{name} has {len(text)} characters; {longest} at most.")
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise InvalidError(f"{name} holds half a character.")
    return text
