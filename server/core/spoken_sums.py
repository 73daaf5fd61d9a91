"""Numbers among words: money, measures, ordinals, fractions, ranges, scores; and abbreviations."""

import re

from server.core.spoken_numbers import Counting
from server.core.spoken_rule import Match, Rule

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8),
    "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip


def _money(match: Match, counting: Counting) -> str:
    sign, number, large = (
        match["a"] or match["b"],
        match["n"] or match["m"],
        match["l"] or match["k"],
    )
    if large is None:
        return counting.money(number, sign)
    many = counting.wording.money[sign].whole[1]
    return f"{counting.number(number)} {counting.wording.large[large]} {many}"


def _decade(match: Match, counting: Counting) -> str:
    year = counting.say(int(match[1]), "year", counting.wording.language)
    if match[2] == "er":
        return f"{year}er"
    return f"{year.removesuffix('y')}ies" if year.endswith("y") else f"{year}s"


def _unit(match: Match, counting: Counting) -> str:
    forms = counting.wording.units[match[3]]
    told = counting.span(match[1].lstrip("-−"), match[2], forms)
    return f"{counting.wording.minus} {told}" if match[1][0] in "-−" else told


def _phone(match: Match, counting: Counting) -> str:
    groups = re.findall(r"[0-9]+", match[0])
    plus = f"{counting.wording.signs['+']} " if match[0].startswith("+") else ""
    return plus + ", ".join(counting.digits(group) for group in groups)


def _version(match: Match, counting: Counting) -> str:
    numbers = [counting.whole(part) for part in match[1].split(".")]
    return f" {counting.wording.marks['.']} ".join(numbers)


def _fraction(match: Match, counting: Counting) -> str | None:
    over, under = int(match[1]), int(match[2])
    forms = counting.wording.halves.get(under)
    if forms is None or not 0 < over < under:
        return None
    return forms[0] if over == 1 else f"{counting.whole(match[1])} {forms[1]}"


def _vulgar(match: Match, counting: Counting) -> str:
    over, under = VULGAR[match[2]]
    forms = counting.wording.halves[under]
    told = forms[0] if over == 1 else f"{counting.whole(str(over))} {forms[1]}"
    if not match[1]:
        return told
    return f"{counting.whole(match[1])} {counting.wording.signs['&']} {told}"


def _ordinal_letters(match: Match, counting: Counting) -> str:
    return counting.wording.ordinal(int(match[1]), "", counting.say)


def _ordinal_dot(match: Match, counting: Counting) -> str | None:
    if match[2] in counting.wording.starters:
        return None
    before = match.string[: match.start()]
    return counting.wording.ordinal(int(match[1]), before, counting.say)


def _abbreviation(match: Match, counting: Counting) -> str | None:
    if match[1] in counting.wording.before_number and not match[2]:
        return None
    return counting.wording.abbreviations[match[1]]


def _sides(match: Match, counting: Counting) -> str:
    numbers = re.split(r"[ \u00a0]?[x×][ \u00a0]?", match[0])
    return f" {counting.wording.times} ".join(counting.number(each) for each in numbers)


def _range(match: Match, counting: Counting) -> str:
    first, last = counting.number(match[1]), counting.number(match[2])
    return f"{first} {counting.wording.to} {last}"


def _score(match: Match, counting: Counting) -> str:
    return f"{counting.whole(match[1])} {counting.wording.against} {counting.whole(match[2])}"


def _number(match: Match, counting: Counting) -> str:
    return counting.number(match[0])


SUMS: tuple[Rule, ...] = (
    Rule(
        r"(?<!\w)(?P<a>MONEY)BLANK(?P<n>NUMBER)(?:BLANK(?P<l>LARGE)(?!\w))?"
        r"|(?<![\w.,])(?P<m>NUMBER)BLANK(?:(?P<k>LARGE)BLANK)?(?P<b>MONEY)(?!\w)",
        _money,
    ),
    Rule(r"\b([12][0-9]{2}0)(s|er)\b", _decade),
    Rule(
        r"(?<![\w.,])([-−]?NUMBER)(?:BLANK[–-]BLANK(NUMBER))?BLANK-?(UNIT)(?![\w²³])",
        _unit,
    ),
    Rule(
        r"(?<![\w.])(?:\+[0-9]{1,3}[ /-]?(?:\(0?\))?[0-9()][0-9 ()/-]{5,20}[0-9]"
        r"|0[0-9]{2,4}[ /-][0-9][0-9 -]{3,12}[0-9]|[0-9]{3}-[0-9]{3}-[0-9]{4})(?!\w)",
        _phone,
    ),
    Rule(r"(?<![\w.,])[vV]?([0-9]{1,5}(?:\.[0-9]{1,5}){2,4})(?!\w|\.\d)", _version),
    Rule(r"(?<![\w.,/])([0-9]{0,3})[ ⁄]?([½⅓⅔¼¾⅕⅛⅜⅝⅞])", _vulgar),
    Rule(r"(?<![\w.,/])([0-9])/([0-9]{1,2})(?![\w/.])", _fraction),
    Rule(r"(?<![\w.,])([0-9]{1,6})(?:st|nd|rd|th)\b", _ordinal_letters, "month first"),
    Rule(r"(?<![\w.,])([0-9]{1,2})\.(?= (\w+))", _ordinal_dot, "day first"),
    Rule(r"(?<!\w)(SHORT)(?!\w)(?=( ?[0-9])?)", _abbreviation),
    Rule(r"(?<![\w.,])NUMBER(?: ?[x×] ?NUMBER){1,3}(?!\w)", _sides),
    Rule(r"(?<![\w.,–-])(NUMBER) ?[–-] ?(NUMBER)(?![\w–-])", _range),
    Rule(r"(?<![\w.,:])([0-9]{1,3}):([0-9]{1,3})(?![\w:])", _score),
    Rule(r"(?:(?<![\w–-])[-−])?NUMBER", _number),
)
