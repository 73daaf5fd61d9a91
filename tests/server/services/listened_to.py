"""A stream as the panel opens it, to which somebody speaks: every phrase of the command table."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from server.adapters.language_texts import LanguageFolder
from server.core.noise import RATE, Samples
from server.services.hearing import Ear
from server.services.hearing_stream import Stream
from server.services.language_sources import load
from tests.server.fakes import FakeLog

LANGUAGES = Path(__file__).parents[3] / "languages"
FREE = {"find.text", "find.tabs", "find.everywhere", "search.web", "field.type"}
"""Commands whose text is anything."""
PIECE = RATE // 10
Told = list[Mapping[str, Any]]


@cache
def forms() -> list[dict[str, Any]]:
    """Give what a panel sends, with a few names in sight."""
    commands = load(LanguageFolder(LANGUAGES)).commands
    return [
        {
            "phrase": phrase,
            "value": command.value,
            "names": ["Sign in", "Read more", "Zugzwang"] if command.value == "text" else [],
            "free": command.name in FREE,
        }
        for command in commands
        for phrase in command.phrases
    ]


async def stream_of(ear: Ear, pick: Callable[[str | None], Any]) -> Stream:
    """Open a stream that knows every phrase."""

    async def loaded() -> Ear:
        return ear

    stream = Stream(loaded, pick, "tested", FakeLog())
    assert await stream.take({"type": "forms", "id": 1, "forms": forms()}) == [
        {"type": "ready", "id": 1}
    ]
    return stream


async def hear(stream: Stream, mode: str, sound: Samples) -> Told:
    """Begin, let it hear the sound as a microphone gives it, and end; give what was told of it."""
    await stream.take({"type": "begin", "mode": mode})
    told: Told = []
    pcm = np.round(sound).clip(-32768, 32767).astype("<i2")
    for at in range(0, pcm.size, PIECE):
        told += await stream.take(pcm[at : at + PIECE].tobytes())
    told += await stream.take({"type": "end"})
    return [one for one in told if one["type"] != "began"]


def said(told: Told) -> list[str]:
    """Give what was surely said."""
    return [str(one["said"]) for one in told if one["type"] == "heard"]


def in_a_room(sound: Samples, seconds: float = 2.0) -> Samples:
    """Put so much of a quiet room before and after."""
    quiet = np.random.default_rng(3).normal(0, 20, int(seconds * RATE))
    return np.concatenate([quiet, sound, quiet])
