"""Embeds texts by a model that Ollama runs."""

import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np

from server.core.errors import UnavailableError
from server.core.retrieval_ports import Rows

TOGETHER = 32
"""Texts of one request."""
CONNECT = 3.0
READ = 120.0
"""Seconds: the first request may load the model."""


class OllamaEmbedder:
    """One model of one Ollama; safe to use from several threads."""

    def __init__(self, model: str, host: str = "", read: float = READ) -> None:
        """Take the model's name and Ollama's address (its own default); nothing is asked yet."""
        import httpx  # noqa: PLC0415
        import ollama  # noqa: PLC0415

        self.name = f"ollama/{model}"
        self.dimensions = 0
        self._model = model
        self._host = host
        # Without a limit the client waits for ever.
        self._client = ollama.Client(host or None, timeout=httpx.Timeout(read, connect=CONNECT))
        weakref.finalize(self, self._client.close)
        self._refused: type[Exception] = ollama.ResponseError
        self._broken: tuple[type[Exception], ...] = (httpx.HTTPError, OSError, ValueError)

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give a row for each text; raises `UnavailableError` where Ollama cannot."""
        parts = [
            self._embedded([text or " " for text in texts[at : at + TOGETHER]])
            for at in range(0, len(texts), TOGETHER)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimensions), np.float32)

    def _embedded(self, texts: list[str]) -> Rows:
        try:
            found: Any = self._client.embed(self._model, texts, truncate=True)
        except self._refused as error:
            raise UnavailableError(self._why(error)) from None
        except self._broken as error:
            raise UnavailableError(f"Ollama {self._place()}does not answer: {error}") from None
        return self._rows(found.embeddings, len(texts))

    def _why(self, error: Exception) -> str:
        if getattr(error, "status_code", 0) == 404:
            return f"Ollama has no model {self._model!r}: ollama pull {self._model}"
        return f"Ollama cannot embed by {self._model!r}: {error}"

    def _place(self) -> str:
        return f"at {self._host} " if self._host else ""

    def _rows(self, embeddings: Any, wanted: int) -> Rows:
        rows = np.asarray(embeddings, np.float32)
        whole = rows.ndim == 2 and len(rows) == wanted and bool(np.isfinite(rows).all())
        if not whole or self.dimensions not in (0, rows.shape[1]):
            raise UnavailableError(f"Ollama's model {self._model!r} gave no usable vectors.")
        self.dimensions = rows.shape[1]
        unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return unit
