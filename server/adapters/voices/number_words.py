"""Numbers in words by num2words, remembered: it is slow, and the same ones come again."""

from functools import lru_cache
from typing import Any, Literal


@lru_cache(maxsize=2048)
def number_words(number: int, form: Literal["cardinal", "ordinal", "year"], language: str) -> str:
    """Give a number in words; one beyond what num2words knows, as digits."""
    words: Any = _num2words()
    try:
        return str(words(number, to=form, lang=language))
    except (NotImplementedError, OverflowError, ValueError, KeyError, IndexError):
        return str(number)


def _num2words() -> Any:
    from num2words import num2words  # noqa: PLC0415  (forty languages, for who speaks)

    return num2words
