"""What the dictionary needs of the world: words, changes, proposals and practice kept."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from server.core.dictionary.changes import Change, Edit, Proposal, State
from server.core.dictionary.languages import PeopleLanguage
from server.core.dictionary.practice import Card
from server.core.dictionary.words import DictionaryWord, KeptWord
from server.core.language import Keys


class DictionaryStore(Protocol):
    """Keeps the languages that people make, their words, and every change."""

    def languages(self) -> Sequence[PeopleLanguage]:
        """List them by name, with how many words each has."""
        ...

    def names(self) -> Mapping[str, tuple[str, int]]:
        """Give for each language whose words it speaks about, and when it was made."""
        ...

    def add_language(self, language: PeopleLanguage) -> None:
        """Add one; raises `ConflictError` where its name is taken."""
        ...

    def change_language(self, language: PeopleLanguage) -> bool:
        """Store its help and what it is about over the version before; tell whether that was it."""
        ...

    def remove_language(self, name: str, words: int) -> bool:
        """Delete one that has so many words, with its history; tell whether it had."""
        ...

    def words(self, language: str | None, after: str, limit: int) -> Sequence[KeptWord]:
        """List words by their keys as they are written, those after `after`."""
        ...

    def commanding(self, limit: int) -> Sequence[KeptWord]:
        """List words that name commands, the oldest first."""
        ...

    def every_word(self) -> tuple[int, Iterator[KeptWord]]:
        """Give all words, and the number of the last change that is in them."""
        ...

    def word(self, word_id: int) -> KeptWord | None:
        """Find one."""
        ...

    def words_of(self, ids: Sequence[int]) -> Mapping[int, KeptWord]:
        """Find words by their numbers."""
        ...

    def word_with(self, language: str, keys: Keys) -> KeptWord | None:
        """Find the word of a language that has these keys."""
        ...

    def word_at(self, word_id: int, version: int) -> DictionaryWord | None:
        """Give what a word was in a version of it."""
        ...

    def apply(
        self, edits: Sequence[Edit], by: str, now: int, note: str = "", undoes: int | None = None
    ) -> Sequence[Change]:
        """Make edits as one batch, all or none.

        Raises `LateError` where a word is of another version by now, `ConflictError` where its keys
        are taken, `NotFoundError` for a language that is gone.
        """
        ...

    def last_change(self) -> int:
        """Give the number of the last change; 0 where there was none."""
        ...

    def changes(
        self, language: str | None, word_id: int | None, before: int | None, limit: int
    ) -> Sequence[Change]:
        """List changes, the newest first, those older than `before`."""
        ...

    def changes_after(self, number: int, limit: int) -> Sequence[Change]:
        """List changes after one, the oldest first."""
        ...

    def batch(self, number: int) -> Sequence[Change]:
        """Give what was changed together, in order."""
        ...

    def last_batch(self, language: str) -> int | None:
        """Find the newest batch of a language that stands, and took nothing back itself."""
        ...


class ProposalStore(Protocol):
    """Keeps proposals."""

    def add_proposal(self, edit: Edit, note: str, by: str, now: int) -> Proposal:
        """Keep what somebody would change."""
        ...

    def proposals(self, by: str | None, state: State | None, limit: int) -> Sequence[Proposal]:
        """List somebody's, or everybody's, the newest first."""
        ...

    def proposal(self, number: int) -> Proposal | None:
        """Find one."""
        ...

    def open_proposals(self, by: str) -> int:
        """Count somebody's that wait."""
        ...

    def decide(self, number: int, state: State, by: str, now: int, why: str) -> bool:
        """Accept or refuse one that is open (open: take that back); tell whether it was."""
        ...


class PracticeStore(Protocol):
    """Keeps how well each person plays each word."""

    def cards(self, user_id: int, languages: Collection[str]) -> Sequence[Card]:
        """List somebody's cards of languages, those first that are due first."""
        ...

    def card(self, user_id: int, language: str, keys: Keys) -> Card | None:
        """Find one."""
        ...

    def keep_card(self, user_id: int, card: Card, now: int) -> None:
        """Store one over what it was."""
        ...

    def forget_cards(self, user_id: int, languages: Collection[str]) -> int:
        """Delete somebody's cards of languages; tell how many there were."""
        ...
