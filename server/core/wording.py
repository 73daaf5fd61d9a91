"""How a language says what is written in signs: its words for units, dates, dots and dollars.

One of these for each language, `spoken_english.py` and `spoken_german.py`; `spoken_text.py` finds
what is written. Of two forms the first is for one of it, with the number in it, the other for more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Forms: TypeAlias = tuple[str, str]


class NumberWords(Protocol):
    """Says whole numbers."""

    def __call__(
        self, number: int, form: Literal["cardinal", "ordinal", "year"], language: str
    ) -> str:
        """Give a number in words."""
        ...


@dataclass(frozen=True, slots=True)
class Money:
    """A currency: its name, and its hundredth's."""

    whole: Forms
    part: Forms


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    language: str
    decimal: str
    """Between whole and fraction, as it is written."""
    thousands: str
    """Between thousands, as it is written."""
    point: str
    """The decimal sign, as it is said."""
    minus: str
    to: str
    """Between two numbers that are the ends of a range."""
    times: str
    """Between two numbers that are sides."""
    and_so_on: str
    months: tuple[str, ...]
    month_first: bool
    """Whether 3/4/2025 is in March."""
    digits: tuple[str, ...]
    halves: Mapping[int, Forms]
    """Parts of a whole by their number: halves, thirds, quarters."""
    units: Mapping[str, Forms]
    money: Mapping[str, Money]
    large: Mapping[str, str]
    """What stands between a number and its currency: million, bn."""
    against: str
    """Between two numbers that are a score."""
    years: range
    """Numbers of four digits that are said as years are."""
    abbreviations: Mapping[str, str]
    """What is said for it; they end no sentence but for those below."""
    before_number: frozenset[str]
    """Abbreviations only before a number; they may be words else."""
    may_end: frozenset[str]
    """Abbreviations that end a sentence where a capital follows."""
    starters: frozenset[str]
    """Words that begin a sentence: a number with a dot before them ends one."""
    signs: Mapping[str, str]
    """What is said for a sign between words."""
    marks: Mapping[str, str]
    """What is said for a sign inside an address, a path or a name in code."""
    emoji: Mapping[str, str]
    """Names of emoji; others have the name that Unicode gives them, or `an_emoji`."""
    an_emoji: str | None
    date: Callable[[int, int, int | None, NumberWords], str]
    """Says day, month and year."""
    clock: Callable[[int, int, int | None, NumberWords], str]
    """Says hours, minutes and seconds."""
    ordinal: Callable[[int, str, NumberWords], str]
    """Says an ordinal after what stands before it: `am 3.` is `am dritten`."""
