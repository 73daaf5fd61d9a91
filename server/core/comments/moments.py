"""The second of its video that a comment speaks of."""

import re

CLOCK = re.compile(r"(?<![\d:.,/])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\d:/])")
"""`m:ss` or `h:mm:ss`."""
UNITS = re.compile(
    r"(?<!\w)(?:(\d{1,2})\s?h\s?)?(\d{1,3})\s?m(?:in)?\s?(\d{1,2})\s?s(?:ec)?\b", re.I
)
"""`1h 2m 3s`, `2min 3s`."""
LINK = re.compile(r"[?&]t=(\d{1,6})s?\b")
"""A link of YouTube with a time."""


def second_of(text: str, duration: int) -> float | None:
    """Give the first second that a text names and that the video has.

    `duration`: ms; 0 where it is not known, and any second will do.
    """
    found = [(match.start(), _seconds(match)) for match in _matches(text)]
    there = [(at, second) for at, second in found if not duration or second * 1000 <= duration]
    return float(min(there)[1]) if there else None


def _matches(text: str) -> list[re.Match[str]]:
    return [match for form in (CLOCK, UNITS, LINK) for match in form.finditer(text)]


def _seconds(match: re.Match[str]) -> int:
    parts = [int(part or 0) for part in match.groups()]
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))
