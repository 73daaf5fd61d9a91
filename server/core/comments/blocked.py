"""Words of the owner's choosing, whose comments and replies wait for him."""

import re
import unicodedata
from collections.abc import Sequence

APART = re.compile(r"[\W_]+")
"""What stands between words."""
UNSEEN = frozenset({"Cf", "Mn"})
"""Categories of what can hide a word: joiners, soft hyphens, accents laid over letters."""


def blocked_word(text: str, words: Sequence[str]) -> str:
    """Give the first of these words, or phrases, that a text holds; empty: none of them.

    Width, case, and what is unseen do not matter; a word within another is another.
    """
    told = f" {_plain(text)} "
    return next((word for word in words if (sought := _plain(word)) and f" {sought} " in told), "")


def _plain(text: str) -> str:
    told = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(one for one in told if unicodedata.category(one) not in UNSEEN)
    return APART.sub(" ", seen).strip()
