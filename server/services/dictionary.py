"""The dictionary: languages and words that people make, changed one at a time, and taken back."""

from collections.abc import Sequence
from dataclasses import replace

from server.core.dictionary.changes import Change, Edit, undoing
from server.core.dictionary.languages import (
    MOST_LANGUAGES,
    MOST_WORDS,
    PeopleLanguage,
    goes_round,
    help_of,
    language_name,
)
from server.core.dictionary.merge import merge
from server.core.dictionary.ports import DictionaryStore
from server.core.dictionary.words import DictionaryWord, KeptWord
from server.core.errors import ConflictError, InvalidError, LateError, NotFoundError
from server.core.layers import nearest
from server.core.ports import Clock
from server.core.users import User
from server.services.dictionary_shipped import Shipped

MOST_PLAYED = 5000
"""Words with commands of all languages together; nobody can play more."""
TRIES = 10
"""Times that a change is merged again where another came between."""


class DisagreedError(LateError):
    """Two changed the same field of a word; carries what both made of it."""

    def __init__(self, kept: KeptWord, fields: Sequence[str], base: DictionaryWord) -> None:
        super().__init__(
            f"{kept.changer} changed {' and '.join(fields)} of this word meanwhile; "
            "look at both, and make your change again."
        )
        self.kept, self.fields, self.base = kept, tuple(fields), base


class Dictionary:
    """What admins do; everybody reads."""

    def __init__(self, store: DictionaryStore, shipped: Shipped, clock: Clock) -> None:
        self._store, self._shipped, self._clock = store, shipped, clock

    def languages(self) -> Sequence[PeopleLanguage]:
        """List the languages that people made."""
        return self._store.languages()

    def language(self, name: str) -> PeopleLanguage:
        """Find one; raises `NotFoundError` with a name that is near."""
        every = {one.name: one for one in self._store.languages()}
        found = every.get(name)
        if found is None:
            near = f"; {nearest(name, list(every))}" if every else " yet"
            raise NotFoundError(f"There is no language {name[:40]!r} that people made{near}")
        return found

    def playable(self) -> Sequence[tuple[PeopleLanguage, Sequence[KeptWord]]]:
        """List the languages with words that name commands, and those words alone."""
        words: dict[str, list[KeptWord]] = {}
        for one in self._store.commanding(MOST_PLAYED):
            words.setdefault(one.language, []).append(one)
        return [(one, words[one.name]) for one in self._store.languages() if one.name in words]

    def add_language(self, name: str, help_: str, about: str, by: User) -> PeopleLanguage:
        """Make a language; raises `ConflictError` where its name is taken."""
        every = self._store.languages()
        if len(every) >= MOST_LANGUAGES:
            raise InvalidError(f"There are {MOST_LANGUAGES} languages; delete one first.")
        if language_name(name) in self._shipped.names():
            raise ConflictError(f"The language {name} came with Rubato; take another name.")
        now = self._clock()
        made = PeopleLanguage(
            name, help_of(help_), self._about(name, about), 1, 0, by.name, now, now
        )
        self._store.add_language(made)
        return made

    def change_language(
        self, name: str, version: int, help_: str | None, about: str | None
    ) -> PeopleLanguage:
        """Say anew what a language is for, or whose words it speaks about."""
        before = self.language(name)
        changed = replace(
            before,
            help=before.help if help_ is None else help_of(help_),
            about=before.about if about is None else self._about(name, about),
            version=version + 1,
            changed=self._clock(),
        )
        if not self._store.change_language(changed):
            raise LateError(f"{name} was changed by another meanwhile; load it again.")
        return changed

    def remove_language(self, name: str, words: int) -> None:
        """Delete a language with its words and history; who does says how many words those are."""
        held = self.language(name)
        if not self._store.remove_language(name, words):
            raise ConflictError(
                f"{name} has {held.words} words, which would go with their history; say "
                f"words={held.words} to delete them."
            )

    def _about(self, name: str, about: str) -> str:
        if not about:
            return ""
        known = {one.name: one.about for one in self._store.languages()}
        if about not in known and about not in self._shipped.names():
            raise NotFoundError(f"There is no language {about[:40]!r} to speak about.")
        if goes_round(name, about, known):
            raise InvalidError(f"{about} speaks about {name} already; one of them comes first.")
        return about

    def word(self, word_id: int) -> KeptWord:
        """Find a word; raises `NotFoundError`."""
        found = self._store.word(word_id)
        if found is None:
            raise NotFoundError("There is no such word; it may have been removed.")
        return found

    def words(self, language: str, after: str, limit: int) -> Sequence[KeptWord]:
        """List a language's words by their keys as they are written."""
        self.language(language)
        return self._store.words(language, after, limit)

    def add(self, language: str, word: DictionaryWord, by: User, note: str = "") -> KeptWord:
        """Add a word; raises `ConflictError` where its keys are one already."""
        self._check(language, word)
        return self.word(self.apply([Edit(language, None, word)], by, note))

    def change(
        self, word_id: int, version: int, word: DictionaryWord, by: User, note: str = ""
    ) -> KeptWord:
        """Change a word from the version that was read, merged with what others changed since.

        Raises `DisagreedError` where both changed the same field.
        """
        for _ in range(TRIES):
            kept = self.word(word_id)
            wanted = self.wanted(kept, version, word)
            if wanted == kept.word:
                return kept
            self._check(kept.language, wanted, word_id)
            edit = Edit(kept.language, kept.word, wanted, word_id, kept.version)
            try:
                self.apply([edit], by, note)
            except LateError:
                continue
            return self.word(word_id)
        raise LateError("Others change this word again and again; load it, and try once more.")

    def wanted(self, kept: KeptWord, version: int, word: DictionaryWord) -> DictionaryWord:
        """Merge a change of a version with the word that is kept; raises `DisagreedError`."""
        if version == kept.version:
            return word
        base = self._store.word_at(kept.id, version)
        if base is None:
            raise InvalidError(f"The word has no version {version}; load it again.")
        done = merge(base, kept.word, word)
        if done.fields:
            raise DisagreedError(kept, done.fields, base)
        return done.word

    def remove(self, word_id: int, version: int, by: User, note: str = "") -> None:
        """Remove a word; raises `LateError` where another changed it since."""
        kept = self.word(word_id)
        if kept.version != version:
            raise LateError(
                f"{kept.changer} changed the word meanwhile; look at it before you remove it."
            )
        self.apply([Edit(kept.language, kept.word, None, word_id, version)], by, note)

    def history(
        self, language: str | None, word_id: int | None, before: int | None, limit: int
    ) -> Sequence[Change]:
        """List changes, the newest first; raises `NotFoundError` for a language that is not."""
        if language is not None:
            self.language(language)
        return self._store.changes(language, word_id, before, limit)

    def undo(self, language: str, by: User, batch: int | None = None) -> Sequence[Change]:
        """Take the last change of a language back, or one by its batch (an undo too).

        Raises `ConflictError` where a word of it is no longer as that change left it.
        """
        self.language(language)
        number = batch or self._store.last_batch(language)
        changes = self._store.batch(number) if number else ()
        if not changes or changes[0].edit.language != language:
            raise NotFoundError(f"There is nothing to take back in {language}.")
        if changes[0].undone:
            raise ConflictError("This change was taken back already.")
        edits = [self._turned(edit) for edit in undoing(changes)]
        return self._store.apply(edits, by.name, self._clock(), "", number)

    def _turned(self, edit: Edit) -> Edit:
        """Give an edit that undoes its word's version; the word must be as it was left."""
        kept = self._store.word(edit.word_id or 0)
        if (kept.word if kept else None) != edit.before:
            raise ConflictError(
                f"“{(edit.before or edit.after or DictionaryWord(())).title}” was changed again "
                "after that; take the later change back first."
            )
        return replace(edit, version=kept.version if kept else 0)

    def apply(self, edits: Sequence[Edit], by: User, note: str = "") -> int:
        """Make edits; give the number of the first word."""
        done = self._store.apply(edits, by.name, self._clock(), note)
        return done[0].edit.word_id or 0

    def _check(self, language: str, word: DictionaryWord, own: int | None = None) -> None:
        held = self.language(language)
        self._shipped.check(word)
        if own is None and held.words >= MOST_WORDS:
            raise InvalidError(f"{language} has {MOST_WORDS} words, which is as many as it can.")
        taken = self._store.word_with(language, word.keys)
        if taken is not None and taken.id != own:
            raise ConflictError(
                f"These keys are “{taken.word.title}” in {language} already; add the meaning "
                "there, or play other keys."
            )
