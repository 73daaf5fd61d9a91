"""Languages out to files and in from them: whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.core.dictionary.changes import Edit
from server.core.dictionary.forms import form_of
from server.core.dictionary.languages import LanguageFile, language_name
from server.core.dictionary.ports import DictionaryStore
from server.core.dictionary.words import DictionaryWord, KeptWord
from server.core.users import User
from server.services.dictionary import Dictionary
from server.services.dictionary_shipped import Shipped

PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought."""

    language: str
    added: int
    changed: int
    same: int
    dry: bool
    """Nothing was changed yet."""


class DictionaryFiles:
    """Writes and reads them."""

    def __init__(self, dictionary: Dictionary, store: DictionaryStore, shipped: Shipped) -> None:
        self._dictionary, self._store, self._shipped = dictionary, store, shipped

    def write(self, name: str, form: str) -> str:
        """Write a language in a form; one that came with Rubato too."""
        wanted = form_of(form)
        if name in self._shipped.names():
            told = next(one for one in self._shipped.listed() if one["name"] == name)
            words = list(self._shipped.words[name])
            return wanted.write(LanguageFile(name, told["version"], told["help"], "", words))
        held = self._dictionary.language(name)
        words = [kept.word for kept in self._every(name)]
        return wanted.write(LanguageFile(name, held.version, held.help, held.about, words))

    def read(self, name: str, form: str, text: str, by: User, *, dry: bool = False) -> Taken:
        """Take a file's words into a language, which is made where there is none.

        Words of the same keys are put in place of those that are there; others stay.  Raises
        `FileError` with the lines that are wrong, and then nothing is changed.
        """
        file = form_of(form).read(text, language_name(name))
        held = {one.name: one for one in self._dictionary.languages()}
        kept = {one.word.keys: one for one in self._every(name)} if name in held else {}
        edits = [edit for word in file.words if (edit := _edit(name, word, kept))]
        for word in file.words:
            self._shipped.check(word)
        changed = sum(edit.before is not None for edit in edits)
        done = Taken(name, len(edits) - changed, changed, len(file.words) - len(edits), dry)
        if dry:
            return done
        if name not in held:
            self._dictionary.add_language(name, file.help, self._known(file.about), by)
        if edits:
            self._dictionary.apply(edits, by, f"{form} file")
        return done

    def _known(self, about: str) -> str:
        """Give what a language is about, where there is such a one: files come in any order."""
        names = {one.name for one in self._dictionary.languages()} | set(self._shipped.names())
        return about if about in names else ""

    def _every(self, name: str) -> Iterator[KeptWord]:
        after = ""
        while found := self._store.words(name, after, PAGE):
            yield from found
            after = " ".join(map(str, found[-1].word.keys))


def _edit(name: str, word: DictionaryWord, kept: dict[tuple[int, ...], KeptWord]) -> Edit | None:
    """Give what brings a word in; none where it is there as it is."""
    before = kept.get(word.keys)
    if before is None:
        return Edit(name, None, word)
    if before.word == word:
        return None
    return Edit(name, before.word, word, before.id, before.version)
