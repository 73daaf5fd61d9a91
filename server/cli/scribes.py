"""Composes what writes speech down: faster-whisper where a model is set, else pocketsphinx."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.opened import data_folder
from server.cli.workers import worker
from server.core.ports import Log
from server.core.settings import Settings
from server.core.transcript import Transcriber
from server.services.transcription import Scribe, Transcription

if TYPE_CHECKING:
    from server.adapters.workers.scribe_process import ScribeProcess

POCKETSPHINX, WHISPER = "pocketsphinx", "faster-whisper"


def scribes_of(settings: Settings) -> list[Scribe]:
    """Give the transcribers there may be, the best first, each in a process of its own."""
    whisper = (WHISPER, settings.whisper_model, str(whisper_folder(settings)))
    return [
        Scribe(WHISPER, lambda: _problem(whisper[1:]), lambda: process_of(whisper)),
        Scribe(POCKETSPHINX, lambda: None, lambda: process_of((POCKETSPHINX,))),
    ]


def transcription_of(settings: Settings, log: Log) -> Transcription:
    """Give the best that these settings allow; nothing is loaded before it is needed."""
    return Transcription(scribes_of(settings), log)


def whisper_folder(settings: Settings) -> Path:
    """Give the folder whose folders are faster-whisper's models."""
    return data_folder(settings) / "models" / "whisper"


def transcriber_of(words: Sequence[str]) -> Transcriber:
    """Load the transcriber of these words, in this process."""
    if words[0] == POCKETSPHINX:
        from server.adapters.pocketsphinx_scribe import PocketsphinxScribe  # noqa: PLC0415

        return PocketsphinxScribe()
    from server.adapters.faster_whisper_scribe import FasterWhisperScribe  # noqa: PLC0415

    return FasterWhisperScribe(words[1], Path(words[2]))


def _problem(model: Sequence[str]) -> str | None:
    from server.adapters.faster_whisper_scribe import problem  # noqa: PLC0415

    return problem(model[0], Path(model[1]))


def process_of(words: Sequence[str]) -> "ScribeProcess":
    """Start the transcriber of these words in a process of its own."""
    from server.adapters.workers.scribe_process import ScribeProcess  # noqa: PLC0415

    return ScribeProcess(*worker("scribe_worker", *words))
