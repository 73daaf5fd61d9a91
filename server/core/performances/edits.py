"""Two who change the same thing at once: what both may have is merged, else the later is refused.

Every change is kept, also a refused one; so nothing that anybody wrote is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

Thing: TypeAlias = Literal["performance", "track", "take", "line", "remark"]
THINGS: Final[tuple[Thing, ...]] = get_args(Thing)
Fields: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to have different, and the version he saw."""

    thing: Thing
    id: int
    """0 for the performance itself."""
    base: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Edit:
    """A change as it is kept."""

    change: Change
    user_id: int | None
    by: str
    """Empty where he is no longer here."""
    at: int
    """Milliseconds since 1970, UTC."""
    version: int | None
    """Which it made; none: it was refused."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a change."""

    fields: Fields
    """What is stored; empty: nothing has to be."""
    refused: tuple[str, ...]
    """The fields that another changed meanwhile, otherwise."""


def judged(change: Change, now: Fields, version: int, since: Iterable[Fields]) -> Verdict:
    """Tell what of a change is stored over what stands now.

    `since`: the fields of each change that made a version after the one he saw. Who wants what
    stands already is not in the way of anybody.
    """
    wanted = {name: value for name, value in change.fields.items() if now[name] != value}
    if change.base >= version:
        return Verdict(wanted, ())
    touched = {name for fields in since for name in fields}
    both = tuple(sorted(touched & set(wanted)))
    return Verdict({}, both) if both else Verdict(wanted, ())
