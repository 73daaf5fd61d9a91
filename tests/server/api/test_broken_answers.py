"""Answers that break in the middle: a model that vanishes, a disk that is full."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from openai import APIError, AsyncOpenAI

from tests.fixtures.fake_ollama import Script
from tests.server.api.test_chat import events, load, made, ollama, openai, owner, script
from tests.server.conftest import Made
from tests.server.full_disk import full_disk

__all__ = ["made", "ollama", "openai", "owner", "script"]  # fixtures, which pytest finds by name

UNMARKED = {"answered": [], "marked": False}
"""What is told of an inquiry that is kept, beside what was told while it was answered."""
ASK = {"question": "Where was Bach born?", "stream": True}
CHAT: dict[str, Any] = {
    "model": "tiny:1b",
    "messages": [{"role": "user", "content": "Where was Bach born?"}],
}


def drops(script: Script) -> None:
    """Let the connection break."""
    script.drop_after = 2


def fails(script: Script) -> None:
    """Let the model break down."""
    script.error_after = 2


@pytest.mark.parametrize(("breaks", "why"), [(drops, "broke"), (fails, "memory")])
async def test_a_model_that_vanishes_in_the_middle(
    owner: httpx.AsyncClient, script: Script, breaks: Callable[[Script], None], why: str
) -> None:
    """What it said is kept with its source; the state and the reason say what happened."""
    await load(owner)
    script.answer = lambda _body: ["Born in Eisenach [1]. ", "In ", "1685."]
    breaks(script)
    told = events((await owner.post("/v1/inquiries", json=ASK)).text)
    whole = (await owner.post("/v1/inquiries", json={**ASK, "stream": False})).json()

    name, ended = told[-1]
    assert (name, ended["state"], ended["answer"]) == (
        "ended",
        "failed",
        "Born in Eisenach [1]. In",
    )
    assert why in ended["reason"]
    assert ended["sources"][0]["quotes"]
    assert (await owner.get(f"/v1/inquiries/{ended['id']}")).json() == ended | UNMARKED
    assert (whole["state"], whole["answer"]) == ("failed", ended["answer"])
    script.drop_after = script.error_after = None
    again = {"instead_of": ended["id"]}
    assert (await owner.post("/v1/inquiries", json=again)).json()["state"] == "answered"


async def test_in_openais_form(
    openai: AsyncOpenAI, owner: httpx.AsyncClient, script: Script
) -> None:
    """Its client has what came, and raises; what is waited for whole is an error alone."""
    script.drop_after = 2
    said: list[str] = []

    async def hear() -> None:
        messages: list[Any] = CHAT["messages"]
        stream = await openai.chat.completions.create(
            model="tiny:1b", messages=messages, stream=True
        )
        async for chunk in stream:
            said.append(chunk.choices[0].delta.content or "")  # noqa: PERF401  (it breaks off)

    with pytest.raises(APIError, match="broke"):
        await hear()
    whole = await owner.post("/v1/chat/completions", json=CHAT)

    assert "".join(said) == "Hello there"
    assert whole.status_code == 503
    assert "broke" in whole.json()["detail"]


@pytest.mark.long
async def test_a_disk_that_fills_while_it_answers(
    owner: httpx.AsyncClient, made: Made, script: Script
) -> None:
    """Who asked gets all of it and hears why it is not kept; the question is, and the rest."""
    await load(owner)
    long = "Bach wrote fugues. " * 20_000
    filled = ExitStack()

    def answer(_body: object) -> list[str]:
        filled.enter_context(full_disk(made.store.engine))
        return ["Born in Eisenach [1]. ", long]

    script.answer = answer
    told = events((await owner.post("/v1/inquiries", json=ASK)).text)
    refused = await owner.post(
        "/v1/documents/file?name=x.md", content=b"# X\n\n" + b"word " * 90_000
    )
    filled.close()
    name, ended = told[-1]
    kept = (await owner.get(f"/v1/inquiries/{ended['id']}")).json()

    assert (name, ended["state"]) == ("ended", "answered")
    assert ended["answer"] == f"Born in Eisenach [1]. {long}".strip()
    assert "could not be kept. There is no room left on the disk" in ended["reason"]
    assert (kept["question"], kept["answer"]) == ("Where was Bach born?", "")
    assert refused.status_code == 503
    assert "no room left" in refused.json()["detail"]
    assert len((await owner.get("/v1/documents")).json()["documents"]) == 1
    script.answer = lambda _body: ["Born in Eisenach [1]."]
    after = (await owner.post("/v1/inquiries", json={**ASK, "stream": False})).json()
    assert (after["state"], after["reason"]) == ("answered", "")


async def test_a_disk_that_is_full_before(
    owner: httpx.AsyncClient, made: Made, script: Script
) -> None:
    """The question is refused with what would help, and no model is asked."""
    question = "Where was Bach born? " * 400
    with full_disk(made.store.engine):
        answer = await owner.post("/v1/inquiries", json={**ASK, "question": question})

    assert answer.status_code == 503
    assert "no room left on the disk" in answer.json()["detail"]
    assert script.asked == []
    assert json.loads((await owner.get("/v1/inquiries")).text)["inquiries"] == []
