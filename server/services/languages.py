"""The languages that are shipped, listed and one by one."""

from collections.abc import Sequence
from typing import Any

from server.core.errors import NotFoundError
from server.core.layers import nearest
from server.core.ports import LanguageFiles, Message


class Languages:
    """Reads the compiled languages."""

    def __init__(self, files: LanguageFiles) -> None:
        self._files = files

    def listed(self) -> Sequence[dict[str, Any]]:
        """List each language with what it is for and how many words it has."""
        read = [self._files.read(name) for name in self._files.names()]
        return [_summary(language) for language in read if language is not None]

    def one(self, name: str) -> Message:
        """Give one language whole."""
        names = self._files.names()
        language = self._files.read(name) if name in names else None
        if language is None:
            raise NotFoundError(f"There is no language {name!r}; {nearest(name, names)}")
        return language


def _summary(language: Message) -> dict[str, Any]:
    told = {key: language.get(key) for key in ("name", "version", "kind", "help")}
    return told | {"words": len(language.get("words", ()))}
