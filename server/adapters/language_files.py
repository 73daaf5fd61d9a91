"""Reads the compiled languages that ship with the extension.

A file that stays as it is on the disk (its size and time are looked at each time) is read once:
the list of languages is asked for by every panel that opens.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from server.core.ports import Message

SUFFIX = ".json"
Stamp: TypeAlias = tuple[int, int]
"""A file's time in ns, and its size."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file held."""

    stamp: Stamp
    language: Message | None
    """Nothing where it holds no language."""


class ShippedLanguages:
    """The `<name>.json` files of one folder that hold a language; others are passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Kept] = {}

    def names(self) -> Sequence[str]:
        """List the names of the languages, in order."""
        try:
            with os.scandir(self._folder) as entries:
                found = sorted(one.name for one in entries)
        except OSError:
            return []
        names = [name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)]
        return [name for name in names if self.read(name)]

    def read(self, name: str) -> Message | None:
        """Read one, not to be changed; nothing where there is no file or it holds no language."""
        if os.path.dirname(name):  # noqa: PTH120  (a path is ten times as dear)
            return None
        place = os.path.join(self._folder, name + SUFFIX)  # noqa: PTH118
        try:
            told = os.stat(place)  # noqa: PTH116
        except (OSError, ValueError):
            self._kept.pop(name, None)
            return None
        stamp = (told.st_mtime_ns, told.st_size)
        kept = self._kept.get(name)
        if kept is None or kept.stamp != stamp:
            # The stamp is of before: what is written while it is read is read again.
            kept = self._kept[name] = Kept(stamp, _language(Path(place)))
        return kept.language


def _language(place: Path) -> Message | None:
    try:
        language = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return language if isinstance(language, dict) and "words" in language else None
