"""A pronouncing dictionary, read where it lies: `word PHONES`, a line each, in the order of words.

That is how CMU's is written: other pronunciations of "read" stand below it as "read(2)".  All of it
in memory would take 22 MB; a grammar needs a few hundred of its 126,000 words.
"""

from typing import Protocol


class Text(Protocol):
    """What bytes and a mapped file have in common."""

    def __len__(self) -> int:
        """Give its length."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Give a part."""

    def find(self, sub: bytes, start: int, end: int, /) -> int:
        """Give where some bytes begin first, or -1."""

    def rfind(self, sub: bytes, start: int, end: int, /) -> int:
        """Give where some bytes begin last, or -1."""


def pronunciations(dictionary: Text, word: str) -> tuple[str, ...]:
    """Give how a word is spoken (ARPABET, phones apart), the usual way first; none: nothing.

    The file ends with a line feed.
    """
    wanted = word.encode()
    low, high = 0, len(dictionary)
    while low < high:
        middle = (low + high) // 2
        begin = dictionary.rfind(b"\n", low, middle) + 1 or low
        end = dictionary.find(b"\n", middle, len(dictionary))
        if _word(dictionary[begin:end]) < wanted:
            low = end + 1
        else:
            high = begin
    found = []
    while low < len(dictionary):
        end = dictionary.find(b"\n", low, len(dictionary))
        line = dictionary[low:end]
        if _word(line) != wanted:
            break
        found.append(line.partition(b" ")[2].decode())
        low = end + 1
    return tuple(found)


def _word(line: bytes) -> bytes:
    """Give the word of a line; "read(2)" is "read"."""
    return line.partition(b" ")[0].partition(b"(")[0]
