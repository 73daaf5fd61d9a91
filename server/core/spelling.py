"""Spelling: the known name that somebody most likely meant."""

from collections.abc import Iterable


def likest(name: str, known: Iterable[str]) -> str:
    """Give the known name that takes the fewest changes of letters; of equals, the first."""
    return min(known, key=lambda other: changes(name, other), default="")


def changes(written: str, meant: str) -> int:
    """Count the letters to change, put in or leave out."""
    row = list(range(len(meant) + 1))
    for at, letter in enumerate(written, 1):
        before, row = row, [at]
        for j, goal in enumerate(meant):
            row.append(min(before[j] + (letter != goal), before[j + 1] + 1, row[j] + 1))
    return row[-1]
