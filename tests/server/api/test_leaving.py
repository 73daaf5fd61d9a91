"""Clients that leave in the middle of an answer, again and again: nothing of it stays."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import httpx

from tests.fixtures.fake_ollama import Script
from tests.server.api.test_chat import load, made, ollama, owner, script

__all__ = ["made", "ollama", "owner", "script"]  # fixtures, which pytest finds by name

TIMES = 48
CHAT = {"model": "tiny:1b", "messages": [{"role": "user", "content": "Where was Bach born?"}]}
ASK = {"question": "Where was Bach born?", "model": "tiny:1b", "stream": True}


async def streamed(owner: httpx.AsyncClient) -> None:
    """Leave a chat when its first words have come."""
    async with owner.stream("POST", "/v1/chat/completions", json=CHAT | {"stream": True}) as answer:
        await anext(line async for line in answer.aiter_lines() if "word" in line)


async def grounded(owner: httpx.AsyncClient) -> None:
    """Leave a grounded answer when its first words have come."""
    async with owner.stream("POST", "/v1/inquiries", json=ASK) as answer:
        await anext(line async for line in answer.aiter_lines() if line == "event: said")


def whole(script: Script) -> Callable[[httpx.AsyncClient], Awaitable[None]]:
    """Give up on a whole answer when the model has begun."""

    async def leave(owner: httpx.AsyncClient) -> None:
        asking = asyncio.ensure_future(owner.post("/v1/chat/completions", json=CHAT))
        while not script.under_way:
            await asyncio.sleep(0.001)
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking

    return leave


async def test_nothing_is_left_of_answers_that_were_left(
    owner: httpx.AsyncClient, script: Script
) -> None:
    """No answer of the model, no task; each inquiry is kept with what was said by then."""
    await load(owner)
    script.answer = lambda _body: ["word "] * 1000
    script.between = 0.01
    tasks = 0
    async with asyncio.timeout(60):
        for at in range(TIMES):
            await (streamed, grounded, whole(script))[at % 3](owner)
            while script.under_way:
                await asyncio.sleep(0.001)
            if at == 2:
                tasks = len(asyncio.all_tasks())
        while len(asyncio.all_tasks()) > tasks:
            await asyncio.sleep(0.01)

    assert script.cancelled == TIMES
    kept = (await owner.get("/v1/inquiries")).json()["inquiries"]
    assert {(one["state"], one["answer"][:4]) for one in kept} == {("stopped", "word")}
    assert len(kept) == TIMES // 3
