"""The embedder over HTTP: Ollama's vectors end to end, with its real client."""

import asyncio

import httpx

from tests.fixtures.fake_ollama import Script
from tests.server.api.test_chat import made, ollama, owner, script

__all__ = ["made", "ollama", "owner", "script"]  # fixtures, which pytest finds by name

EMBED = "nomic-embed-text:latest"
CAR, TREE = "# One\n\nThe automobile needs oil.\n", "# Two\n\nThe forest is green.\n"


def by_meaning(text: str) -> list[float]:
    """Tell cars from trees, by words that no document has, too."""
    words = text.lower()
    return [
        float(any(word in words for word in ("automobile", "limousine"))),
        float(any(word in words for word in ("forest", "thicket"))),
        0.1,
    ]


async def load(owner: httpx.AsyncClient, text: str) -> None:
    """Load a document."""
    answer = await owner.post("/v1/documents/file", params={"name": "x.md"}, content=text.encode())
    assert answer.json()["outcome"] == "added"


async def changed(owner: httpx.AsyncClient, model: str) -> httpx.Response:
    """Ask for another embedder."""
    return await owner.put("/v1/embedder", json={"model": model})


async def settled(owner: httpx.AsyncClient) -> dict[str, object]:
    """Wait until the one that is wanted serves."""
    async with asyncio.timeout(30):
        while (told := (await owner.get("/v1/embedder")).json())["changing_to"] is not None:
            await asyncio.sleep(0.01)
    return dict(told)


async def found(owner: httpx.AsyncClient, question: str) -> list[str]:
    """Give the titles of what is found."""
    answer = await owner.post("/v1/search", json={"question": question, "limit": 1})
    return [one["title"] for one in answer.json()["passages"]]


async def test_ollama_embeds_while_the_old_index_serves(
    owner: httpx.AsyncClient, script: Script
) -> None:
    """Words that no document has are found by their meaning, when all is embedded."""
    script.models[EMBED], script.vector = 1_000, by_meaning
    await load(owner, CAR)
    await load(owner, TREE)
    script.may_embed.clear()
    begun = await changed(owner, f"ollama:{EMBED}")
    meanwhile = await found(owner, "forest"), await found(owner, "limousine")
    status = (await owner.get("/v1/status/chat")).json()["embedder"]
    script.may_embed.set()
    told = await settled(owner)

    assert begun.status_code == 202
    assert begun.json() == {
        "serving": "", "changing_to": f"ollama:{EMBED}", "done": 0, "of": 2, "problem": "",
    }  # fmt: skip
    assert meanwhile == (["Two"], [])
    assert status["changing_to"] == f"ollama:{EMBED}"
    assert told == {
        "serving": f"ollama:{EMBED}", "changing_to": None, "done": 2, "of": 2, "problem": "",
    }  # fmt: skip
    assert await found(owner, "limousine") == ["One"]
    assert await found(owner, "thicket") == ["Two"]


async def test_what_cannot_embed_is_refused(owner: httpx.AsyncClient, script: Script) -> None:
    """With what would help; the one that serves goes on."""
    script.models["tiny:1b"] = 1_000
    await load(owner, CAR)
    missing = await changed(owner, "ollama:gone")
    script.embed_error = "this model does not support embeddings"
    unable = await changed(owner, "ollama:tiny:1b")

    assert (missing.status_code, unable.status_code) == (503, 503)
    assert "ollama pull gone" in missing.json()["detail"]
    assert "does not support embeddings" in unable.json()["detail"]
    assert (await owner.get("/v1/embedder")).json()["changing_to"] is None
    assert await found(owner, "automobile") == ["One"]
