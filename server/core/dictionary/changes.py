"""Changes of the dictionary: who did what to which word; and what somebody proposes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from server.core.dictionary.words import DictionaryWord, word_told

Act: TypeAlias = Literal["added", "changed", "removed"]
State: TypeAlias = Literal["open", "accepted", "refused"]
STATES: tuple[State, ...] = ("open", "accepted", "refused")


@dataclass(frozen=True, slots=True)
class Edit:
    """One word put in place of another; without `before` it is new, without `after` it goes."""

    language: str
    before: DictionaryWord | None
    after: DictionaryWord | None
    word_id: int | None = None
    """None for a word that never was."""
    version: int = 0
    """Of the word, as it was before; 0 for a new one."""


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that was made."""

    id: int
    batch: int
    """Id of the first change that was made with it: all of an import are one."""
    edit: Edit
    by: str
    at: int
    note: str = ""
    undoes: int | None = None
    """The batch that it took back."""
    undone: bool = False

    @property
    def act(self) -> Act:
        """Say what became of the word."""
        if self.edit.before is None:
            return "added"
        return "changed" if self.edit.after else "removed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody would change, and what became of it."""

    id: int
    edit: Edit
    note: str
    by: str
    at: int
    state: State = "open"
    decided_by: str = ""
    decided: int = 0
    why: str = ""


def undoing(changes: Sequence[Change]) -> Iterator[Edit]:
    """Give the edits that take changes back, the last one first; versions are still to be found."""
    for change in reversed(changes):
        edit = change.edit
        yield Edit(edit.language, edit.after, edit.before, edit.word_id)


def change_told(change: Change) -> dict[str, Any]:
    """Give a change as routes show it."""
    return {
        "id": change.id,
        "batch": change.batch,
        "act": change.act,
        **_edit_told(change.edit),
        "by": change.by,
        "at": change.at,
        "note": change.note,
        "undoes": change.undoes,
        "undone": change.undone,
    }


def proposal_told(proposal: Proposal) -> dict[str, Any]:
    """Give a proposal as routes show it."""
    return {
        "id": proposal.id,
        **_edit_told(proposal.edit),
        "version": proposal.edit.version,
        "note": proposal.note,
        "by": proposal.by,
        "at": proposal.at,
        "state": proposal.state,
        "decided_by": proposal.decided_by,
        "decided": proposal.decided or None,
        "why": proposal.why,
    }


def _edit_told(edit: Edit) -> dict[str, Any]:
    return {
        "language": edit.language,
        "word": edit.word_id,
        "before": word_told(edit.before) if edit.before else None,
        "after": word_told(edit.after) if edit.after else None,
    }
