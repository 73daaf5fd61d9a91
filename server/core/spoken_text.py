"""What is written → what is said: numbers, dates, money, addresses, code, as a person reads them.

A table of rules, each a pattern and who says what it finds. A rule looks only at what no rule
before it has said. Languages without a wording lose their marks, and are else left to the engine.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from server.core.spoken_dates import DATES
from server.core.spoken_marks import (
    EMOJI,
    emoji,
    seen,
    without_block_marks,
    without_inline_marks,
)
from server.core.spoken_names import ENDS, FILES, address, identifier, marked, path
from server.core.spoken_numbers import SPACES, Counting, number_pattern
from server.core.spoken_rule import Match, Rule, Says
from server.core.spoken_sums import SUMS
from server.core.wording import NumberWords
from server.core.wordings import WORDINGS

Finder: TypeAlias = tuple[re.Pattern[str], Says]
"""A rule as a language has it."""

LUMP = 1_000
"""Characters looked at together, so that no text takes long."""


def spoken(text: str, language: str, say: NumberWords) -> str:
    """Give a text as it is to be said; never raises, and takes as long as the text is long."""
    wording = WORDINGS.get(language)
    lines = (without_block_marks(line) for line in seen(text).split("\n"))
    whole = _without_inline_marks("\n".join(lines))
    if wording is None:
        return whole.replace("[[", "[ [").strip()
    counting = Counting(wording, say)
    said = "".join(_said(lump, counting) for lump in lumps(whole)).lstrip(" ,").rstrip()
    return said if whole.rstrip().endswith(",") else said.rstrip(" ,")


def _without_inline_marks(text: str) -> str:
    """Take the inline marks from each lump of a text."""
    return "".join(without_inline_marks(lump) for lump in lumps(text))


def lumps(text: str) -> Iterator[str]:
    """Cut a text at blanks, and where there are none, at any place."""
    start = 0
    while len(text) - start > LUMP:
        blank = text.rfind(" ", start + 1, start + LUMP)
        end = blank if blank > 0 else start + LUMP
        yield text[start:end]
        start = end
    yield text[start:]


def _said(text: str, counting: Counting) -> str:
    parts: list[tuple[str, bool]] = [(text, False)]
    for rule in _rules(counting.wording.language):
        parts = [each for part in parts for each in _ruled(part, rule, counting)]
    return _tidy("".join(f" {part} " if done else part for part, done in parts))


def _ruled(part: tuple[str, bool], rule: Finder, counting: Counting) -> Iterator[tuple[str, bool]]:
    text, done = part
    if done:
        yield part
        return
    pattern, says = rule
    start = 0
    for match in pattern.finditer(text):
        said = says(match, counting)
        if said is not None:
            yield text[start : match.start()], False
            yield said, True
            start = match.end()
    yield text[start:], False


def _tidy(text: str) -> str:
    """Put blanks where they belong, and one sign where many stand."""
    for pattern, instead in TIDY:
        text = pattern.sub(instead, text)
    return text


TIDY = (
    (re.compile(r"\[\[+|\]\]+"), " "),  # Piper would take phonemes from between them
    (re.compile(r"[*`_^~|\\<>{}\[\]=#]+"), " "),
    (re.compile(r"-{2,}|[–—]+"), " – "),
    (re.compile(r"(?<=\w) -(?=\w)"), " "),
    (re.compile(r"([!?.,;:])[!?.,;:…]{2,}"), r"\1"),
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r" ([,.;:!?…)])"), r"\1"),
    (re.compile(r"([,;:.!?])(?:\s*[,;:])+"), r"\1"),
)


@cache
def _rules(language: str) -> tuple[Finder, ...]:
    """Give the rules of a language, in their order."""
    wording = WORDINGS[language]
    other = "day first" if wording.month_first else "month first"
    fill = {"NUMBER": number_pattern(wording), "BLANK": f"[ {SPACES}]?", "HALF": HALF} | {
        name: _any(words)
        for name, words in {
            "UNIT": wording.units,
            "MONEY": wording.money,
            "LARGE": wording.large,
            "SHORT": wording.abbreviations,
            "SIGN": wording.signs,
            "MONTH": [*wording.months, *(month[:3] for month in wording.months)],
        }.items()
    }
    return tuple(
        (re.compile(CAPITALS.sub(lambda match: fill[match[0]], rule.pattern)), rule.says)
        for rule in RULES
        if rule.only != other
    )


CAPITALS = re.compile("NUMBER|BLANK|HALF|UNIT|MONEY|LARGE|SHORT|SIGN|MONTH")
HALF = r"a\.m\.|p\.m\.|[ap]m\b|[AP]M\b|Uhr\b"


def _any(words: Iterable[str]) -> str:
    """Give a pattern for any of these, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def _address(match: Match, counting: Counting) -> str:
    bare = match[0].rstrip(".,;:!?)]}'\"")
    return address(bare, counting.wording) + match[0][len(bare) :]


def _mail(match: Match, counting: Counting) -> str:
    return marked(match[0].rstrip("."), counting.wording)


def _path(match: Match, counting: Counting) -> str:
    bare = match[0].rstrip(".,;:!?)")
    return path(bare, counting.wording) + match[0][len(bare) :]


def _code(match: Match, counting: Counting) -> str:
    return identifier(match[0], counting.wording)


def _emoji(match: Match, counting: Counting) -> str:
    return f", {emoji(match[0], counting.wording)}, "


def _sign(match: Match, counting: Counting) -> str:
    return counting.wording.signs[match[0]]


def _operator(match: Match, counting: Counting) -> str:
    return " ".join(counting.wording.signs[each] for each in OPERATORS[match[0]])


OPERATORS = {
    "->": "→",
    "=>": "⇒",
    "==": "=",
    "===": "=",
    "!=": "≠",
    "<=": "≤",
    ">=": "≥",
    "&&": "&",
}

NAMES: tuple[Rule, ...] = (
    Rule(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", _mail),
    Rule(r"(?i)\b(?:https?://|ftp://|www\.)[^\s<>\"`]{1,900}", _address),
    Rule(
        r"(?i)(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,4}(?:"
        + ENDS
        + r")\b(?!\.\w)(?:/[^\s<>\"`]{0,500})?",
        _address,
    ),
    Rule(r"\b[A-Za-z]:\\[^\s\"<>|*?]{1,300}", _path),
    Rule(r"(?<![\w/.~<])(?:~|\.{1,2})?(?:/[\w.@+-]{1,100}){1,20}/?(?![\w/])", _path),
    Rule(r"(?<![\w/])(?:[\w.-]{1,60}/){1,15}[\w-]{1,60}\.[a-z][a-z0-9]{0,4}\b", _path),
    Rule(r"(?<![\w.])[\w-]{1,80}\.(?:" + FILES + r")\b(?![.(]\w)", _path),
    Rule(r"\b[A-Za-z_]\w{0,80}(?:(?:\.|::|->)[A-Za-z_]\w{0,80}){0,8}\(\)", _code),
    Rule(r"\b[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,10}\b", _code),
    Rule(r"(?<!\w)_{1,2}[A-Za-z]\w{0,80}", _code),
    Rule(r"\b[a-z]{1,40}(?:[A-Z][a-z0-9]{1,40}){1,10}\b", _code),
    Rule(r"\b(?:[A-Z][a-z0-9]{1,40}){3,10}\b", _code),
)
SIGNS: tuple[Rule, ...] = (
    Rule(EMOJI.pattern, _emoji),
    Rule(r"===?|->|=>|!=|<=|>=|&&", _operator),
    Rule(r"SIGN", _sign),
)
RULES: tuple[Rule, ...] = (*NAMES, *DATES, *SUMS, *SIGNS)
"""What is looked for, in this order."""
