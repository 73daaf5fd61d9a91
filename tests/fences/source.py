"""What a fence needs to know of a source file, whatever its language."""

from collections.abc import Callable
from typing import NamedTuple


class Use(NamedTuple):
    """Something a file names, and where."""

    line: int
    name: str


class Source(NamedTuple):
    """What a file names of ours, of others' and of the language."""

    imports: list[Use]
    """Our own modules, as paths from the root without a suffix: "server/core/keys"."""
    packages: list[Use]
    """What neither we wrote nor the language brings: "numpy", "node:fs"."""
    names: list[Use]
    """Dotted names of the language and its libraries: "datetime.datetime.now", "Math.random"."""
    words: Callable[[], list[Use]]
    """Finds every identifier and every string that could be one: few files are asked."""
