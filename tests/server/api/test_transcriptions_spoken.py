"""Real speech by OpenAI's client, through the real process; and recordings that are bad."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import openai
import pytest

from server.adapters.database import Database
from server.cli.scribes import POCKETSPHINX, process_of
from server.core.noise import RATE
from server.services.speaking import Speaking
from server.services.transcription import Scribe
from tests.fixtures.sounds import Convert, write_wav
from tests.fixtures.spoken import Spoken
from tests.server.conftest import compose
from tests.server.served import served


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let temporary folders be made where they are seen."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.fixture
async def client(
    database: Database, speaking: Speaking, folder: Path
) -> AsyncIterator[openai.AsyncOpenAI]:
    """Serve with pocketsphinx in its process; ask by OpenAI's client."""
    scribe = Scribe(POCKETSPHINX, lambda: None, lambda: process_of((POCKETSPHINX,)))
    made = compose(database, speaking, folder, [scribe])
    made.users.first_run()
    async with (
        served(made.app) as host,
        openai.AsyncOpenAI(
            api_key=made.extension_token(), base_url=f"http://{host}/v1", max_retries=0
        ) as asking,
    ):
        yield asking
    assert list(folder.iterdir()) == []


async def test_speech(
    client: openai.AsyncOpenAI, spoken: Spoken, tmp_path: Path, convert: Convert
) -> None:
    """A compressed recording is written down, whole and as it goes, with the times of words."""
    said = spoken("we should leave before it gets dark", "slt")
    wav = write_wav(tmp_path / "said.wav", np.concatenate([np.zeros(2 * RATE), said]))
    file = convert(wav, tmp_path / "said.mp3")
    whole = await client.audio.transcriptions.create(
        model="whisper-1", file=file, response_format="verbose_json",
        timestamp_granularities=["word"], language="en",
    )  # fmt: skip
    events = await client.audio.transcriptions.create(model="whisper-1", file=file, stream=True)
    done = [each.text async for each in events if each.type == "transcript.text.done"]

    assert whole.text == "we should leave before it gets dark"
    assert whole.duration == pytest.approx(2 + said.size / RATE, abs=0.1)
    assert whole.words is not None
    assert [word.word for word in whole.words] == whole.text.split()
    assert 2.1 < whole.words[0].start < 2.6
    assert done == [whole.text]


async def test_bad_recordings(
    client: openai.AsyncOpenAI, spoken: Spoken, convert: Convert, tmp_path: Path
) -> None:
    """Each is refused with its reason, or is silence; after all of them the server still hears."""
    said = spoken("she will call me back later", "slt")
    good = write_wav(tmp_path / "good.wav", said)
    film = convert(good, tmp_path / "good.mp4")
    silence = write_wav(tmp_path / "silence.wav", np.zeros(20 * RATE))
    refused = {
        "empty.wav": b"",
        "text.wav": b"hello " * 500,
        "cut.mp4": film.read_bytes()[:300],
        "list.m3u8": b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "net.m3u8": b"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
    }
    for name, content in refused.items():
        with pytest.raises(openai.BadRequestError) as error:
            await client.audio.transcriptions.create(model="whisper-1", file=(name, content))
        assert "root:" not in str(error.value)

    nothing = await client.audio.transcriptions.create(model="whisper-1", file=silence)
    clipped = write_wav(tmp_path / "clipped.wav", said * 50)
    await client.audio.transcriptions.create(model="whisper-1", file=clipped)
    slow = write_wav(tmp_path / "slow.wav", said[::2], RATE // 2)
    written = [
        await client.audio.transcriptions.create(model="whisper-1", file=file)
        for file in (slow, film, good)
    ]

    assert nothing.text == ""
    # Of half the rate, with what folds over into it, not every word is right.
    assert written[0].text
    assert [each.text for each in written[1:]] == ["she will call me back later"] * 2
