"""Numbers as people say them, in any language whose words are known: "einundzwanzig" → 21.

extension/core/number_words.js reads the same from the same words; tests/vectors hold both to it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST = 200
"""Characters of a number; nobody says a longer one."""

_DIGITS = re.compile(r"[0-9]{1,12}")
_LINES = re.compile("[‐‑‒–—−]")
_APART = re.compile(r"[\s-]+")


@dataclass(frozen=True)
class NumberNames:
    """What a language calls its numbers."""

    words: Mapping[str, int]
    """What stands for itself, and is added up: ein, zwanzig, quatre-vingt."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """What multiplies the smaller number before it: hundert, tausend."""
    joins: Sequence[str] = ()
    """What may stand between: and, und."""
    minus: Sequence[str] = ()
    units: Sequence[str] = ()
    """What may follow: percent."""
    one: Sequence[str] = ()
    """What is one before a scale only: a hundred."""


def folded(text: str) -> str:
    """Give a text as it is compared: lower case, without accents, one kind of line."""
    plain = unicodedata.normalize("NFKD", _LINES.sub("-", text)).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def number_from(text: str, names: NumberNames) -> int | None:
    """Give the number that a text says, in digits or words, or nothing where it says none."""
    said = folded(text).strip()
    if not said or len(said) > LONGEST:
        return None
    said = _without_unit(said, names)
    words = [word for word in _APART.split(said) if word]
    minus = {folded(word) for word in names.minus}
    named = bool(words) and words[0] in minus
    rest = words[1:] if named else words
    size = _size(rest, names)
    negative = named or said.startswith("-")
    return -size if size and negative else size


def _without_unit(said: str, names: NumberNames) -> str:
    for unit in map(folded, names.units):
        before = said.removesuffix(unit)
        if before != said and before and (before[-1] == " " or not unit.isalpha()):
            return before.strip()
    return said


def _size(words: list[str], names: NumberNames) -> int | None:
    """Give what words add up to, whatever is written together."""
    if len(words) == 1 and _DIGITS.fullmatch(words[0]):
        return int(words[0])
    joins = {folded(word) for word in names.joins}
    kept = [word for word in words if word not in joins]
    scales = {squeezed(word): value for word, value in names.scales.items()}
    if len(kept) > 1 and kept[0] in set(map(folded, names.one)) and kept[1] in scales:
        kept = kept[1:]
    parts = _parts("".join(kept), names, scales)
    return _sum(parts, names, scales) if parts else None


def squeezed(word: str) -> str:
    """Give a word as it is looked for in a number that is written together."""
    return _APART.sub("", folded(word))


def _parts(said: str, names: NumberNames, scales: Mapping[str, int]) -> list[str]:
    """Cut a text into words of numbers, the longest first; nothing where it can't be."""
    joins = [squeezed(word) for word in names.joins]
    known = sorted({*map(squeezed, names.words), *scales, *joins}, key=len, reverse=True)
    ends: list[str | None] = [None] * len(said) + [""]
    for at in range(len(said) - 1, -1, -1):
        ends[at] = next(
            (w for w in known if w and said.startswith(w, at) and _ends(ends, at + len(w))), None
        )
    parts: list[str] = []
    at = 0
    while at < len(said) and (word := ends[at]):
        parts.append(word)
        at += len(word)
    # A number neither begins nor ends with what joins.
    return [] if not parts or parts[0] in joins or parts[-1] in joins else parts


def _ends(ends: Sequence[str | None], at: int) -> bool:
    return ends[at] is not None


def _sum(parts: Sequence[str], names: NumberNames, scales: Mapping[str, int]) -> int:
    words = {squeezed(word): value for word, value in names.words.items()}
    total = 0
    for part in parts:
        if part in scales:
            small = total % scales[part]
            total += (small or 1) * scales[part] - small
        else:
            total += words.get(part, 0)
    return total
