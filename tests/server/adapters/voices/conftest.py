"""Voices for the tests of them: a pool with room for two, tiny models, and the embedded."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.core.voices import Voice
from tests.fixtures.voices import make_voice

LIMIT = 60.0
TEXT = "Hello there."


@pytest.fixture
async def pool() -> AsyncIterator[VoicePool]:
    """Give room for two processes, which are gone when the test is."""
    opened = VoicePool(2, LIMIT)
    yield opened
    await opened.close()
    assert opened.pids() == []


def installed(folder: Path, *kinds: str) -> list[Voice]:
    """Install voices of these kinds, and give them as the shelf does."""
    for kind in kinds:
        make_voice(folder, f"en_US-{kind}-tiny", kind)
    found = {voice.id: voice for voice in VoiceShelf(folder).voices()}
    return [found[f"en_US-{kind}-tiny"] for kind in kinds]


def espeak(language: str = "en-us") -> Voice:
    """Give an embedded voice."""
    voices = VoiceShelf(Path("nowhere")).voices()
    return next(voice for voice in voices if voice.id == f"espeak-{language}")
