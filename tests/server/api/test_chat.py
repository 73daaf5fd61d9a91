"""Chat over HTTP: OpenAI's own client, the founder's addresses, inquiries, models."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import AsyncOpenAI, NotFoundError

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.conftest import HERE, Made, compose
from tests.server.served import served

BACH = b"# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n"


@pytest.fixture
def ollama() -> Iterator[tuple[str, Script]]:
    """Serve a fake Ollama."""
    with fake_ollama() as made:
        yield made


@pytest.fixture
def script(ollama: tuple[str, Script]) -> Script:
    """Give its script."""
    return ollama[1]


@pytest.fixture
def made(
    database: Database, speaking: Speaking, tmp_path: Path, ollama: tuple[str, Script]
) -> Made:
    """Compose a server that talks to it."""
    return compose(database, speaking, tmp_path, ollama=ollama[0])


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension, over a real connection."""
    async with served(made.app) as place:
        headers = {"Authorization": f"Bearer {made.extension_token()}"}
        async with httpx.AsyncClient(
            base_url=f"http://{place}", headers=headers, timeout=60
        ) as client:
            yield client


@pytest.fixture
async def openai(owner: httpx.AsyncClient) -> AsyncIterator[AsyncOpenAI]:
    """Give OpenAI's own client, with no tries after the first."""
    token = owner.headers["Authorization"].removeprefix("Bearer ")
    async with AsyncOpenAI(
        api_key=token, base_url=f"{owner.base_url}/v1/", max_retries=0
    ) as client:
        yield client


async def load(owner: httpx.AsyncClient, name: str = "bach.md", **params: Any) -> dict[str, Any]:
    """Load a document."""
    answer = await owner.post("/v1/documents/file", params={"name": name, **params}, content=BACH)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Read server-sent events."""
    found = []
    for block in text.strip().split("\n\n"):
        name, told = block.split("\n", 1)
        found.append((name.removeprefix("event: "), json.loads(told.removeprefix("data: "))))
    return found


async def test_openai_answers_whole(openai: AsyncOpenAI, script: Script) -> None:
    """The model alone, with its settings and what was counted."""
    answer = await openai.chat.completions.create(
        model="tiny:1b",
        messages=[{"role": "user", "content": "Hello?"}],
        temperature=0.2,
        max_tokens=50,
        stop="END",
        seed=3,
    )

    assert answer.choices[0].message.content == "Hello there."
    assert answer.usage is not None
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (7, 3)
    assert script.asked[0]["options"] == {
        "temperature": 0.2, "num_predict": 50, "stop": ["END"], "seed": 3,
    }  # fmt: skip


async def test_openai_streams(openai: AsyncOpenAI) -> None:
    """Piece by piece, with a role first, a reason last, and what was counted where asked for."""
    stream = await openai.chat.completions.create(
        model="tiny:1b",
        messages=[{"role": "user", "content": "Hello?"}],
        stream=True,
        stream_options={"include_usage": True},
    )
    chunks = [chunk async for chunk in stream]

    said = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices]
    assert "".join(text or "" for text in said) == "Hello there."
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage is not None


async def test_topics_ground_an_answer(
    openai: AsyncOpenAI, owner: httpx.AsyncClient, script: Script
) -> None:
    """With sources in the reply, and the conversation before it shown to the model."""
    await load(owner, topic="music")
    script.answer = lambda _body: ["Born in Eisenach [1]."]
    answer = await openai.chat.completions.create(
        model="tiny:1b",
        messages=[
            {"role": "user", "content": "Who was he?"},
            {"role": "assistant", "content": "A composer."},
            {"role": "user", "content": "Where was Bach born?"},
        ],
        extra_body={"topics": ["music"]},
    )

    assert answer.choices[0].message.content == "Born in Eisenach [1]."
    assert answer.model_extra is not None
    (source,) = answer.model_extra["sources"]
    assert source["quotes"][0]["text"].startswith("Johann Sebastian Bach was born")
    said = [message["content"] for message in script.asked[0]["messages"]]
    assert said[1:3] == ["Who was he?", "A composer."]


async def test_an_unknown_model_is_404(openai: AsyncOpenAI) -> None:
    """Streamed or not, before the first byte."""
    for stream in (False, True):
        with pytest.raises(NotFoundError) as told:
            await openai.chat.completions.create(
                model="who:7b", messages=[{"role": "user", "content": "x"}], stream=stream
            )
        assert "who:7b" in told.value.response.json()["detail"]


async def test_openai_embeds(openai: AsyncOpenAI) -> None:
    """As numbers or packed, which its client asks for by itself."""
    answer = await openai.embeddings.create(model="tiny:1b", input=["a", "bcd"])

    assert [row.embedding for row in answer.data] == [[1.0, 1.0, 0.0], [3.0, 1.0, 0.0]]


async def test_leaving_stops_the_model(owner: httpx.AsyncClient, script: Script) -> None:
    """A client that closes its connection, streamed or not."""
    script.answer = lambda _body: ["word "] * 1000
    script.between = 0.01
    body = {"model": "tiny:1b", "messages": [{"role": "user", "content": "x"}], "stream": True}
    async with owner.stream("POST", "/v1/chat/completions", json=body) as answer:
        await anext(answer.aiter_lines())
    with pytest.raises(httpx.ReadTimeout):
        await owner.post("/v1/chat/completions", json={**body, "stream": False}, timeout=0.3)
    async with asyncio.timeout(5):
        while script.under_way or script.cancelled < 2:
            await asyncio.sleep(0.01)

    assert script.cancelled == 2


async def test_an_inquiry_is_streamed_and_kept(owner: httpx.AsyncClient, script: Script) -> None:
    """The sources first, then the answer, then all of it; listed, shown and deleted."""
    await load(owner)
    script.answer = lambda _body: ["Born in ", "Eisenach [1]."]
    answer = await owner.post(
        "/v1/inquiries", json={"question": "Where was Bach born?", "stream": True}
    )
    told = events(answer.text)

    said = [each["text"] for name, each in told if name == "said"]
    assert (told[0][0], told[-1][0], len(told)) == ("begun", "ended", len(said) + 2)
    assert "".join(said) == "Born in Eisenach [1]."
    assert told[0][1]["sources"][0]["title"] == "Bach"
    ended = told[-1][1]
    assert (ended["state"], ended["answer"]) == ("answered", "Born in Eisenach [1].")
    address = f"/v1/inquiries/{ended['id']}"
    kept = ended | {"answered": [], "marked": False}
    assert (await owner.get(address)).json() == kept
    assert (await owner.get("/v1/inquiries")).json()["inquiries"] == [kept]
    assert (await owner.delete(address)).status_code == 204
    assert (await owner.get(address)).status_code == 404


async def test_the_founders_addresses_answer(owner: httpx.AsyncClient, script: Script) -> None:
    """In their old shapes."""
    await load(owner, topic="music")
    script.answer = lambda _body: ["Born in Eisenach [1]."]
    api = (
        await owner.get("/api/", params={"query": "Bach?", "userid": "me", "topic": "music"})
    ).json()
    chat = await owner.get("/chat", params={"query": "Where was Bach born?", "topic": "ALL"})
    topics = (await owner.get("/listtopics/", params={"filter": "MUS", "limit": 5})).json()
    analysed = (
        await owner.get("/analyze", params={"command": "get", "userid": "me", "topic": "music"})
    ).json()

    assert set(api) == {
        "answer", "sources", "query", "prompt", "userid", "topic", "currenttime", "confidence",
    }  # fmt: skip
    assert (api["userid"], api["topic"], api["query"]) == ("me", "music", "Bach?")
    assert set(api["sources"][0]) == {"content", "metadata"}
    assert chat.text == "Born in Eisenach [1].\n\n[1] Bach\n"
    assert topics == ["music"]
    assert [one["query"] for one in analysed] == ["Bach?"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/v1/chat/completions", {"messages": []}, 400),
        ("POST", "/v1/chat/completions", {"messages": [{"role": "dog", "content": "x"}]}, 400),
        ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": [{}]}]}, 400),
        (
            "POST",
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": "x"}], "temperature": 9},
            400,
        ),
        (
            "POST",
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": "x"}], "topics": ["nowhere"]},
            404,
        ),
        ("POST", "/v1/inquiries", {"question": "  "}, 400),
        ("POST", "/v1/inquiries", {"question": "x", "topics": ["nowhere"]}, 404),
        ("POST", "/v1/inquiries", {"question": "x", "options": {"top_p": "much"}}, 400),
        ("POST", "/v1/inquiries", {"question": "fugue " * 180_000}, 400),
        (
            "POST",
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": "fugue " * 180_000}]},
            400,
        ),
        ("POST", "/v1/embeddings", {"model": "tiny:1b", "input": []}, 400),
        ("GET", "/analyze?command=delete", None, 400),
    ],
)
async def test_what_is_wrong_is_told(
    owner: httpx.AsyncClient, method: str, path: str, body: Any, status: int
) -> None:
    """With the field, and what it may be."""
    answer = await owner.request(method, path, json=body)

    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


async def test_nobody_unknown_asks(client: httpx.AsyncClient) -> None:
    """No question, no document, no model, without a token."""
    asked = [
        await client.request(method, path, json={"question": "x"}, headers={"Origin": HERE})
        for method, path in (
            ("POST", "/v1/inquiries"), ("GET", "/api?query=x"), ("GET", "/v1/documents"),
            ("POST", "/v1/chat/completions"), ("GET", "/v1/models"), ("GET", "/listtopics"),
        )
    ]  # fmt: skip

    assert {answer.status_code for answer in asked} == {401}
