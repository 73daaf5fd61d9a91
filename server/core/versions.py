"""Versions: read from a tag, and compared as versions are (PEP 440, as far as tags of ours go)."""

import re
from dataclasses import dataclass
from typing import Protocol, TypeAlias

TAG = re.compile(
    r"(?:[A-Za-z][A-Za-z_-]*-)?v?(\d{1,6}(?:\.\d{1,6}){0,4})"
    r"(?:[-.]?(dev|a|alpha|b|beta|rc|pre|post)[-.]?(\d{0,6}))?(?:\+[\w.]{1,40})?",
    re.IGNORECASE,
)
ORDER = {
    "dev": -4,
    "a": -3,
    "alpha": -3,
    "b": -2,
    "beta": -2,
    "rc": -1,
    "pre": -1,
    "": 0,
    "post": 1,
}

Version: TypeAlias = tuple[tuple[int, ...], int, int]


@dataclass(frozen=True, slots=True)
class Release:
    """The newest version that there is, as its makers tell."""

    tag: str
    page: str = ""
    """Where people read of it; empty: nowhere."""


class Releases(Protocol):
    """Knows the newest version."""

    def __call__(self, url: str, /) -> Release:
        """Ask, once; raises `UnavailableError` where there is no such answer."""
        ...


def version_of(tag: str) -> Version | None:
    """Read `v1.2.0`, `1.2`, `rubato-1.2.0rc1`; none: that is no version."""
    match = TAG.fullmatch(tag.strip())
    if match is None:
        return None
    numbers = tuple(map(int, match[1].split(".")))
    # 1.2 is 1.2.0: what ends in zeros is as good as without.
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers, ORDER[(match[2] or "").lower()], int(match[3] or 0)


def newer(tag: str, own: str) -> bool | None:
    """Tell whether a tag is a newer version than ours; none: one of them is no version."""
    told, mine = version_of(tag), version_of(own)
    return None if told is None or mine is None else told > mine
