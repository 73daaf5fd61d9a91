"""Proposals: what a user would change, kept until an admin accepts or refuses it."""

from collections.abc import Sequence

from server.core.dictionary.changes import Edit, Proposal, State
from server.core.dictionary.ports import ProposalStore
from server.core.dictionary.words import DictionaryWord, clean
from server.core.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    TooManyError,
)
from server.core.ports import Clock
from server.core.users import User
from server.services.dictionary import Dictionary, DisagreedError

MOST_OPEN = 200
"""Of one person."""
LONGEST_NOTE = 500
LISTED = 500


class Proposals:
    """Users propose, admins decide."""

    def __init__(self, store: ProposalStore, dictionary: Dictionary, clock: Clock) -> None:
        self._store, self._dictionary, self._clock = store, dictionary, clock

    def propose(
        self,
        by: User,
        word: DictionaryWord | None,
        note: str,
        *,
        language: str = "",
        word_id: int | None = None,
        version: int = 0,
    ) -> Proposal:
        """Keep a new word of a language, a change of a word's version, or (no word) a removal."""
        if self._store.open_proposals(by.name) >= MOST_OPEN:
            raise TooManyError(f"{MOST_OPEN} of your proposals wait; let them be decided.", 3600)
        note = clean(note, "a note", LONGEST_NOTE) if note.strip() else ""
        if word_id is None:
            if word is None:
                raise InvalidError("A proposal holds a word, or names the one to remove.")
            edit = Edit(self._dictionary.language(language).name, None, word)
        else:
            kept = self._dictionary.word(word_id)
            edit = Edit(kept.language, kept.word, word, word_id, version or kept.version)
        return self._store.add_proposal(edit, note, by.name, self._clock())

    def kept_apart(
        self, error: DisagreedError, word: DictionaryWord, version: int, by: User
    ) -> Proposal:
        """Keep a change that another's stands against: so both versions are there."""
        edit = Edit(error.kept.language, error.base, word, error.kept.id, version)
        note = f"against {error.kept.changer}'s change of {' and '.join(error.fields)}"
        return self._store.add_proposal(edit, note, by.name, self._clock())

    def listed(self, who: User, state: State | None) -> Sequence[Proposal]:
        """List one's own, or for an admin everybody's, the newest first."""
        by = None if who.role == "admin" else who.name
        return self._store.proposals(by, state, LISTED)

    def accept(self, number: int, by: User) -> Proposal:
        """Make the change; where that fails the proposal stays open, and the error says why."""
        proposal = self._one(number)
        if not self._store.decide(number, "accepted", by.name, self._clock(), ""):
            raise ConflictError("This proposal is decided already.")
        try:
            self._make(proposal, by)
        except Exception:
            self._store.decide(number, "open", "", 0, "")
            raise
        return self._one(number)

    def _make(self, proposal: Proposal, by: User) -> None:
        edit, note = proposal.edit, f"proposed by {proposal.by}"
        if edit.word_id is None:
            if edit.after is not None:
                self._dictionary.add(edit.language, edit.after, by, note)
        elif edit.after is None:
            self._dictionary.remove(edit.word_id, edit.version, by, note)
        else:
            self._dictionary.change(edit.word_id, edit.version, edit.after, by, note)

    def refuse(self, number: int, by: User, why: str) -> Proposal:
        """Let it be; one may take one's own back so."""
        proposal = self._one(number)
        if by.role != "admin" and by.name != proposal.by:
            raise ForbiddenError("Only an admin decides about what others propose.")
        why = clean(why, "a reason", LONGEST_NOTE) if why.strip() else ""
        if not self._store.decide(number, "refused", by.name, self._clock(), why):
            raise ConflictError("This proposal is decided already.")
        return self._one(number)

    def _one(self, number: int) -> Proposal:
        found = self._store.proposal(number)
        if found is None:
            raise NotFoundError("There is no such proposal.")
        return found
