"""Speech over HTTP by real voices: the official client, formats, failures, and clients that go."""

import asyncio
import io
import json
import shutil
import subprocess
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import openai
import pytest
from openai import AsyncOpenAI

from tests.fixtures.needs import need
from tests.fixtures.voices import make_voice
from tests.server.conftest import Made
from tests.server.served import served

pytestmark = pytest.mark.program

MORE = "Good morning. " + "This is a sentence, and it is one of very many. " * 1500


@pytest.fixture
async def speaker(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask a server on a real port, as a paired extension."""
    async with (
        served(made.app) as host,
        httpx.AsyncClient(
            base_url=f"http://{host}",
            headers={"Authorization": f"Bearer {made.extension_token()}"},
            timeout=30,
        ) as client,
    ):
        yield client


@pytest.fixture
async def official(made: Made) -> AsyncIterator[AsyncOpenAI]:
    """Ask by OpenAI's own client, which sends the token as its key."""
    async with (
        served(made.app) as host,
        AsyncOpenAI(
            base_url=f"http://{host}/v1", api_key=made.extension_token(), max_retries=0
        ) as client,
    ):
        yield client


def seconds(sound: bytes) -> float:
    """Read a WAV file, and tell how long it is."""
    with wave.open(io.BytesIO(sound)) as opened:
        assert (opened.getnchannels(), opened.getsampwidth()) == (1, 2)
        size = len(opened.readframes(opened.getnframes()))
        return size / 2 / int(opened.getframerate())


async def test_the_official_client(official: AsyncOpenAI) -> None:
    """Its sentence comes as a WAV file that any program opens, and as bare samples of 24 kHz."""
    asked = {"model": "tts-1", "voice": "alloy", "input": "Good morning."}
    whole = await official.audio.speech.create(**asked, response_format="wav")  # type: ignore[arg-type]
    bare = await official.audio.speech.create(**asked, response_format="pcm")  # type: ignore[arg-type]

    assert 0.3 < seconds(whole.content) < 3
    assert len(bare.content) / 48_000 == pytest.approx(seconds(whole.content), rel=0.01)


async def test_the_official_client_is_told(official: AsyncOpenAI) -> None:
    """What cannot be spoken reaches it as an error that says why."""
    with pytest.raises(openai.BadRequestError) as raised:
        await official.audio.speech.create(model="tts-1", voice="nobody", input="Hello.")

    assert "There is no voice 'nobody'" in (await raised.value.response.aread()).decode()


async def test_the_official_client_streams(official: AsyncOpenAI) -> None:
    """It gets the beginning of a long text at once, and stops the work by leaving."""
    async with official.audio.speech.with_streaming_response.create(
        model="tts-1", voice="alloy", input=MORE, response_format="wav"
    ) as answer:
        first = await anext(answer.iter_bytes(1000))

    assert first.startswith(b"RIFF")


async def test_who_leaves_stops_the_work(made: Made, speaker: httpx.AsyncClient) -> None:
    """A client that goes away on the way is noticed, and the next is served."""
    asked = {"input": MORE, "response_format": "wav"}
    async with speaker.stream("POST", "/v1/audio/speech", json=asked) as answer:
        await anext(answer.aiter_bytes())
    while not any(facts.get("path") == "/v1/audio/speech" for _, _, facts in made.log.lines):
        await asyncio.sleep(0.01)  # the handler is ending, long before the text would have

    assert (await speaker.post("/audio/speech", json={"input": "Next."})).status_code == 200


@pytest.mark.parametrize("form", ["mp3", "opus", "flac", "aac"])
async def test_compressed(speaker: httpx.AsyncClient, form: str) -> None:
    """Each format is one that ffmpeg reads again, as long as what was spoken."""
    ffmpeg = need("ffmpeg", package="ffmpeg")
    asked = {"input": "Good morning. How are you?"}
    plain = await speaker.post("/v1/audio/speech", json=asked | {"response_format": "wav"})
    answer = await speaker.post("/v1/audio/speech", json=asked | {"response_format": form})
    read = await asyncio.to_thread(
        subprocess.run,
        [ffmpeg, "-loglevel", "error", "-i", "pipe:0", "-f", "s16le", "-ar", "22050", "pipe:1"],
        input=answer.content, capture_output=True, check=True,
    )  # fmt: skip

    assert answer.headers["content-type"].startswith("audio/")
    assert len(answer.content) < len(plain.content)
    assert len(read.stdout) / 44_100 == pytest.approx(seconds(plain.content), abs=0.15)


async def test_without_ffmpeg(
    speaker: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without ffmpeg one is told what to install; where no format is asked for, it is WAV."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("ffmpeg") is None
    asked = await speaker.post(
        "/v1/audio/speech", json={"input": "Hello.", "response_format": "mp3"}
    )
    plain = await speaker.post("/v1/audio/speech", json={"input": "Hello."})

    assert asked.status_code == 503
    assert "apt-get install ffmpeg" in asked.json()["detail"]
    assert plain.headers["content-type"] == "audio/wav"


async def test_an_installed_voice_speaks(speaker: httpx.AsyncClient, tmp_path: Path) -> None:
    """A voice is there as soon as its files are, listed and speaking; it is gone with them."""
    before = (await speaker.get("/v1/audio/voices")).json()["voices"]
    model = make_voice(tmp_path / "voices")
    after = (await speaker.get("/audio/voices")).json()["voices"]
    spoken = await speaker.post(
        "/v1/audio/speech", json={"input": "Hello.", "response_format": "wav"}
    )
    model.unlink()
    gone = (await speaker.get("/v1/audio/voices")).json()["voices"]

    assert [voice["engine"] for voice in before if voice["default"]] == ["espeak"]
    assert after[0] == {
        "id": "en_US-hum-tiny", "name": "hum (tiny)", "language": "en-US", "engine": "piper",
        "sample_rate": 16_000, "default": True,
    }  # fmt: skip
    assert spoken.headers["x-rubato-voice"] == "en_US-hum-tiny"
    assert seconds(spoken.content) > 0.2
    assert gone == before


async def test_a_voice_that_fails_at_once(speaker: httpx.AsyncClient, tmp_path: Path) -> None:
    """What is broken is said, here and in the status, and others speak."""
    model = make_voice(tmp_path / "voices")
    model.write_bytes(b"no model")
    asked = {"input": "Hello.", "response_format": "wav"}
    broken = await speaker.post("/v1/audio/speech", json=asked)
    other = await speaker.post("/v1/audio/speech", json=asked | {"voice": "espeak-de"})
    state = (await speaker.get("/v1/status")).json()["voices"]

    assert broken.status_code == 503
    assert "en_US-hum-tiny" in broken.json()["detail"]
    assert other.status_code == 200
    assert state["installed"] == ["en_US-hum-tiny"]
    assert any("no ONNX model" in problem for problem in state["problems"])


async def test_a_voice_that_fails_on_the_way(
    made: Made, speaker: httpx.AsyncClient, tmp_path: Path
) -> None:
    """The first sentence arrives; then the answer is cut off, so that nobody takes it for whole."""
    make_voice(tmp_path / "voices", kind="greedy")
    asked = {"input": "Ah. All of the others are too long.", "response_format": "pcm"}
    got = []
    async with speaker.stream("POST", "/v1/audio/speech", json=asked) as answer:
        pieces = answer.aiter_bytes()
        got.append(await anext(pieces))
        with pytest.raises(httpx.RemoteProtocolError):
            got += [piece async for piece in pieces]
    again = await speaker.post("/v1/audio/speech", json=asked | {"input": "Ah."})

    assert got[0]
    assert answer.status_code == again.status_code == 200


WRONG = [
    ({}, 422, "input"),
    ({"input": 3}, 422, "input"),
    ({"input": "a", "speed": 9}, 422, "speed"),
    ({"input": "a", "speed": "NaN"}, 422, "speed"),
    ({"input": "a", "pitch": 0}, 422, "pitch"),
    ({"input": "a", "volume": -1}, 422, "volume"),
    ({"input": "a", "response_format": "midi"}, 422, "response_format"),
    ({"input": "a", "stream_format": "sse"}, 422, "stream_format"),
    ({"input": "a", "language": "../../etc"}, 422, "language"),
    ({"input": "a", "voice": "../../etc/passwd"}, 400, "There is no voice"),
    ({"input": "a" * 200_000}, 400, "send it in parts"),
    ({"input": "a" * 1_000_001}, 413, "too long"),
]


@pytest.mark.parametrize(("asked", "status", "said"), WRONG)
async def test_what_is_wrong(
    client: httpx.AsyncClient, made: Made, asked: dict[str, object], status: int, said: str
) -> None:
    """What cannot be spoken is refused with the reason; a megabyte is, too."""
    headers = {"Authorization": f"Bearer {made.extension_token()}"}
    answer = await client.post("/v1/audio/speech", json=asked, headers=headers)

    assert answer.status_code == status
    assert said in answer.json()["detail"]


ODD = [
    "", "  \n\t ", "...!?", "—–«»", "\0\1\2\x1b[31m", "🎹", "´`'\"", "\u202eabc\u202c",
    "[[h@l@U]]", "\ud83d", "<speak>&lt;</speak>",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
async def test_odd_texts(speaker: httpx.AsyncClient, text: str) -> None:
    """What holds nothing to say is silence, and what is odd is no failure."""
    asked = json.dumps({"input": text, "response_format": "wav"})
    answer = await speaker.post(
        "/v1/audio/speech", content=asked, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 200
    assert seconds(answer.content) < 5


async def test_many_at_once(speaker: httpx.AsyncClient) -> None:
    """Those who ask together are all answered, each with its own."""
    numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    asked = [{"input": f"This is number {each}.", "response_format": "wav"} for each in numbers]
    answers = await asyncio.gather(*(speaker.post("/v1/audio/speech", json=each) for each in asked))
    again = [await speaker.post("/v1/audio/speech", json=each) for each in asked]

    assert [each.status_code for each in answers] == [200] * len(numbers)
    assert [each.content for each in answers] == [each.content for each in again]
