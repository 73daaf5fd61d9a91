"""Search: words by their keys, their sound or their meaning, over all languages at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from server.core.dictionary.key_table import KeyTable
from server.core.dictionary.sounds import plain, sounded
from server.core.dictionary.spellings import Spellings
from server.core.dictionary.words import DictionaryWord
from server.core.language import Keys

EXACT, BEGINS, WITHIN, OFF = 100, 80, 60, 50
"""How sure a hit is; each letter that is wrong costs `WRONG`."""
WRONG = 10
LITTLE = 5
"""What a second spoken form, or a meaning, counts less than the first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a word to find it."""

    language: str
    word: DictionaryWord


class WordIndex:
    """Finds words, each by a number that whoever adds it chooses."""

    def __init__(self) -> None:
        self.known: dict[int, Known] = {}
        self.tables: dict[str, KeyTable] = {}
        self._sounds, self._tokens = Spellings(), Spellings()
        self._saying: dict[str, set[int]] = {}
        self._meaning: dict[str, set[int]] = {}

    def add(self, ref: int, language: str, word: DictionaryWord) -> None:
        """Add a word, or put it in place of what it was."""
        self.remove(ref)
        self.known[ref] = Known(language, word)
        self.tables.setdefault(language, KeyTable()).add(ref, word)
        for said in _said(word):
            self._sounds.add(said)
            self._saying.setdefault(said, set()).add(ref)
        for token in _tokens(word):
            self._tokens.add(token)
            self._meaning.setdefault(token, set()).add(ref)

    def remove(self, ref: int) -> None:
        """Forget a word, where it is known."""
        held = self.known.pop(ref, None)
        if held is None:
            return
        self.tables[held.language].remove(ref, held.word)
        for said in _said(held.word):
            self._saying[said].discard(ref)
        for token in _tokens(held.word):
            self._meaning[token].discard(ref)

    def remove_language(self, language: str) -> None:
        """Forget all words of a language."""
        for ref in [ref for ref, held in self.known.items() if held.language == language]:
            self.remove(ref)
        self.tables.pop(language, None)

    def by_keys(self, keys: Keys, languages: Collection[str]) -> dict[int, int]:
        """Find words by their keys: these, then those they begin, then those that hold them."""
        found: dict[int, int] = {}
        for name in languages:
            table = self.tables.get(name)
            for ref, path in table.holding(keys) if table else ():
                sure = EXACT if path == keys else BEGINS if path[: len(keys)] == keys else WITHIN
                found[ref] = max(found.get(ref, 0), sure)
        return found

    def by_sound(self, text: str, languages: Collection[str]) -> dict[int, int]:
        """Find words by how they are said, whatever the spelling."""
        said = sounded(text)
        if not said:
            return {}
        sure = dict.fromkeys(self._sounds.begun(said), BEGINS)
        for one, wrong in self._sounds.near(said):
            sure[one] = EXACT if wrong == 0 else max(sure.get(one, 0), OFF - WRONG * wrong)
        return self._best(self._saying, sure, languages)

    def by_meaning(self, text: str, languages: Collection[str]) -> dict[int, int]:
        """Find words by what they mean: every word of the question, whole, begun, or misspelt."""
        found: dict[int, int] | None = None
        for token in dict.fromkeys(plain(text).split()):
            sure = dict.fromkeys(self._tokens.begun(token), BEGINS)
            for one, wrong in self._tokens.near(token):
                sure[one] = EXACT if wrong == 0 else max(sure.get(one, 0), OFF - WRONG * wrong)
            hits = self._best(self._meaning, sure, languages)
            if found is not None:
                hits = {ref: min(hits[ref], found[ref]) for ref in hits.keys() & found.keys()}
            found = hits
        return {ref: score - LITTLE for ref, score in (found or {}).items()}

    def _best(
        self, places: dict[str, set[int]], sure: dict[str, int], languages: Collection[str]
    ) -> dict[int, int]:
        wanted, found = set(languages), dict[int, int]()
        for text, score in sure.items():
            for ref in places.get(text, ()):
                if self.known[ref].language in wanted and score > found.get(ref, 0):
                    found[ref] = score
        return found


def ranked(index: WordIndex, found: Mapping[int, int], limit: int) -> list[int]:
    """Order hits: the surest first; of equals the shorter, then by keys."""

    def order(hit: tuple[int, int]) -> tuple[int, int, Keys, int]:
        word = index.known[hit[0]].word
        return -hit[1], len(word.keys), word.keys, hit[0]

    return [ref for ref, _ in nsmallest(limit, found.items(), key=order)]


def merged(*hits: dict[int, int]) -> dict[int, int]:
    """Take each hit at its surest."""
    found: dict[int, int] = {}
    for each in hits:
        for ref, score in each.items():
            found[ref] = max(found.get(ref, 0), score)
    return found


def _said(word: DictionaryWord) -> set[str]:
    return set(filter(None, map(sounded, word.says or (word.title,))))


def _tokens(word: DictionaryWord) -> Iterable[str]:
    return set(_each_token(word))


def _each_token(word: DictionaryWord) -> Iterator[str]:
    for meaning in word.meanings:
        yield from plain(meaning.text).split()
        if meaning.part:
            yield meaning.part
    for text in (*word.says, *word.commands):
        yield from plain(text).split()
