"""Composes what speaks and what hears, each over processes of its own."""

from server.adapters.ffmpeg_encoder import FfmpegEncoder
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.adapters.workers.ear_process import EarProcess
from server.cli.opened import voices_folder
from server.cli.workers import worker
from server.core.ports import Log
from server.core.settings import Settings
from server.services.speaking import Speaking
from server.services.voice_choice import Preferences


def speaking_of(settings: Settings, log: Log) -> Speaking:
    """Compose what speaks with the voices that are installed."""
    return Speaking(
        VoicePool(settings.voice_processes, settings.voice_timeout),
        VoiceShelf(voices_folder(settings)),
        FfmpegEncoder(),
        log,
        Preferences(
            settings.voice,
            settings.voice_language,
            settings.voice_languages,
            settings.voice_cache * 1_000_000,
        ),
    )


def ear_of(log: Log) -> EarProcess:
    """Compose the ear, which is started when it is first needed."""
    return EarProcess(*worker("ear_worker"), log)
