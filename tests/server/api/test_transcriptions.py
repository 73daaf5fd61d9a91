"""The transcription routes, really served: OpenAI's client, bad forms, leaving, waiting."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

from server.core.errors import InvalidError, UnavailableError
from server.core.transcript import Asked, Progress, Segment, Word
from server.services.transcription_queue import MOST
from tests.server.conftest import Made
from tests.server.served import served

SOUND = ("said.wav", b"RIFF and so on")
TEXT = "Good morning. It rains."


@dataclass
class Asking:
    """A server, who asks it, and where its temporary folders are."""

    made: Made
    host: str
    folder: Path
    client: openai.AsyncOpenAI

    async def post(self, path: str = "/v1/audio/transcriptions", **what: Any) -> httpx.Response:
        """Ask plainly."""
        headers = {"Authorization": f"Bearer {self.client.api_key}"} | what.pop("headers", {})
        async with httpx.AsyncClient(base_url=f"http://{self.host}", timeout=60) as client:
            return await client.post(path, headers=headers, **what)

    def left_behind(self) -> list[str]:
        """List what lies in the temporary folder."""
        return [each.name for each in self.folder.iterdir()]

    async def cleaned(self) -> None:
        """Wait until nothing lies there; the end of an answer may arrive before that."""
        while self.left_behind():
            await asyncio.sleep(0.01)


@pytest.fixture
async def asking(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Asking]:
    """Serve, with temporary folders where they can be seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    async with (
        served(made.app) as host,
        openai.AsyncOpenAI(
            api_key=made.extension_token(), base_url=f"http://{host}/v1", max_retries=0
        ) as client,
    ):
        yield Asking(made, host, folder, client)


async def test_the_official_client(asking: Asking) -> None:
    """It sends a recording with what it asks, and reads the text; nothing is left behind."""
    answer = await asking.client.audio.transcriptions.create(
        model="whisper-1", file=SOUND, language="en", prompt="Rubato", temperature=0.2
    )
    ((name, sound, language, asked),) = asking.made.scribe.files

    assert answer.text == TEXT
    assert answer.usage is not None
    assert answer.usage.type == "duration"
    assert (sound, language, asked) == (SOUND[1], "en", Asked("Rubato", 0.2))
    assert name.startswith(str(asking.folder))
    await asking.cleaned()


@pytest.mark.parametrize(
    ("kind", "begins", "media"),
    [
        ("text", TEXT, "text/plain"),
        ("srt", "1\n00:00:00,000 --> 00:00:00,900\nGood", "application/x-subrip"),
        ("vtt", "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nGood", "text/vtt"),
    ],
)
async def test_texts(asking: Asking, kind: Any, begins: str, media: str) -> None:
    """As text or subtitles the client gives it as it is; each has its media type."""
    text = await asking.client.audio.transcriptions.create(
        model="whisper-1", file=SOUND, response_format=kind
    )
    plain = await asking.post(files={"file": SOUND}, data={"response_format": kind})

    assert str(text).startswith(begins)
    assert plain.headers["content-type"].startswith(media)


async def test_verbose(asking: Asking) -> None:
    """With the times of segments and of words, if they are asked for."""
    word = Word(100, 300, "Good", 0.5)
    asking.made.scribe.told = [Segment(0, 900, "Good", 0.5, (word,), "de"), Progress(2000, 2000)]
    answer = await asking.client.audio.transcriptions.create(
        model="whisper-1",
        file=SOUND,
        response_format="verbose_json",
        timestamp_granularities=["word", "segment"],
    )

    assert (answer.language, answer.duration, answer.text) == ("german", 2.0, "Good")
    assert answer.words is not None
    assert [(one.word, one.start, one.end) for one in answer.words] == [("Good", 0.1, 0.3)]
    assert answer.segments is not None
    assert [(one.start, one.end) for one in answer.segments] == [(0.0, 0.9)]


async def test_streaming(asking: Asking) -> None:
    """What is written down comes at once: before the rest is there, with progress as comments."""
    asking.made.scribe.gate.clear()
    events = await asking.client.audio.transcriptions.create(
        model="whisper-1", file=SOUND, stream=True
    )
    asking.made.scribe.gate.set()
    told = [event async for event in events]
    plain = await asking.post("/audio/transcriptions", files={"file": SOUND}, data={"stream": "1"})

    deltas = [event.delta for event in told if event.type == "transcript.text.delta"]
    done = [event.text for event in told if event.type == "transcript.text.done"]

    assert deltas == ["Good morning.", " It rains."]
    assert done == [TEXT]
    assert plain.headers["content-type"].startswith("text/event-stream")
    assert [line for line in plain.text.splitlines() if line.startswith(":")] == [
        ": 0.0 of 2.0 s",
        ": 2.0 of 2.0 s",
    ]
    await asking.cleaned()


async def test_a_problem_half_way(asking: Asking) -> None:
    """When the text is under way already, the stream says what went wrong, and ends."""
    first = asking.made.scribe.told[:2]
    asking.made.scribe.told = [*first, UnavailableError("It took too much memory.")]
    events = await asking.client.audio.transcriptions.create(
        model="whisper-1", file=SOUND, stream=True
    )
    first_told = await anext(events)
    with pytest.raises(openai.APIError, match="too much memory"):
        await anext(events)

    assert first_told.type == "transcript.text.delta"
    await asking.cleaned()


@pytest.mark.parametrize("stream", ["true", "false"])
@pytest.mark.parametrize(
    ("error", "status"), [(InvalidError("No sound."), 400), (UnavailableError("No model."), 503)]
)
async def test_problems_of_the_recording(
    asking: Asking, error: Exception, status: int, stream: str
) -> None:
    """What is wrong with it has a status and a reason, also where events were asked for."""
    asking.made.scribe.told = [error]
    answer = await asking.post(files={"file": SOUND}, data={"stream": stream})

    assert (answer.status_code, answer.json()["detail"]) == (status, str(error))
    await asking.cleaned()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("response_format", "diarized_json", "json, text, srt, vtt, verbose_json"),
        ("temperature", "warm", "from 0 to 1"),
        ("temperature", "nan", "from 0 to 1"),
        ("language", "klingon", "two letters"),
        ("language", "de", "does not know the language 'de'"),
        ("stream", "perhaps", "true or false"),
        ("timestamp_granularities[]", "letter", "segment or word"),
        ("other", "x" * 70_000, "too long"),
    ],
)
async def test_wrong_fields(asking: Asking, field: str, value: str, said: str) -> None:
    """Each is named, with what it may be."""
    answer = await asking.post(files={"file": SOUND}, data={field: value})

    assert answer.status_code == 400
    assert said in answer.json()["detail"]
    assert asking.made.scribe.files == []
    await asking.cleaned()


async def test_unknown_model(asking: Asking) -> None:
    """A model that nobody has is said, with those there are."""
    answer = await asking.post(files={"file": SOUND}, data={"model": "large-v9"})

    assert answer.status_code == 404
    assert "whisper-1 is the best of fake" in answer.json()["detail"]


FORM = {"Content-Type": "multipart/form-data; boundary=x"}
BEGUN = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n'


@pytest.mark.parametrize(
    ("what", "status", "said"),
    [
        ({"json": {}}, 400, "multipart/form-data"),
        ({"content": b"", "headers": FORM}, 400, "cut off"),
        ({"content": BEGUN + b"RIFF", "headers": FORM}, 400, "cut off"),
        ({"data": {"model": "x"}, "files": {"other": b"x"}}, 400, "the part called file"),
        ({"files": [("file", b"x"), ("file", b"y")]}, 400, "two recordings"),
        ({"files": [("file", b"x"), *[("a", b"")] * 99]}, 400, "too many"),
        ({"files": {"file": b"x" * 1_000_001}}, 413, "larger than 1 megabytes"),
    ],
)
async def test_wrong_forms(asking: Asking, what: dict[str, Any], status: int, said: str) -> None:
    """What is no form, half a form, or holds too much: refused with its reason."""
    answer = await asking.post(**what)

    assert (answer.status_code, said in answer.json()["detail"]) == (status, True)
    await asking.cleaned()


@pytest.mark.parametrize("stream", ["true", "false"])
async def test_who_leaves_ends_the_work(asking: Asking, stream: str) -> None:
    """A client that hangs up while its recording is written down stops that; others go on."""
    scribe = asking.made.scribe
    scribe.gate.clear()
    leaving = asyncio.create_task(asking.post(files={"file": SOUND}, data={"stream": stream}))
    assert await asyncio.to_thread(scribe.begun.wait, 20)
    leaving.cancel()
    assert await asyncio.to_thread(scribe.stopped.wait, 20)
    scribe.stopped.clear()
    answer = await asking.post(files={"file": SOUND})

    assert answer.json()["text"] == TEXT
    await asking.cleaned()


async def test_who_leaves_during_the_upload(asking: Asking) -> None:
    """Half an upload is forgotten, and its place is free."""
    reader, writer = await asyncio.open_connection(*asking.host.split(":"))
    head = (
        f"POST /v1/audio/transcriptions HTTP/1.1\r\nHost: {asking.host}\r\n"
        f"Authorization: Bearer {asking.client.api_key}\r\nContent-Length: 1000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    writer.write(head.encode() + BEGUN + b"RIFF")
    await writer.drain()
    while asking.left_behind() == []:
        await asyncio.sleep(0.01)
    writer.close()
    await reader.read()
    await asking.cleaned()

    assert (await asking.post(files={"file": SOUND})).json()["text"] == TEXT


async def test_one_after_another(asking: Asking) -> None:
    """Recordings wait for each other; who comes when too many wait is told when to try again."""
    scribe = asking.made.scribe
    scribe.gate.clear()
    waiting = [asyncio.create_task(asking.post(files={"file": SOUND})) for _ in range(MOST)]
    assert await asyncio.to_thread(scribe.begun.wait, 20)
    while len(asking.left_behind()) < MOST:
        await asyncio.sleep(0.01)
    refused = await asking.post(files={"file": SOUND})
    under_way = len(scribe.files)
    scribe.gate.set()
    answers = await asyncio.gather(*waiting)

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert under_way == 1
    assert [answer.json()["text"] for answer in answers] == [TEXT] * MOST
    await asking.cleaned()


async def test_it_is_described(asking: Asking) -> None:
    """The OpenAPI description has the form's fields, the page of routes both paths."""
    async with httpx.AsyncClient(base_url=f"http://{asking.host}") as client:
        told = (await client.get("/openapi.json")).json()
        page = (await client.get("/docs")).text
    form = told["paths"]["/v1/audio/transcriptions"]["post"]["requestBody"]["content"]

    assert "response_format" in json.dumps(form["multipart/form-data"])
    assert page.count("/audio/transcriptions</code>") == 2
