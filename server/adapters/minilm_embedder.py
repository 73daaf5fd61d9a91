"""Embeds texts by a sentence model in ONNX, such as all-MiniLM-L6-v2, from a folder.

The text is cut at the model's length, tokens are averaged, rows have length 1.  Nothing is padded
beyond the longest text of its batch, and texts of a length go together: short ones are quick.
Nothing is ever downloaded.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from server.core.errors import UnavailableError
from server.core.retrieval_ports import Rows

NEEDED = ("model.onnx", "tokenizer.json")
LONGEST = 256
"""Tokens of a text that are read, as the authors of the model have it."""
TOKENS = 2048
"""Tokens of a batch, padding included."""
THREADS = 4
"""Cores that are used at most: more bring little to so small a model."""


def problem(folder: Path) -> str | None:
    """Say why the folder is no such model, and what would help; None where it is one."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if not missing:
        return None
    return (
        f"{folder} has no {' and no '.join(missing)}. A model is a folder with both, for example: "
        f"hf download sentence-transformers/all-MiniLM-L6-v2 onnx/model.onnx tokenizer.json "
        f"--local-dir {folder}"
    )


class MiniLmEmbedder:
    """One model; those who come while it works share its cores."""

    def __init__(self, folder: Path, name: str = "") -> None:
        """Take a model's folder; raises `UnavailableError` where it cannot be loaded."""
        if why := problem(folder):
            raise UnavailableError(why)
        self._folder = folder
        self.name = name or _name(folder)
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Any, frozenset[str]] | None = None
        self.dimensions = 0

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give a row for each text; one without a word has the row of an empty text."""
        tokenizer, session, inputs = self._model()
        encoded = tokenizer.encode_batch(list(texts))
        rows: Rows = np.zeros((len(texts), self.dimensions), np.float32)
        for batch in _batches([len(each.ids) for each in encoded]):
            ids, held = _padded([encoded[i].ids for i in batch])
            given = {"input_ids": ids, "attention_mask": held, "token_type_ids": np.zeros_like(ids)}
            (states, *_) = session.run(None, {k: v for k, v in given.items() if k in inputs})
            rows[batch] = _mean(states, held)
        return rows

    def _model(self) -> tuple[Any, Any, frozenset[str]]:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any, frozenset[str]]:
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(os.cpu_count() or 1, THREADS)
        options.log_severity_level = 3
        # Its shapes differ from batch to batch: patterns of memory would only pile up.
        options.enable_mem_pattern = False
        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            session = onnxruntime.InferenceSession(
                str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # each library has errors of its own
            raise UnavailableError(f"The model {self._folder} is broken: {error}") from None
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        dimensions = session.get_outputs()[0].shape[-1]
        if not isinstance(dimensions, int):
            raise UnavailableError(f"The model {self._folder} does not tell its dimensions.")
        self.dimensions = dimensions
        return tokenizer, session, frozenset(each.name for each in session.get_inputs())


def _name(folder: Path) -> str:
    """Name a model by its folder; `onnx` is only where its files lie."""
    named = folder.resolve()
    return named.parent.name if named.name == "onnx" else named.name


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Put texts together by length, the longest first, so that little is padded."""
    batch: list[int] = []
    longest = 1
    for each in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) + 1) * longest > TOKENS:
            yield batch
            batch = []
        longest = longest if batch else max(lengths[each], 1)
        batch.append(each)
    if batch:
        yield batch


def _padded(encoded: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Give the tokens as rows of one length, and which are there."""
    lengths = np.array([len(ids) for ids in encoded])
    ids = np.zeros((len(encoded), max(int(lengths.max()), 1)), np.int64)
    held = np.arange(ids.shape[1]) < lengths[:, None]
    ids[held] = np.concatenate([np.asarray(each, np.int64) for each in encoded])
    return ids, held.astype(np.int64)


def _mean(states: Any, held: Any) -> Rows:
    """Average the tokens that are there; give rows of length 1."""
    summed = np.einsum("btd,bt->bd", states, held.astype(np.float32))
    rows: Rows = summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12)
    return rows.astype(np.float32)
