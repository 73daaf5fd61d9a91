"""Sampling: each setting of a request as it reaches the model, by every way to ask one."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.fixtures.fake_openai import OpenAIScript, fake_openai
from tests.server.conftest import compose
from tests.server.served import served

SAID: dict[str, Any] = {
    "temperature": 0, "top_p": 0.25, "top_k": 0, "repeat_penalty": 1.5, "max_tokens": 11,
    "stop": ["END", "\n\n"], "seed": 0,
}  # fmt: skip
"""Zeros are settings, too."""
WRONG: list[tuple[str, Any]] = [
    ("temperature", 2.5), ("temperature", "hot"), ("temperature", True), ("top_p", -0.1),
    ("top_k", 1.5), ("repeat_penalty", 11), ("max_tokens", 0), ("stop", [""]), ("stop", 3),
    ("stop", ["x"] * 17), ("seed", 2**63), ("seed", "x"),
]  # fmt: skip
MESSAGES = [{"role": "user", "content": "Where was Bach born?"}]
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "chat": ("/v1/chat/completions", {"messages": MESSAGES}),
    "with topics": ("/v1/chat/completions", {"messages": MESSAGES, "topics": []}),
    "completion": ("/v1/completions", {"prompt": "Where"}),
    "inquiry": ("/v1/inquiries", {"question": "Where was Bach born?"}),
}
OLLAMA = {"max_tokens": "num_predict"}
"""Its own names."""
OPENAI = {"repeat_penalty": ("repeat_penalty", "repetition_penalty")}
"""llama.cpp's name and vLLM's."""


@dataclass
class Places:
    """A server, and where its models run."""

    client: httpx.AsyncClient
    ollama: Script
    openai: OpenAIScript

    async def ask(self, model: str, way: str, said: dict[str, Any]) -> httpx.Response:
        """Ask a model in some way."""
        path, body = WAYS[way]
        told = {"options": said} if way == "inquiry" else said
        return await self.client.post(path, json={"model": model, **body, **told})


@pytest.fixture
def scripts() -> Iterator[tuple[tuple[str, Script], tuple[str, OpenAIScript]]]:
    """Serve an Ollama and another."""
    with fake_ollama() as ollama, fake_openai() as openai:
        yield ollama, openai


@pytest.fixture
async def places(
    database: Database,
    speaking: Speaking,
    tmp_path: Path,
    scripts: tuple[tuple[str, Script], tuple[str, OpenAIScript]],
) -> AsyncIterator[Places]:
    """Serve a Rubato that knows both, with a document."""
    (ollama, first), (openai, second) = scripts
    made = compose(database, speaking, tmp_path, ollama=ollama, openai=openai)
    async with served(made.app) as place:
        headers = {"Authorization": f"Bearer {made.extension_token()}"}
        async with httpx.AsyncClient(base_url=f"http://{place}", headers=headers) as client:
            await client.post(
                "/v1/documents/file?name=bach.md", content=b"Bach was born in Eisenach in 1685."
            )
            yield Places(client, first, second)


@pytest.mark.parametrize("way", WAYS)
async def test_each_reaches_ollama(places: Places, way: str) -> None:
    """Alone, and all together; what is not said is left to the model."""
    for said in (*({name: value} for name, value in SAID.items()), SAID):
        assert (await places.ask("tiny:1b", way, said)).status_code == 200
        told = dict(places.ollama.asked[-1].get("options") or {})
        told.pop("num_ctx", None)
        assert told == {OLLAMA.get(name, name): value for name, value in said.items()}


@pytest.mark.parametrize("way", WAYS)
async def test_each_reaches_a_server_of_openais_kind(places: Places, way: str) -> None:
    """By the names that such servers know."""
    (model,) = places.openai.models
    own = {"model", "messages", "stream", "stream_options"}
    for said in (*({name: value} for name, value in SAID.items()), SAID):
        assert (await places.ask(f"openai:{model}", way, said)).status_code == 200
        asked = places.openai.asked[-1]
        told = {name: value for name, value in asked.items() if name not in own}
        assert told == {
            known: value for name, value in said.items() for known in OPENAI.get(name, (name,))
        }
        assert asked["model"] == model


@pytest.mark.parametrize("way", WAYS)
async def test_a_wrong_one_is_named(places: Places, way: str) -> None:
    """And no model is asked."""
    for name, wrong in WRONG:
        answer = await places.ask("tiny:1b", way, {name: wrong})
        assert (name, answer.status_code) == (name, 400)
        assert answer.json()["detail"].startswith(f"{name} is")
    assert places.ollama.asked == []


async def test_openais_newer_name(places: Places) -> None:
    """`max_completion_tokens` is `max_tokens`; null says nothing."""
    await places.ask("tiny:1b", "chat", {"max_completion_tokens": 5, "max_tokens": 9})
    await places.ask("tiny:1b", "chat", {"max_completion_tokens": None, "max_tokens": 9})

    assert [each["options"]["num_predict"] for each in places.ollama.asked] == [5, 9]
