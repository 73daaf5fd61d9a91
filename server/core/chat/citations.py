"""Binds each sentence of an answer to the passages it names, and to the words there that carry it.

A model writes `[2]` after a sentence.  The quote is not the model's: it is the piece of the passage
that shares most with the sentence, so it is always exact, and where nothing there carries the
sentence, that is said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core.chat.extracts import knows_nothing
from server.core.chat.wording import content_words, share, spans

MARK = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
CARRIED = 0.5
"""Share of a sentence's words that a passage must hold to carry it."""
WIDEST = 2
"""Sentences of a quote."""
GAIN = 0.08
"""How much more of a sentence a longer quote must carry to be chosen."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage."""

    passage: int
    """The number that the answer names it by."""
    start: int
    end: int
    """Characters of the passage's text."""
    text: str
    share: float
    """How much of the claim's words it holds, 0..1."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an answer; `start` and `end` are characters of the answer."""

    text: str
    """Without the numbers."""
    start: int
    end: int
    quotes: tuple[Quote, ...]
    unknown: tuple[int, ...] = ()
    """Numbers that it names and that there are not."""

    @property
    def carried(self) -> bool:
        """Whether a passage that it names carries it."""
        return any(quote.share >= CARRIED for quote in self.quotes)


def claims(answer: str, passages: Mapping[int, str]) -> tuple[Claim, ...]:
    """Part an answer into claims; passages are given by the numbers they were shown with."""
    found: list[Claim] = []
    for start, end in _sentences(answer):
        said = answer[start:end]
        numbers = _numbers(said)
        text = " ".join(MARK.sub("", said).split())
        if not content_words(text) and found and numbers:
            found[-1] = _with_more(found[-1], numbers, passages, end)
        elif _claims(text, numbers):
            found.append(_claim(text, start, end, numbers, passages))
    return tuple(found)


def _claims(text: str, numbers: Sequence[int]) -> bool:
    """Tell whether a sentence claims anything: what only introduces, or knows nothing, does not."""
    introduces = text.endswith(":") and not numbers
    return bool(text) and not introduces and not knows_nothing(text)


def _sentences(answer: str) -> list[tuple[int, int]]:
    """Give the sentences, each with the numbers that follow it."""
    found: list[tuple[int, int]] = []
    for first, end in spans(answer):
        start = first
        while found and (mark := MARK.match(answer, start, end)):
            start = mark.end()
            found[-1] = (found[-1][0], start)
        rest = answer[start:end]
        if rest.strip(" .,;"):
            found.append((start + len(rest) - len(rest.lstrip()), end))
    return found


def _numbers(text: str) -> tuple[int, ...]:
    told = (int(number) for mark in MARK.findall(text) for number in re.findall(r"\d+", mark))
    return tuple(dict.fromkeys(told))


def _claim(
    text: str, start: int, end: int, numbers: Sequence[int], passages: Mapping[int, str]
) -> Claim:
    quotes = tuple(
        quote(number, text, passages[number]) for number in numbers if number in passages
    )
    unknown = tuple(number for number in numbers if number not in passages)
    return Claim(text, start, end, quotes, unknown)


def _with_more(
    claim: Claim, numbers: Sequence[int], passages: Mapping[int, str], end: int
) -> Claim:
    named = [one.passage for one in claim.quotes] + list(claim.unknown)
    return _claim(claim.text, claim.start, end, tuple(dict.fromkeys([*named, *numbers])), passages)


def quote(number: int, claim: str, passage: str) -> Quote:
    """Find the piece of a passage that carries most of a claim; the shorter of two alike."""
    wanted = content_words(claim)
    sentences = list(spans(passage)) or [(0, len(passage))]
    best = (0.0, *sentences[0])
    for width in range(1, WIDEST + 1):
        for at in range(len(sentences) - width + 1):
            start, end = sentences[at][0], sentences[at + width - 1][1]
            held = share(wanted, content_words(passage[start:end]))
            if held > best[0] + (GAIN if width > 1 else 0.0):
                best = (held, start, end)
    _, start, end = best
    return Quote(number, start, end, passage[start:end], best[0])
