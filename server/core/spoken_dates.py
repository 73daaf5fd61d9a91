"""Dates and times, as they are written and as they are said."""

from server.core.spoken_numbers import Counting
from server.core.spoken_rule import Match, Rule


def _iso_date(match: Match, counting: Counting) -> str | None:
    return _date(counting, int(match[3]), int(match[2]), int(match[1]))


def _slash_date(match: Match, counting: Counting) -> str | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    day, month = (second, first) if counting.wording.month_first else (first, second)
    if month > 12:
        day, month = month, day
    return _date(counting, day, month, year)


def _dot_date(match: Match, counting: Counting) -> str | None:
    year = int(match[3]) if match[3] else None
    return _date(counting, int(match[1]), int(match[2]), year)


def _month_day(match: Match, counting: Counting) -> str | None:
    return _date(counting, int(match[2]), _month(match[1], counting), _year(match[3]))


def _day_month(match: Match, counting: Counting) -> str | None:
    return _date(counting, int(match[1]), _month(match[2], counting), _year(match[3]))


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _month(name: str, counting: Counting) -> int:
    months = [month[:3].lower() for month in counting.wording.months]
    return months.index(name[:3].lower()) + 1


def _date(counting: Counting, day: int, month: int, year: int | None) -> str | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    full = year + (2000 if year < 70 else 1900) if year is not None and year < 100 else year
    return counting.wording.date(day, month, full, counting.say)


def _clock(match: Match, counting: Counting) -> str:
    hour, minute = int(match[1]), int(match[2])
    half = (match[4] or "").replace(".", "").lower()
    told = counting.wording.clock(hour, minute, _year(match[3]), counting.say)
    if half in {"am", "pm"}:
        told = counting.whole(str(hour)) if minute == 0 else told
        return f"{told} {half[0]} {half[1]}"
    return told


def _hour(match: Match, counting: Counting) -> str:
    half = match[2].replace(".", "").lower()
    if half == "uhr":
        return counting.wording.clock(int(match[1]), 0, None, counting.say)
    return f"{counting.whole(match[1])} {half[0]} {half[1]}"


DATES: tuple[Rule, ...] = (
    Rule(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})(?!\d)", _iso_date),
    Rule(r"(?<![\d/])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?![\d/])", _slash_date),
    Rule(
        r"(?<![\d.])([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2}(?![\d:]))(?!\d|\.\d)",
        _dot_date,
    ),
    Rule(r"(?<![\d.])([0-9]{1,2})\.\s?([0-9]{1,2})\.()(?!\d)", _dot_date, "day first"),
    Rule(
        r"\b(MONTH)\.? ([0-9]{1,2})(?:st|nd|rd|th)?\b(?:,? ([12][0-9]{3})\b)?(?![:.,]?\d)",
        _month_day,
    ),
    Rule(
        r"(?<![\d.,:])([0-9]{1,2})(?:st|nd|rd|th|\.)? (?:of )?(MONTH)\b(?:\.(?= ?[0-9]))?"
        r"(?:,? ([12][0-9]{3})\b)?",
        _day_month,
    ),
    Rule(
        r"(?<![\d:.])([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?![\d:])(?:(?:BLANK)(HALF))?",
        _clock,
    ),
    Rule(r"(?<![\d:.,])(1[0-9]|2[0-4]|[0-9])(?:BLANK)(HALF)", _hour),
)
