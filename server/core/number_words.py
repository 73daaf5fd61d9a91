"""Numbers as they are said in English, for grammars and for text that is to be spoken of."""

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
LARGEST = 999_999


def number_words(number: int) -> tuple[str, ...]:
    """Say a whole number from 0 to 999,999: 121 → one hundred twenty one.

    Raises `ValueError` for any other.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not from 0 to {LARGEST}")
    if number < len(UNITS):
        return (UNITS[number],)
    if number < 100:
        rest = number % 10
        return (TENS[number // 10 - 2], *((UNITS[rest],) if rest else ()))
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    return (*number_words(number // size), name, *(number_words(rest) if rest else ()))
