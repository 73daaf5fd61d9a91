"""Composes what writes speech down: faster-whisper where a model is set, else pocketsphinx."""

from typing import TYPE_CHECKING

from server.cli.opened import data_folder
from server.core.ports import Log
from server.core.settings import Settings
from server.core.transcript import Transcriber
from server.services.transcription import Scribe, Transcription

if TYPE_CHECKING:
    from pathlib import Path


def transcription_of(settings: Settings, log: Log) -> Transcription:
    """Give the best that these settings allow; nothing is loaded before it is needed."""
    model, folder = settings.whisper_model, data_folder(settings) / "models" / "whisper"
    whisper = Scribe(
        "faster-whisper", lambda: _problem(model, folder), lambda: _whisper(model, folder)
    )
    return Transcription([whisper, Scribe("pocketsphinx", lambda: None, _pocketsphinx)], log)


def _problem(model: str, folder: "Path") -> str | None:
    from server.adapters.faster_whisper_scribe import problem  # noqa: PLC0415

    return problem(model, folder)


def _whisper(model: str, folder: "Path") -> Transcriber:
    from server.adapters.faster_whisper_scribe import FasterWhisperScribe  # noqa: PLC0415

    return FasterWhisperScribe(model, folder)


def _pocketsphinx() -> Transcriber:
    from server.adapters.pocketsphinx_scribe import PocketsphinxScribe  # noqa: PLC0415

    return PocketsphinxScribe()
