"""Numbers in words: whole, broken, counted, as money, as dates and times, digit by digit."""

import re
from dataclasses import dataclass

from server.core.wording import Forms, NumberWords, Wording

LONGEST = 15
"""Digits of a number that is said as one; more are said one by one."""
SPACES = "\u00a0\u202f\u2009"
"""Narrow and firm spaces, which stand between thousands, and between a number and its unit."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Says numbers in one language."""

    wording: Wording
    say: NumberWords

    def digits(self, text: str) -> str:
        """Say each digit of a text."""
        return " ".join(self.wording.digits[int(each)] for each in text if each in "0123456789")

    def whole(self, digits: str) -> str:
        """Say a whole number; one too long, or with noughts before it, digit by digit."""
        if len(digits) > LONGEST or (digits[0] == "0" and len(digits) > 1):
            return self.digits(digits)
        return self.say(int(digits), "cardinal", self.wording.language)

    def number(self, text: str) -> str:
        """Say a number as it is written, `-1,234.5`."""
        minus = text[0] in "-−"
        whole, _, fraction = self._plain(text.lstrip("-−+")).partition(".")
        told = self._as_year(text) or self.whole(whole or "0")
        if fraction:
            told += f" {self.wording.point} {self.digits(fraction)}"
        return f"{self.wording.minus} {told}" if minus else told

    def counted(self, text: str, forms: Forms) -> str:
        """Say so many of something."""
        return forms[0] if self._plain(text) == "1" else f"{self.number(text)} {forms[1]}"

    def span(self, first: str, last: str | None, forms: Forms) -> str:
        """Say so many, or from so many to so many."""
        if last is None:
            return self.counted(first, forms)
        return f"{self.number(first)} {self.wording.to} {self.counted(last, forms)}"

    def money(self, text: str, sign: str) -> str:
        """Say a sum: 5.20 of dollars is five dollars and twenty cents."""
        money = self.wording.money[sign]
        whole, _, part = self._plain(text).partition(".")
        if len(part) != 2:
            return self.counted(text, money.whole)
        told = self.counted(whole, money.whole)
        if part == "00":
            return told
        cents = self.counted(str(int(part)), money.part)
        return cents if whole == "0" else f"{told} {self.wording.signs['&']} {cents}"

    def _plain(self, text: str) -> str:
        """Write a number without what stands between thousands, and with a dot."""
        bare = re.sub(f"[{SPACES}'’{re.escape(self.wording.thousands)}]", "", text)
        return bare.replace(self.wording.decimal, ".")

    def _as_year(self, text: str) -> str | None:
        """Say four bare digits as a year, where the language does."""
        if len(text) == 4 and text.isdigit() and int(text) in self.wording.years:
            return self.say(int(text), "year", self.wording.language)
        return None


def number_pattern(wording: Wording) -> str:
    """Give what a number looks like: digits, thousands apart, a fraction."""
    thousands, decimal = re.escape(wording.thousands), re.escape(wording.decimal)
    grouped = f"[0-9]{{1,3}}(?:[{SPACES}{thousands}][0-9]{{3}}){{1,8}}(?![0-9])"
    return f"(?:{grouped}|[0-9]+)(?:{decimal}[0-9]+)?"
