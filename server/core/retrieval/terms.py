"""Terms: what of a text is indexed, in many languages; numbers and codes are kept whole.

Words are folded (NFKC, case), stemmed by who is passed in, and lose their accents.  A code such as
ISO-9001 or snake_case is a term as a whole and by its parts; 3.14 is one term.  Scripts that are
written without spaces give each two characters that follow each other, as Lucene's CJK analyser.
"""

import re
import unicodedata
from functools import cache

from server.core.retrieval_ports import Stem

LONGEST = 64
"""Characters of a term; what is longer is no word, and is cut."""
REMEMBERED = 50_000
"""Words whose terms are kept at hand."""

GONE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
FOLDED = {**GONE, 0x2019: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-"}

PACKED = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003134f]+"
)
"""Scripts without spaces, or whose endings grow onto the word (Korean)."""

ELIDED = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu)'(?=\w\w)|'(?:s|t|d|m|re|ve|ll)$")
"""What an apostrophe joins and is no word: l'avion, owner's."""
JOINERS = re.compile(r"[-.,'_:/]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
ACCENTS = re.compile("[\u0300-\u036f]")


@cache
def _word() -> re.Pattern[str]:
    """Find a word with its marks, which no letter class has, and with what joins a code."""
    marks = "".join(
        chr(code) for code in range(0x300, 0x11000) if unicodedata.category(chr(code))[0] == "M"
    )
    word = rf"[\w{re.escape(marks)}]+"
    return re.compile(rf"{word}(?:[-.,'_:/]{word})*(?:\+\+|#)?")


@cache
def _ascii_word() -> re.Pattern[str]:
    return re.compile(r"\w+(?:[-.,'_:/]\w+)*(?:\+\+|#)?", re.ASCII)


def words(text: str) -> list[str]:
    """Give the words of a text, folded, as they are looked up; codes are not yet parted."""
    if text.isascii():
        return _ascii_word().findall(text.lower())
    folded = unicodedata.normalize("NFKC", text.translate(FOLDED)).casefold()
    return _word().findall(unicodedata.normalize("NFC", folded))


def parts(word: str) -> list[str]:
    """Part a word as `words` gives it: itself, or a code and its parts, or pairs of characters."""
    word = ELIDED.sub("", word[: 4 * LONGEST])
    if word.isalpha() and (word.isascii() or not PACKED.search(word)):
        return [word[:LONGEST]]
    if NUMBER.fullmatch(word):
        return [word.replace(",", ".")[:LONGEST]]
    pieces = [piece for piece in JOINERS.split(word) if piece]
    if len(pieces) < 2:
        return _pairs(pieces[0]) if pieces else []
    found = [part for piece in pieces for part in _pairs(piece)]
    if not _is_code(word):
        return found
    return [re.sub("[-_:/']", "", word)[:LONGEST], *(part for part in found if len(part) > 1)]


def _is_code(word: str) -> bool:
    return len(word) <= LONGEST and ("_" in word or any(map(str.isdigit, word)))


def _pairs(piece: str) -> list[str]:
    """Part what is written without spaces into its pairs of characters."""
    if piece.isascii() or not PACKED.search(piece):
        return [piece[:LONGEST]]
    found: list[str] = []
    at = 0
    for run in PACKED.finditer(piece):
        found += [piece[at : run.start()]] if run.start() > at else []
        packed = run[0]
        found += [packed[i : i + 2] for i in range(len(packed) - 1)] or [packed]
        at = run.end()
    return found + ([piece[at:][:LONGEST]] if at < len(piece) else [])


class Terms:
    """Turns texts into terms by one stemmer, remembering the words it has seen."""

    def __init__(self, stem: Stem) -> None:
        """Take the stemmer."""
        self._stem = stem
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, text: str) -> list[str]:
        """Give the terms of a text, in order, with repetitions."""
        known = self._known
        found: list[str] = []
        for word in words(text):
            terms = known.get(word)
            found += self._learn(word) if terms is None else terms
        return found

    def of_word(self, word: str) -> tuple[str, ...]:
        """Give the terms of one word."""
        return self._known.get(word) or self._learn(word)

    def _learn(self, word: str) -> tuple[str, ...]:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        terms = tuple(self._term(part) for part in parts(word))
        self._known[word] = terms
        return terms

    def _term(self, part: str) -> str:
        stemmed = self._stem([part])[0] if part.isalpha() and len(part) > 2 else part
        return plain(stemmed)


def plain(word: str) -> str:
    """Take accents off: café is found by cafe."""
    if word.isascii():
        return word
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare) or word
