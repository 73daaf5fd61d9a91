"""Writes inquiries into files of their own, each whole, and only what changed."""

import json
from pathlib import Path
from typing import Any

from server.core.chat.exported import kept, place_of
from server.core.errors import UnavailableError


class InquiryFiles:
    """A folder of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.written = 0
        self.unchanged = 0

    def keep(self, inquiry: dict[str, Any]) -> bool:
        """Write one; tell whether it was new or changed.

        Raises `UnavailableError` where there is no room or no right to.
        """
        text = _text(inquiry)
        try:
            path = self._path(inquiry)
            if _holds(path, text):
                self.unchanged += 1
                return False
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_suffix(".new")
            try:
                new.write_text(text, encoding="utf-8")
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
        except OSError as error:
            raise UnavailableError(
                f"{self._folder} cannot be written: {error.strerror}."
            ) from error
        self.written += 1
        return True

    def differs(self, inquiry: dict[str, Any]) -> bool:
        """Tell whether writing one would change anything."""
        return not _holds(self._path(inquiry), _text(inquiry))

    def _path(self, inquiry: dict[str, Any]) -> Path:
        """Give its place; another one of the same millisecond keeps its own."""
        path = self._folder / place_of(inquiry["created"])
        if not path.exists() or _id_in(path) == inquiry["id"]:
            return path
        return self._folder / place_of(inquiry["created"], inquiry["id"])


def _text(inquiry: dict[str, Any]) -> str:
    return json.dumps(kept(inquiry), indent=2, ensure_ascii=False) + "\n"


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _id_in(path: Path) -> str:
    """Tell whose file it is; empty where it is none of ours."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return str(found.get("id", "")) if isinstance(found, dict) else ""
    except ValueError:
        return ""
