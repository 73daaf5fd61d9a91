"""Cuts a text into what is spoken in one breath, so that the first sounds while the next is made.

Lines are read as Markdown has them: headings, entries and rows stand alone, long lines that follow
each other are one paragraph. A dot after an abbreviation or a number ends no sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.core.spoken_marks import seen, without_block_marks
from server.core.wording import Wording
from server.core.wordings import WORDINGS

LONGEST = 300
"""Characters of one piece; a longer sentence is cut where it has a comma, or else a blank."""
LONGEST_FIRST = 150
"""Characters of the first piece: what is short is heard soon."""
WRAPPED = 60
"""Characters from which a line is one that was wrapped, and goes on in the next."""

BETWEEN, AFTER_PARAGRAPH, INSIDE = 0.25, 0.5, 0.05
"""Seconds of silence after a sentence, after a paragraph, and where a sentence was cut."""

END = re.compile(r"[.!?…]{1,20}[\"'”’»›)\]*_]{0,8}\s|[。！？]{1,20}[」』）]{0,8}")
"""Bounded, so that a text of nothing but dots takes no longer than another."""
CLAUSE = re.compile(r"[,;:–—)](?=\s)|\s[–—-](?=\s)|[、，；：]")
ENTRY = re.compile(r"\s{0,8}(?:#{1,6}\s|>|[-*+•–]\s|\d{1,3}[.)]\s|\||`{3}|~{3}|[-=_*]{3,}\s*$)")
ENTRY_NUMBER = re.compile(r"\d{1,3}\.\s")
LONGEST_NUMBER = 5
"""Characters of the number of an entry."""
INITIAL = re.compile(r"(?:^|[\s.(\"„“])[A-ZÄÖÜ]\.$")
NUMBERED = re.compile(r"(?:^|\s)\d{1,2}\.$")
SAID = re.compile(r"[^\W_]|[^\x00-\x7f–—…“”„‘’«»¿¡´¨¯·\s]|[$%+=<>&@#^§°]")
"""What holds something to say; the rest is punctuation."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is spoken in one breath, and the seconds of silence after it."""

    text: str
    pause: float = BETWEEN


def sentences(text: str, language: str = "en") -> Iterator[Sentence]:
    """Give a text's sentences, one by one as they are found; those with nothing to say are not."""
    wording = WORDINGS.get(language)
    longest = LONGEST_FIRST
    for paragraph in paragraphs(seen(text)):
        found = [each for each in _ended(paragraph, wording) if SAID.search(each)]
        for at, sentence in enumerate(found):
            *clauses, last = _pieces(sentence, longest)
            longest = LONGEST
            yield from (Sentence(clause, INSIDE) for clause in clauses)
            yield Sentence(last, AFTER_PARAGRAPH if at == len(found) - 1 else BETWEEN)


def paragraphs(text: str) -> Iterator[str]:
    """Join the lines that were wrapped, and part the others."""
    held: list[str] = []
    wrapped = False
    for line in text.split("\n"):
        bare = without_block_marks(line).strip()
        if held and (not wrapped or not bare or ENTRY.match(line)):
            yield " ".join(held)
            held = []
        if bare:
            held.append(bare)
        wrapped = len(line) >= WRAPPED
    if held:
        yield " ".join(held)


def _ended(paragraph: str, wording: Wording | None) -> Iterator[str]:
    start = 0
    for match in END.finditer(paragraph):
        if _ends(paragraph, start, match, wording):
            yield paragraph[start : match.end()].strip()
            start = match.end()
    if rest := paragraph[start:].strip():
        yield rest


def _ends(text: str, start: int, match: re.Match[str], wording: Wording | None) -> bool:
    """Tell whether a sentence ends where it looks as if one did."""
    after = text[match.end() : match.end() + 20]
    if after[:1].islower():
        return False
    if not match[0].startswith(".") or match[0][1:2] == ".":
        return True
    before = text[max(start, match.start() - 24) : match.start() + 1]
    begins = match.end() - start <= LONGEST_NUMBER
    if INITIAL.search(before) or (begins and ENTRY_NUMBER.fullmatch(text[start : match.end()])):
        return False
    return wording is None or not _goes_on(before, after, wording)


def _goes_on(before: str, after: str, wording: Wording) -> bool:
    """Tell whether a dot belongs to what stands before it."""
    words = before.split()
    if len(words[-1]) == 2 and words[-1][0].isalpha() and _first_of_two(words[-1], after, wording):
        return True
    word = after.split(maxsplit=1)[0] if after else ""
    if NUMBERED.search(before) and not wording.month_first:
        return word.strip(',.;:!?"”') not in wording.starters
    short = next((each for each in _last_words(words) if each in wording.abbreviations), None)
    if short is None or short in wording.may_end:
        return False
    return short not in wording.before_number or after[:1].isdigit()


def _first_of_two(word: str, after: str, wording: Wording) -> bool:
    """Tell whether it is the first of an abbreviation of two: the `z.` of `z. B.`."""
    return any(short.startswith(f"{word} {after[:2]}") for short in wording.abbreviations)


def _last_words(words: list[str]) -> Iterator[str]:
    """Give the last word, and the last two, as an abbreviation may have it: `z. B.`."""
    for count in (1, 2):
        yield " ".join(words[-count:]).lstrip("([\"'„“«")


def _pieces(sentence: str, longest: int) -> list[str]:
    """Cut what is too long for one breath."""
    pieces, start = [], 0
    while len(sentence) - start > longest:
        end = start + _cut(sentence[start : start + longest + 1], longest)
        pieces.append(sentence[start:end].strip())
        start, longest = end, LONGEST
    return [piece for piece in [*pieces, sentence[start:].strip()] if piece]


def _cut(sentence: str, longest: int) -> int:
    """Find where a long sentence is best cut: after its last clause, at a blank, or anywhere."""
    least = longest // 3
    clauses = [match.end() for match in CLAUSE.finditer(sentence, least, longest)]
    if clauses:
        return clauses[-1]
    blank = sentence.rfind(" ", least, longest)
    return blank if blank > 0 else longest
