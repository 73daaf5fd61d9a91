"""The languages that came with Rubato, as the dictionary shows them: to be read only."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from server.core.compiler import compile_lexicon
from server.core.dictionary.words import DictionaryWord, Meaning
from server.core.errors import InvalidError
from server.core.judge import judge, refusals
from server.core.language import Command, Language, Problem, Word, by_name
from server.services.language_sources import Sources

TOGETHER = ("base", "swift", "numbers-decimal")
"""Languages with which a word that names commands must be playable."""


class Shipped:
    """Reads them once, when first asked."""

    def __init__(self, read: Callable[[], Sources]) -> None:
        self._read = read

    @cached_property
    def _sources(self) -> Sources:
        return self._read()

    def names(self) -> Sequence[str]:
        """List their names."""
        return [one.name for one in self._sources.languages]

    def language(self, name: str) -> Language | None:
        """Find one as it is compiled."""
        return next(iter(self._sources.named([name])), None)

    def listed(self) -> Sequence[dict[str, Any]]:
        """List them as routes show languages."""
        return [_told(one) for one in self._sources.languages]

    @cached_property
    def words(self) -> Mapping[str, Sequence[DictionaryWord]]:
        """Give their words by language; what a command says and does are sound and meaning."""
        table = by_name(self._sources.commands)
        return {
            one.name: [_word(word, table) for word in one.words] for one in self._sources.languages
        }

    def problems(self, word: DictionaryWord) -> Sequence[Problem]:
        """Say why a word that names commands could not be played beside the shipped languages."""
        made = Language("yours", words=(Word(word.keys, word.commands, unordered=word.chord),))
        languages = [*self._sources.named(TOGETHER), made]
        lexicon, problems = compile_lexicon(self._sources.commands, languages)
        if lexicon is None:
            return problems
        heard = judge(lexicon, self._sources.commands, languages, word.keys)
        return [one for one in refusals(heard, languages, lexicon) if one.keys == word.keys]

    def check(self, word: DictionaryWord) -> None:
        """Raise `InvalidError` where a word names commands and the grammar is against it."""
        problems = self.problems(word) if word.commands else ()
        if problems:
            raise InvalidError(f"{problems[0].message}; {problems[0].fix}.")


def _told(one: Language) -> dict[str, Any]:
    return {
        "name": one.name,
        "version": one.version,
        "kind": one.kind,
        "help": one.help,
        "about": one.about,
        "words": len(one.words),
        "maker": "",
        "made": None,
        "changed": None,
        "shipped": True,
    }


def _word(word: Word, table: Mapping[str, Command]) -> DictionaryWord:
    commands = [table[name] for name in word.means if name in table]
    says = (*(command.phrases[0] for command in commands), *word.says)
    meanings = [command.help for command in commands if command.help]
    told = [one for one in (*meanings, word.meaning, *word.meanings) if one]
    return DictionaryWord(
        word.keys,
        word.unordered,
        tuple(dict.fromkeys(says)),
        tuple(map(Meaning, dict.fromkeys(told))),
        word.means,
    )
