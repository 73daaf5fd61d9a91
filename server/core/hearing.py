"""What an ear is asked to listen for, and what it takes somebody to have said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from server.core.errors import InvalidError
from server.core.language import Kind
from server.core.spoken_grammar import Form

MOST_FORMS = 2000
MOST_NAMES = 2000
VALUES = (*get_args(Kind), "letters")
"""What may follow a phrase: a command's value, or letters that are spelled."""
LONGEST_TEXT = 200
"""Characters of a phrase or name; more is no name anybody says."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a guess fits what was heard; natural logarithms of likelihoods, a frame of 10 ms."""

    frames: int
    """Of speech, without the silence around it."""
    over_loop: float
    """The grammar's best path over the best path through any phones at all."""
    covered: float
    """The part of all that is speech that the guess explains, 0..1."""
    worst_word: float
    """The same for the word that fits worst."""
    words: int
    phones: int


@dataclass(frozen=True, slots=True)
class Span:
    """A word of a guess, where it lies in the sound, and how well it fits."""

    word: str
    begin_ms: int
    end_ms: int
    over_loop: float
    """As the measure of that name."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What somebody may have said, in the words of the grammar."""

    said: str
    others: tuple[str, ...]
    """What else it may have been, the likeliest first."""
    measures: Measures
    spans: tuple[Span, ...] = ()
    """Its words, in their order."""


@dataclass(frozen=True, slots=True)
class Take:
    """What an ear made of a sound."""

    guess: Guess | None
    """Nothing where no path through the grammar fits."""
    begin: int
    end: int
    """The samples between which it lies."""


def forms_from(message: object) -> tuple[Form, ...]:
    """Read `[{"phrase", "value", "names", "needed", "free"} …]`.

    Raises `InvalidError` that says which entry is wrong.
    """
    if not isinstance(message, Sequence) or isinstance(message, str) or len(message) > MOST_FORMS:
        raise InvalidError(f"forms must be a list of at most {MOST_FORMS} forms.")
    return tuple(_form(number, entry) for number, entry in enumerate(message, 1))


def _form(number: int, entry: object) -> Form:
    if not isinstance(entry, Mapping):
        raise InvalidError(f"Form {number} is no object with a phrase.")
    phrase, value = entry.get("phrase"), entry.get("value", "none")
    names, needed = entry.get("names", ()), entry.get("needed", False)
    free = entry.get("free", False)
    if not _is_text(phrase):
        raise InvalidError(f"Form {number}: phrase must be a text of at most {LONGEST_TEXT}.")
    if value not in VALUES:
        raise InvalidError(f"Form {number}: value must be one of {', '.join(VALUES)}.")
    if not _are_names(names):
        raise InvalidError(f"Form {number}: names must be at most {MOST_NAMES} texts.")
    if not isinstance(needed, bool) or not isinstance(free, bool):
        raise InvalidError(f"Form {number}: needed and free must be true or false.")
    return Form(str(phrase), value, tuple(filter(None, map(_plain, names))), needed, free)


def _plain(name: str) -> str:
    """Give a name that can be sent back: pages cut texts within a character. Endless ones go."""
    return name.encode("utf-8", "ignore").decode() if len(name) <= LONGEST_TEXT else ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _are_names(names: Any) -> bool:
    return (
        isinstance(names, Sequence)
        and not isinstance(names, str)
        and len(names) <= MOST_NAMES
        and all(isinstance(name, str) for name in names)
    )
