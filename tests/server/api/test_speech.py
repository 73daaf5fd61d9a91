"""Speech over HTTP, by the embedded voice in a real process."""

import io
import wave
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.server.conftest import Made
from tests.server.served import served


@pytest.fixture
async def speaker(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask a server on a real port, as a paired extension."""
    async with (
        served(made.app) as host,
        httpx.AsyncClient(
            base_url=f"http://{host}",
            headers={"Authorization": f"Bearer {made.extension_token()}"},
        ) as client,
    ):
        yield client


async def test_a_sentence_is_a_whole_wav_file(speaker: httpx.AsyncClient) -> None:
    """One sentence comes as a WAV file that any program opens."""
    answer = await speaker.post(
        "/v1/audio/speech", json={"input": "Good morning.", "response_format": "wav"}
    )

    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (22_050, 1, 2)
        assert sound.getnframes() == len(answer.content[44:]) // 2 > 5_000
