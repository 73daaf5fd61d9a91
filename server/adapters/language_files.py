"""Reads the compiled languages that ship with the extension."""

import json
from collections.abc import Sequence
from pathlib import Path

from server.core.ports import Message


class ShippedLanguages:
    """The `<name>.json` files of one folder that hold a language; others are passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        """List the names of the languages, in order."""
        return [path.stem for path in sorted(self._folder.glob("*.json")) if self.read(path.stem)]

    def read(self, name: str) -> Message | None:
        """Read one; nothing where there is no such file or it holds no language."""
        path = self._folder / f"{name}.json"
        if path.parent != self._folder:
            return None
        try:
            language = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return language if isinstance(language, dict) and "words" in language else None
