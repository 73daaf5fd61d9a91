"""Which language a text is in, as far as its small words tell: at once, and without any model."""

import re
from collections import Counter
from collections.abc import Collection, Mapping

LOOKED_AT = 2_000
"""Characters of a text that tell its language."""
FEWEST_LETTERS = 20
"""A text with fewer may be a name, or in any language."""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 3
_TIMES = 4
"""So many small words of a language, and so many times as many as of any other, are a sure sign."""

SMALL: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to is that it was for with as are this be by from have not you which "
        "but they his her had were their an we will would there been can has more if when who "
        "what your all about into than its out do how i",
        "de": "der die das und ist nicht ein eine einer eines einem einen zu den dem des mit "
        "von für auf im sich auch es an als bei nach wie aus wird sind hat ich sie wir oder "
        "aber war noch nur über um am vom zum zur werden kann haben dass daß wenn so",
        "fr": "le la les des et est une dans que qui pour pas sur au avec ce il sont par ne du "
        "plus elle cette ou ses aux nous vous mais été leur",
        "es": "el la los las que y en un una es por con para no se del lo como más pero sus "
        "al fue este ha su son entre está",
        "it": "il la gli che di è un una per non sono con del della dei nel si più anche alla "
        "ma come da questo ha le lo",
        "nl": "de het een van en is dat niet op te zijn met voor aan er ook als maar om door "
        "bij naar uit dan nog wordt heeft hij ze",
    }.items()
}
"""Words that most texts of a language hold, and few of the others."""


def told_by_letters(text: str) -> str:
    """Give the part of a text that tells its language; nothing where it has too few letters."""
    part = text[:LOOKED_AT]
    return part if len(_LETTER.findall(part)) >= FEWEST_LETTERS else ""


def hinted(text: str, among: Collection[str]) -> str | None:
    """Give a text's language where its small words leave no doubt."""
    words = Counter(word.lower() for word in _WORD.findall(text[:LOOKED_AT]))
    counts = {
        language: sum(count for word, count in words.items() if word in SMALL.get(language, ()))
        for language in among
    }
    if not counts or not counts.keys() <= SMALL.keys():
        return None
    best, *others = sorted(counts, key=lambda language: -counts[language])
    rest = max((counts[other] for other in others), default=0)
    sure = counts[best] >= _ENOUGH and counts[best] >= _TIMES * rest
    return best if sure else None
