"""Embeds texts by a model of a server that speaks OpenAI's API."""

import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np

from server.core.chat.openai_told import problem_of, rows_of
from server.core.errors import UnavailableError
from server.core.retrieval_ports import Rows

TOGETHER = 32
"""Texts of one request."""
CONNECT = 3.0
READ = 120.0
"""Seconds: the first request may load the model."""


class OpenAIEmbedder:
    """One model of one server; safe to use from several threads."""

    def __init__(self, model: str, address: str, key: str = "", read: float = READ) -> None:
        """Take the model's name, the address, mostly ending in /v1, and its key, if it has one."""
        import httpx  # noqa: PLC0415

        self.name = f"openai/{model}"
        self.dimensions = 0
        self._model = model
        self._address = address.rstrip("/")
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(read, connect=CONNECT),
            follow_redirects=False,
            trust_env=False,
        )
        weakref.finalize(self, self._client.close)
        self._broken: type[Exception] = httpx.HTTPError

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give a row for each text; raises `UnavailableError` where the server cannot."""
        parts = [
            self._embedded([text or " " for text in texts[at : at + TOGETHER]])
            for at in range(0, len(texts), TOGETHER)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimensions), np.float32)

    def _embedded(self, texts: list[str]) -> Rows:
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        try:
            told = self._client.post(f"{self._address}/embeddings", json=body)
        except self._broken as error:
            raise UnavailableError(f"{self._address} does not answer: {error}") from None
        if not told.is_success:
            why = problem_of(told.text) or told.status_code
            raise UnavailableError(f"{self._address} cannot embed by {self._model!r}: {why}")
        return self._rows(told, len(texts))

    def _rows(self, told: Any, wanted: int) -> Rows:
        try:
            rows = np.asarray(rows_of(told.json(), wanted), np.float32)
        except (ValueError, TypeError, KeyError):
            rows = np.zeros((0, 0), np.float32)
        whole = rows.ndim == 2 and len(rows) == wanted and bool(np.isfinite(rows).all())
        if not whole or self.dimensions not in (0, rows.shape[1]):
            raise UnavailableError(
                f"The model {self._model!r} at {self._address} gave no usable vectors."
            )
        self.dimensions = rows.shape[1]
        unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return unit
