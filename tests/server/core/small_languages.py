"""Small languages in the notation of tests/vectors/compiler.json and judge.json."""

from collections.abc import Mapping
from typing import Any

from server.core.keys import parse
from server.core.language import Command, Language, Reserved, Word


def commands_of(case: Mapping[str, Any]) -> list[Command]:
    """Read ``"tab:number close! mute?"``: a value's kind, destructive, without a phrase."""
    return [_command(part) for part in case["commands"].split()]


def _command(part: str) -> Command:
    name, _, kind = part.partition(":")
    plain = name.rstrip("!?")
    phrases = () if "?" in name else (plain,)
    return Command(plain, phrases, value=kind or "none", destructive="!" in name)  # type: ignore[arg-type]


def languages_of(case: Mapping[str, Any]) -> list[Language]:
    """Read the languages of a case."""
    return [_language(row) for row in case["languages"]]


def _language(row: Mapping[str, Any]) -> Language:
    return Language(
        name=row["name"],
        kind=row.get("kind", "commands"),
        base=row.get("base"),
        words=tuple(map(_word, row.get("words", ()))),
        reserved=tuple(map(_reserved, row.get("reserved", ()))),
    )


def _word(text: str) -> Word:
    """Read ``"* 9 9 / 9 ~ = down, up"``: the founder's, safe / fast keys, a chord, meanings."""
    left, _, right = text.partition("=")
    keys, _, fast = left.strip("*~ ").partition("/")
    means = tuple(name.strip() for name in right.split(",") if name.strip())
    founder, chord = "*" in left, "~" in left
    return Word(parse(keys), means, parse(fast), unordered=chord, founder=founder)


def _reserved(text: str) -> Reserved:
    keys, _, why = text.partition("=")
    return Reserved(parse(keys), why.strip())
