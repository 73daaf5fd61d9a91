"""Text of strangers as a database takes it, and as it is searched."""

import unicodedata

NO_CHARACTERS = {0: "", **dict.fromkeys(range(0xD800, 0xE000), "�")}
"""NUL, which PostgreSQL refuses, and half surrogates, which nothing can encode."""


def storable(text: str) -> str:
    """Take out what cannot be stored; all else stays as its author typed it."""
    return text.translate(NO_CHARACTERS)


def folded(text: str) -> str:
    """Give a text as texts are compared: case, width and runs of blanks aside."""
    return " ".join(unicodedata.normalize("NFKC", storable(text)).casefold().split())
