"""Writes speech down by faster-whisper: many languages, punctuation, a model that one has fetched.

It never downloads: a model is a folder with `model.bin` and `tokenizer.json`, given by its path, by
its name under the data folder, or by a name that its own cache has.
"""

import threading
from collections.abc import Iterator
from importlib.util import find_spec
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from server.core.errors import InvalidError, UnavailableError
from server.core.noise import Samples
from server.core.transcript import PLAINLY, Asked, Segment, Word

NAME = "faster-whisper"
NEEDED = ("model.bin", "tokenizer.json")
"""Without the second the library would ask the network for one."""
RISING = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Temperatures tried in turn where the likeliest text repeats itself; the library's own."""


def problem(model: str, folder: Path) -> str | None:
    """Say why it cannot be used with this model, and what would help; nothing where it can."""
    if find_spec("faster_whisper") is None:
        return 'faster-whisper is not installed: pip install "rubato[whisper]"'
    if not model:
        return f"No model of faster-whisper is set. {_how(folder, 'small')}"
    if _find(model, folder) is None:
        return f"There is no faster-whisper model {model!r} here. {_how(folder, Path(model).name)}"
    return None


def _how(folder: Path, name: str) -> str:
    return (
        f"Fetch one (small is half a gigabyte): hf download Systran/faster-whisper-{name} "
        f"--local-dir {folder / name}, then set whisper_model = {name!r}, or to any folder with "
        f"{' and '.join(NEEDED)}."
    )


def _find(model: str, folder: Path) -> Path | None:
    """Give a model's folder: by path, by name in our folder, or from the library's cache."""
    named = [Path(model).expanduser()]
    if "/" not in model and "\\" not in model:
        named.append(folder / model)
    return next((path for path in named if _whole(path)), None) or _cached(model)


def _cached(model: str) -> Path | None:
    from faster_whisper.utils import download_model  # noqa: PLC0415

    try:
        found = Path(download_model(model, local_files_only=True))
    except Exception:  # a wrong name, or nothing there: each has an error of its own
        return None
    return found if _whole(found) else None


def _whole(folder: Path) -> bool:
    return all((folder / name).is_file() for name in NEEDED)


class FasterWhisperScribe:
    """One model; those who come while it works wait."""

    limits = ""

    def __init__(self, model: str, folder: Path) -> None:
        """Load a model; raises `UnavailableError` where it is not there or cannot be loaded."""
        if why := problem(model, folder):
            raise UnavailableError(why)
        from faster_whisper import WhisperModel  # noqa: PLC0415  (200 MB, for who dictates)

        place = _find(model, folder)
        assert place is not None  # noqa: S101  (`problem` looked)
        self.name = f"{NAME}-{place.name}"
        self._lock = threading.Lock()
        try:
            self._model: Any = WhisperModel(str(place), compute_type="default")
        except Exception as error:
            raise UnavailableError(f"The faster-whisper model {place} is broken: {error}") from None
        self.languages = frozenset(self._model.supported_languages)

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down; see `server.core.transcript.Transcriber`."""
        if language is not None and language not in self.languages:
            raise InvalidError(f"{self.name} does not know the language {language!r}.")
        return self._segments(samples, language, asked)

    def _segments(self, samples: Samples, language: str | None, asked: Asked) -> Iterator[Segment]:
        if not np.any(samples):
            return
        with self._lock:
            found, info = self._model.transcribe(
                (samples / 32768).astype(np.float32),
                language=language,
                initial_prompt=asked.prompt or None,
                temperature=asked.temperature or RISING,
                # Each piece alone: what it wrote before makes it repeat itself.
                condition_on_previous_text=False,
                word_timestamps=True,
            )
            for one in found:
                yield _segment(one, info.language)


def _segment(one: Any, language: str) -> Segment:
    words = tuple(
        Word(_ms(word.start), _ms(word.end), word.word.strip(), float(word.probability))
        for word in one.words or ()
    )
    sure = min(exp(one.avg_logprob), 1.0)
    return Segment(_ms(one.start), _ms(one.end), one.text.strip(), sure, words, language)


def _ms(seconds: float) -> int:
    return round(float(seconds) * 1000)
