"""Composes where vectors are kept: Chroma in the data folder, or one that runs as a service."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.adapters.chroma_vectors import ChromaFolder, ChromaService, ChromaVectors


class Vectors:
    """Chroma, opened or asked when there is a first vector."""

    def __init__(self, place: Path, url: str = "") -> None:
        """Take the folder, or the address of a service in its place."""
        self._place, self._url = place, url
        self._opening = threading.Lock()
        self._chroma: ChromaFolder | ChromaService | None = None

    def opened(self, name: str, dimensions: int) -> "ChromaVectors":
        """Open those of one embedder; raises `UnavailableError`."""
        with self._opening:
            if self._chroma is None:
                self._chroma = self._made()
        return self._chroma.vectors(name, dimensions)

    def _made(self) -> "ChromaFolder | ChromaService":
        from server.adapters.chroma_vectors import (  # noqa: PLC0415  (1.3 s)
            ChromaFolder,
            ChromaService,
        )

        return ChromaService(self._url) if self._url else ChromaFolder(self._place)

    def forget_others(self, name: str, dimensions: int) -> None:
        """Delete those of all others."""
        if self._chroma is not None:
            self._chroma.forget_others(name, dimensions)

    def close(self) -> None:
        """Let go of it."""
        if self._chroma is not None:
            self._chroma.close()
