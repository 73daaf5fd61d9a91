"""Search over all languages: an index in memory that follows the database's changes."""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.dictionary.checks import Finding, findings, free_keys
from server.core.dictionary.key_table import KeyTable
from server.core.dictionary.languages import followed
from server.core.dictionary.ports import DictionaryStore
from server.core.dictionary.search import EXACT, Known, WordIndex, merged, ranked
from server.core.dictionary.words import DictionaryWord, KeptWord, keys_of
from server.core.errors import InvalidError, NotFoundError
from server.core.language import Keys, Problem
from server.services.dictionary_shipped import Shipped

By: TypeAlias = Literal["any", "keys", "sound", "meaning"]
LONGEST_QUESTION = 200
MOST_FOUND = 200
STEP = 10_000
"""Changes read at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word that was found; what came with Rubato has no number."""

    language: str
    word: DictionaryWord
    kept: KeptWord | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, the best first, and how many there are."""

    found: Sequence[Found]
    count: int


@dataclass(frozen=True, slots=True)
class Met:
    """A finding with the word that is met."""

    finding: Finding
    found: Found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a word runs into, what the grammar says against it, and keys that would be free."""

    met: Sequence[Met]
    problems: Sequence[Problem]
    free: Keys | None

    @property
    def refused(self) -> bool:
        """Tell whether it cannot be kept so."""
        return bool(self.problems) or any(one.finding.refused for one in self.met)


class DictionarySearch:
    """Finds words, and checks new ones."""

    def __init__(self, store: DictionaryStore, shipped: Shipped) -> None:
        self._store, self._shipped = store, shipped
        self._lock = threading.Lock()
        self._index: WordIndex | None = None
        self._last = 0
        self._made: dict[str, int] = {}
        self._came: list[Found] = []
        """Words that came with Rubato; the index has them as -1, -2 ..."""

    def search(self, question: str, by: By, languages: Sequence[str], limit: int) -> Hits:
        """Find words by their keys, their sound, their meaning, or any of them.

        With languages named, those that speak about them are searched too; and without a question
        all of their words are found.
        """
        text = question.strip()
        if len(text) > LONGEST_QUESTION:
            raise InvalidError(f"A search has {LONGEST_QUESTION} characters at most.")
        with self._lock:
            index = self._current()
            among = self._among(languages)
            hits = (
                _hits(index, text, by, among) if text else _all(index, among if languages else ())
            )
            best = ranked(index, hits, min(limit, MOST_FOUND))
            known = [(ref, index.known[ref]) for ref in best]
        kept = self._store.words_of([ref for ref, _ in known if ref > 0])
        found = [self._found(ref, one, kept) for ref, one in known if ref < 0 or ref in kept]
        return Hits(found, len(hits))

    def check(self, word: DictionaryWord, language: str, own: int | None = None) -> Verdict:
        """Say what a word of a language would run into; `own`: itself, where it is kept."""
        with self._lock:
            index = self._current()
            tables = {**index.tables}
            met = findings(word, language, tables, own)
            table = tables.get(language, KeyTable())
            collides = any(one.kind != "elsewhere" for one in met)
            free = free_keys(word, table, own) if collides and not word.chord else None
            known = [(one, index.known[one.ref]) for one in met]
        told = [Met(one, Found(each.language, each.word)) for one, each in known]
        return Verdict(told, self._shipped.problems(word) if word.commands else (), free)

    def _found(self, ref: int, known: Known, kept: Mapping[int, KeptWord]) -> Found:
        if ref < 0:
            return self._came[-ref - 1]
        return Found(known.language, known.word, kept[ref])

    def _among(self, languages: Sequence[str]) -> Collection[str]:
        about = {name: told[0] for name, told in self._store.names().items()}
        about = dict.fromkeys(self._shipped.names(), "") | about
        if not languages:
            return about
        unknown = [one for one in languages if one not in about]
        if unknown:
            raise NotFoundError(f"There is no language {unknown[0][:40]!r}.")
        return set().union(*(followed(one, about) for one in languages))

    def _current(self) -> WordIndex:
        """Give the index with all that was changed since it was last asked."""
        if self._index is None:
            self._index = self._built()
            return self._index
        made = _made(self._store)
        for name in [name for name, at in self._made.items() if made.get(name) != at]:
            self._index.remove_language(name)
        self._made = made
        while changes := self._store.changes_after(self._last, STEP):
            for change in changes:
                edit, ref = change.edit, change.edit.word_id or 0
                if edit.after is None:
                    self._index.remove(ref)
                else:
                    self._index.add(ref, edit.language, edit.after)
            self._last = changes[-1].id
        return self._index

    def _built(self) -> WordIndex:
        index = WordIndex()
        for language, words in self._shipped.words.items():
            for word in words:
                self._came.append(Found(language, word))
                index.add(-len(self._came), language, word)
        self._made = _made(self._store)
        self._last, every = self._store.every_word()
        for kept in every:
            index.add(kept.id, kept.language, kept.word)
        return index


def _made(store: DictionaryStore) -> dict[str, int]:
    """Tell when each language was made: one that was made again is another."""
    return {name: told[1] for name, told in store.names().items()}


def _hits(index: WordIndex, text: str, by: By, languages: Collection[str]) -> Mapping[int, int]:
    hits: list[dict[int, int]] = []
    if by in ("any", "keys"):
        hits.append(_by_keys(index, text, languages, sure=by == "keys"))
    if by in ("any", "sound"):
        hits.append(index.by_sound(text, languages))
    if by in ("any", "meaning"):
        hits.append(index.by_meaning(text, languages))
    return merged(*hits)


def _all(index: WordIndex, languages: Collection[str]) -> Mapping[int, int]:
    return {ref: EXACT for ref, one in index.known.items() if one.language in languages}


def _by_keys(
    index: WordIndex, text: str, languages: Collection[str], *, sure: bool
) -> dict[int, int]:
    """Find by keys, where it is keys that are written."""
    try:
        return index.by_keys(keys_of(text), languages) if text else {}
    except InvalidError:
        if sure:
            raise
        return {}
