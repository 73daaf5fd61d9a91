"""Keeps the choice of the embedder in a file beside the vectors."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from server.core.errors import UnavailableError
from server.core.retrieval.embedder_choice import EmbedderChoice

FIELDS = ("setting", "wanted", "serving")


class EmbedderFile:
    """One file; there is none before the first choice."""

    def __init__(self, path: Path, told: Callable[[], object] = lambda: None) -> None:
        """Tell of each choice that is kept, for other processes that read the file."""
        self._path, self._told = path, told

    def read(self) -> EmbedderChoice | None:
        """Give what is kept; None where nothing is, or nothing that can be read."""
        try:
            told = json.loads(self._path.read_text("utf-8"))
            names = [told[field] for field in FIELDS]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return EmbedderChoice(*names) if all(isinstance(name, str) for name in names) else None

    def write(self, choice: EmbedderChoice) -> None:
        """Keep one; raises `UnavailableError` where there is no room, and keeps what was."""
        new = self._path.with_suffix(f".{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(asdict(choice), indent=2) + "\n", "utf-8")
            new.replace(self._path)
        except OSError as error:
            raise UnavailableError(
                f"The choice of the embedder cannot be kept: {error.strerror}."
            ) from error
        self._told()
