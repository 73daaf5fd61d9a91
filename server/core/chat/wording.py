"""Words of sentences, as claims, quotes and questions are compared by."""

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’][^\W\d_]+)?")
SENTENCE_END = re.compile(r"[.!?…]{1,10}[\"'”’»)\]]{0,4}(?=\s|$)|[。！？]{1,10}|\n{1,20}")
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-zÄÖÜ]|Dr|Mr|Mrs|Ms|St|vs|e\.g|i\.e|z\.B|Nr|No|op|Op|vol|pp?|bzw|ca|cf|etc|fig|Fig)\.$"
)
MARK = re.compile(r"[.!?…](?=\s|$)|[。！？]")
RARELY = 40
"""Words to a mark, at most, of a text whose sentences have them."""
_ENGLISH = (
    "a an the of in on at to for by from with and or but as is are was were be been it its this "
    "that these those there what which who whom whose when where why how do does did can could "
    "may might will would shall should must not no i you he she we they me him her us them my "
    "your his our their about into than then so if"
)
_GERMAN = (
    "der die das den dem des ein eine einer eines einem einen und oder aber in im an am auf zu "
    "zum zur von vom mit für ist sind war waren sein es dies diese dieser was wer wen wem wie wo "
    "wann warum welche welcher welches nicht kein ich du er sie wir ihr mich mir dich dir uns "
    "euch sich mein dein unser über unter als wenn dann so"
)
SMALL = frozenset(f"{_ENGLISH} {_GERMAN}".split())
"""Words that say little about what a sentence is about."""


def content_words(text: str) -> list[str]:
    """Give the words of a text that say what it is about, in their order."""
    return [word for word in map(str.casefold, WORD.findall(text)) if word not in SMALL]


def alike(word: str, other: str) -> bool:
    """Tell whether two words may be forms of one: the same beginning, and little more."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    fewest = max(4, len(long) - 4)
    return short[0].isalpha() and len(short) >= fewest and long.startswith(short[: len(short) - 1])


def share(wanted: list[str], held: list[str]) -> float:
    """Give how much of the wanted words a text holds, 0..1; numbers count as much as two words."""
    if not wanted:
        return 0.0
    weights = [2.0 if word[0].isdigit() else 1.0 for word in wanted]
    met = [
        weight
        for word, weight in zip(wanted, weights, strict=True)
        if any(alike(word, other) for other in held)
    ]
    return sum(met) / sum(weights)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence of a text begins and ends."""
    begin = 0
    for found in SENTENCE_END.finditer(text):
        if text[found.start()] == "." and ABBREVIATION.search(text[begin : found.end()]):
            continue
        yield from _span(text, begin, found.end())
        begin = found.end()
    yield from _span(text, begin, len(text))


def flowing(text: str) -> str:
    """Give what was said as it flows: subtitles begin and end within sentences.

    It is as long as before. What was written down without the marks of sentences stays in lines.
    """
    marks = sum(1 for _ in MARK.finditer(text))
    return text.replace("\n", " ") if marks * RARELY >= len(text.split()) else text


def _span(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[begin:end].strip()
    if said:
        first = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        yield first, first + len(said)
