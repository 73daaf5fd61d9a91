"""Checks: what a word's keys collide with, and what a slip in them would play.

A vocabulary's words may hold one another, since they are read from recordings; so only the same
keys twice in one language are refused, and all else is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.dictionary.key_table import KeyTable, paths_of
from server.core.dictionary.words import DictionaryWord
from server.core.keys import COUNT
from server.core.language import Keys
from server.core.slips import ErrorKind, errors

Kind: TypeAlias = Literal["equal", "elsewhere", "begins", "begun-by", "slip"]
MOST = 50
"""Findings told at once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One word that another's keys run into."""

    kind: Kind
    ref: int
    """The word that is met."""
    error: ErrorKind | None = None
    """How the hand slips."""
    played: Keys = ()
    """What it plays then."""

    @property
    def refused(self) -> bool:
        """Tell whether a word with such a finding cannot be kept."""
        return self.kind == "equal"


def findings(
    word: DictionaryWord, language: str, tables: Mapping[str, KeyTable], own: int | None = None
) -> list[Finding]:
    """List what a word of a language runs into; `own` is itself, where it is kept already."""
    found: dict[tuple[str, int], Finding] = {}
    for one in _each(word, language, tables):
        if one.ref != own:
            found.setdefault((one.kind, one.ref), one)
    # A word that is met anyway is not told again as a slip.
    met = {one.ref for one in found.values() if one.kind not in ("slip", "elsewhere")}
    return [one for one in found.values() if one.kind != "slip" or one.ref not in met][:MOST]


def _each(word: DictionaryWord, language: str, tables: Mapping[str, KeyTable]) -> Iterator[Finding]:
    table = tables.get(language, KeyTable())
    paths = paths_of(word)
    for path in paths:
        yield from (Finding("equal", ref) for ref in table.playing(path))
        yield from (Finding("begins", ref) for ref in table.begun_by(path))
        for end in range(1, len(path)):
            yield from (Finding("begun-by", ref) for ref in table.playing(path[:end]))
    for error, played in errors(paths[0]):
        yield from (Finding("slip", ref, error, played) for ref in table.playing(played))
    for name, other in tables.items():
        if name != language:
            yield from (Finding("elsewhere", ref) for ref in other.playing(paths[0]))


def free_keys(word: DictionaryWord, table: KeyTable, own: int | None = None) -> Keys | None:
    """Find the keys nearest to a word's that collide with nothing and that no slip leads from."""
    near = sorted(_choices(word.keys), key=lambda choice: _far(word.keys, choice))
    return next((keys for keys in near if _is_free(keys, table, own)), None)


def _choices(keys: Keys) -> Iterator[Keys]:
    """Change one key, or put one behind."""
    for at in range(len(keys)):
        for key in range(COUNT):
            yield (*keys[:at], key, *keys[at + 1 :])
    yield from ((*keys, key) for key in range(COUNT))


def _far(keys: Keys, choice: Keys) -> int:
    longer = 25 * (len(choice) - len(keys))
    return longer + sum(abs(a - b) for a, b in zip(keys, choice, strict=False))


def _is_free(keys: Keys, table: KeyTable, own: int | None) -> bool:
    met = set(table.playing(keys)) | table.begun_by(keys)
    for end in range(1, len(keys)):
        met |= table.playing(keys[:end])
    if met - {own}:
        return False
    return not any(table.playing(played) - {own} for _, played in errors(keys))
