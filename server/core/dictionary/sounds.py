"""How words sound, roughly: spellings that are said alike become one text.

No phonetic alphabet: a table of letters, ours, that serves names and words of English and German
alike.  What it does not catch, a letter more or less does (`spellings.py`).
"""

import re
import unicodedata

SAID = (
    ("sch", "s"), ("tsch", "s"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("x", "ks"),
    ("th", "t"), ("dt", "t"), ("wh", "w"), ("wr", "r"), ("kn", "n"), ("gh", ""), ("tz", "s"),
    ("ch", "k"), ("sh", "s"), ("ß", "s"), ("æ", "a"), ("ø", "o"), ("œ", "o"),
    ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "ai"), ("ey", "ai"), ("oo", "u"), ("ou", "u"),
)  # fmt: skip
"""In this order."""
SOFT_C = re.compile(r"c(?=[eiy])")
LETTERS = str.maketrans({"c": "k", "z": "s", "y": "i", "v": "f", "q": "k"})
TWICE = re.compile(r"(.)\1+")
MUTE = re.compile(r"(?<=[^aeiou ]{1})e\b|(?<=[aeiou])h(?![aeiou])")
APART = re.compile(r"[^\w]+|_", re.UNICODE)


def plain(text: str) -> str:
    """Fold a text: no accents, no capitals, words apart by one space."""
    spread = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(APART.sub(" ", letters.casefold()).split())


def sounded(text: str) -> str:
    """Bring a text to what its spellings have in common."""
    said = plain(text)
    for written, heard in SAID:
        said = said.replace(written, heard)
    said = SOFT_C.sub("s", said).translate(LETTERS)
    return TWICE.sub(r"\1", MUTE.sub("", TWICE.sub(r"\1", said)))
