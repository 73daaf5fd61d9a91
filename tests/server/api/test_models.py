"""Models over HTTP: listed, loaded, let go, pulled."""

import asyncio
import json

import httpx
from openai import AsyncOpenAI

from tests.fixtures.fake_ollama import Script
from tests.server.api.test_chat import made, ollama, openai, owner, script

__all__ = ["made", "ollama", "openai", "owner", "script"]  # fixtures, which pytest finds by name


async def test_models_by_names_with_slashes(
    openai: AsyncOpenAI, owner: httpx.AsyncClient, script: Script
) -> None:
    """Listed, loaded and let go, again and again; an unknown one is 404."""
    script.models["hf.co/who/what:Q4_K_M"] = 5_000
    listed = [model.id async for model in openai.models.list()]
    loads = [await owner.post("/v1/models/hf.co/who/what:Q4_K_M/load") for _ in range(2)]
    gone = [await owner.delete("/models/hf.co/who/what:Q4_K_M/unload") for _ in range(2)]
    unknown = await owner.post("/v1/models/who/knows/load")

    assert listed == ["hf.co/who/what:Q4_K_M", "tiny:1b"]
    assert [answer.json()["loaded"] for answer in (*loads, *gone)] == [5_000, 5_000, 0, 0]
    assert unknown.status_code == 404
    one = (await owner.get("/v1/models/hf.co/who/what:Q4_K_M")).json()
    assert one["id"] == "hf.co/who/what:Q4_K_M"


async def test_what_loads_is_told(owner: httpx.AsyncClient, script: Script) -> None:
    """With its seconds, while the load goes on."""
    script.load_delay = 30
    loading = asyncio.ensure_future(owner.post("/v1/models/tiny:1b/load"))
    async with asyncio.timeout(5):
        while not (told := (await owner.get("/v1/models/loading")).json()["models"]):
            await asyncio.sleep(0.01)
    loading.cancel()
    await asyncio.gather(loading, return_exceptions=True)

    assert told == [{"id": "tiny:1b", "seconds": 0}]


async def test_a_model_is_pulled(owner: httpx.AsyncClient, script: Script) -> None:
    """With progress, as events; one that nobody has is 404."""
    answer = await owner.post("/v1/models/new:1b/pull")
    nobody = await owner.post("/models/nowhere:1b/pull")

    told = [line.removeprefix("data: ") for line in answer.text.split("\n\n") if line]
    assert json.loads(told[2]) == {"status": "pulling layer", "done": 50, "of": 100}
    assert told[-1] == "[DONE]"
    assert nobody.status_code == 404
