"""Languages that people make: named, versioned, and maybe about the words of another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.core.dictionary.words import DictionaryWord, clean
from server.core.errors import InvalidError

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TAKEN = frozenset({"own"})
"""Names that stand for something else at the addresses of languages."""
LONGEST_HELP = 300
MOST_LANGUAGES = 500
MOST_WORDS = 200_000
"""Of one language."""


@dataclass(frozen=True, slots=True)
class PeopleLanguage:
    """A language that somebody made."""

    name: str
    help: str = ""
    about: str = ""
    """The language whose words it speaks about; empty for one that speaks for itself."""
    version: int = 1
    """Counts every change of its words and of itself."""
    words: int = 0
    maker: str = ""
    made: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A language with its words, as a file holds it."""

    name: str
    version: int
    help: str
    about: str
    words: Sequence[DictionaryWord]


def language_name(told: Any) -> str:
    """Check a language's name; raises `InvalidError`."""
    if not isinstance(told, str) or not NAME.fullmatch(told) or told in TAKEN:
        raise InvalidError("A language's name is 1 to 40 of a-z, 0-9 and dash, e.g. tennis.")
    return told


def help_of(told: Any) -> str:
    """Check a language's line of help, which may be empty."""
    return clean(told, "help", LONGEST_HELP) if told else ""


def followed(name: str, about: Mapping[str, str]) -> set[str]:
    """Give a language with all that speak about it, and those that speak about them.

    `about` gives for each language the one that it speaks about.
    """
    found = {name}
    while True:
        more = {one for one, other in about.items() if other in found} - found
        if not more:
            return found
        found |= more


def goes_round(name: str, about: str, others: Mapping[str, str]) -> bool:
    """Tell whether a language would come to speak about itself."""
    return about in followed(name, others)


def told_of(one: PeopleLanguage) -> dict[str, Any]:
    """Give a language as routes show it."""
    return {
        "name": one.name,
        "version": one.version,
        "kind": "vocabulary",
        "help": one.help,
        "about": one.about,
        "words": one.words,
        "maker": one.maker,
        "made": one.made,
        "changed": one.changed,
        "shipped": False,
    }


def duplicates(words: Iterable[DictionaryWord]) -> Mapping[int, int]:
    """Find words with the keys of an earlier one: place of each, and of the earlier."""
    first: dict[tuple[int, ...], int] = {}
    found: dict[int, int] = {}
    for place, word in enumerate(words):
        earlier = first.setdefault(word.keys, place)
        if earlier != place:
            found[place] = earlier
    return found
