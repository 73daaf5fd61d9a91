"""Merge: two changes of one word, made from the same version, into one; or where they disagree."""

from dataclasses import dataclass, replace
from typing import Any

from server.core.dictionary.words import DictionaryWord

GROUPS = (("keys", "chord"), ("says",), ("meanings",), ("commands",))
"""Fields that change together."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of it; `fields` names what both changed, each in another way."""

    word: DictionaryWord
    fields: tuple[str, ...]


def merge(base: DictionaryWord, theirs: DictionaryWord, mine: DictionaryWord) -> Merged:
    """Take from each what it changed; of lists that both only added to, take all that was added.

    Where both changed a field otherwise, theirs stays and the field is named.
    """
    fields: dict[str, Any] = {}
    disagreed: list[str] = []
    for group in GROUPS:
        was, other, own = (
            tuple(getattr(one, name) for name in group) for one in (base, theirs, mine)
        )
        if own in (was, other):
            continue
        if other == was:
            fields.update(zip(group, own, strict=True))
        elif len(group) == 1 and _only_added(was[0], other[0]) and _only_added(was[0], own[0]):
            fields[group[0]] = tuple(dict.fromkeys(other[0] + own[0]))
        else:
            disagreed.append(group[0])
    return Merged(replace(theirs, **fields), tuple(disagreed))


def _only_added(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """Tell whether a list begins as it was."""
    return after[: len(before)] == before
