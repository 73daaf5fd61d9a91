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

    def keep(self, inquiry: dict[str, Any]) -> None:
        """Write one; raises `UnavailableError` where there is no room or no right to."""
        text = json.dumps(kept(inquiry), indent=2, ensure_ascii=False) + "\n"
        try:
            path = self._path(inquiry)
            if path.exists() and path.read_text(encoding="utf-8") == text:
                self.unchanged += 1
                return
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

    def _path(self, inquiry: dict[str, Any]) -> Path:
        """Give its place; another one of the same millisecond keeps its own."""
        path = self._folder / place_of(inquiry["created"])
        if not path.exists() or _id_in(path) == inquiry["id"]:
            return path
        return self._folder / place_of(inquiry["created"], inquiry["id"])


def _id_in(path: Path) -> str:
    """Tell whose file it is; empty where it is none of ours."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return str(found.get("id", "")) if isinstance(found, dict) else ""
    except ValueError:
        return ""
