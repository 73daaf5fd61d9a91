"""Loading when it is hard: a full disk, and several writers with a reader at once."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.server.conftest import EXTENSION, Made
from tests.server.full_disk import full_disk
from tests.server.served import served

EACH = 12
"""Documents of each writer."""


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension, over a real socket."""
    headers = {"Authorization": f"Bearer {made.extension_token()}", "Origin": EXTENSION}
    async with (
        served(made.app) as host,
        httpx.AsyncClient(base_url=f"http://{host}", headers=headers, timeout=60) as client,
    ):
        yield client


async def load(owner: httpx.AsyncClient, address: str, text: str, **params: Any) -> httpx.Response:
    """Load a text."""
    told = {"name": "note.txt", "address": address, **params}
    return await owner.post("/v1/documents/file", params=told, content=text.encode())


async def found(owner: httpx.AsyncClient, question: str) -> list[str]:
    """Give the addresses of what is found."""
    body = {"question": question, "limit": 50}
    passages = (await owner.post("/v1/search", json=body)).json()["passages"]
    return [one["address"] for one in passages]


async def test_a_full_disk_loses_nothing(made: Made, owner: httpx.AsyncClient) -> None:
    """It is told as such, what was there stays and is found, and afterwards it goes on."""
    long = " ".join(f"Toccata number {at} has a pedal of its own." for at in range(4_000))
    await load(owner, "/srv/bach.txt", "Bach was born in Eisenach.")
    with full_disk(made.store.engine):
        new = await load(owner, "/srv/new.txt", long)
        streamed = await load(owner, "/srv/new.txt", long, stream=True)
        changed = await load(owner, "/srv/bach.txt", long)
        known = (await owner.get("/v1/documents")).json()["documents"]
        during = await found(owner, "Bach Eisenach toccata")
    again = await load(owner, "/srv/new.txt", long)

    assert [new.status_code, changed.status_code] == [503, 503]
    assert "no room left" in new.json()["detail"]
    (last,) = [line[6:] for line in streamed.text.splitlines() if line.startswith("data: ")]
    assert "no room left" in json.loads(last)["detail"]
    assert [one["address"] for one in known] == ["/srv/bach.txt"]
    assert during == ["/srv/bach.txt"]
    assert again.json()["outcome"] == "added"
    assert set(await found(owner, "toccata pedal")) == {"/srv/new.txt"}
    assert (await owner.get(f"/v1/documents/{known[0]['id']}/text")).text.startswith("Bach was")


@pytest.mark.long
async def test_three_write_while_one_reads(owner: httpx.AsyncClient) -> None:
    """Nothing is lost or doubled, though all write one address, too, and each search is whole."""
    reading = True
    seen: list[int] = []

    async def write(name: str) -> list[str]:
        became = []
        for at in range(EACH):
            text = f"The {name} number {at} is about voices."
            answer = await load(owner, f"/srv/{name}/{at}.txt", text, topic=["voices", name])
            became.append(answer.json().get("outcome") or answer.text)
            await load(owner, "/srv/shared.txt", f"Shared voices, as {name} has it, {at}.")
        return became

    async def read() -> None:
        while reading:
            addresses = await found(owner, "voices")
            assert len(set(addresses)) == len(addresses)
            seen.append(len(addresses))

    reader = asyncio.create_task(read())
    try:
        became = await asyncio.gather(*map(write, ("viola", "horn", "piano")))
    finally:
        reading = False
        await reader
    addresses = await found(owner, "voices number shared")
    topics = (await owner.get("/v1/topics")).json()["topics"]

    wanted = {f"/srv/{name}/{at}.txt" for name in ("viola", "horn", "piano") for at in range(EACH)}
    assert became == [["added"] * EACH] * 3
    assert sorted(addresses) == sorted(wanted | {"/srv/shared.txt"})
    assert {one["name"]: one["documents"] for one in topics} == {
        "horn": EACH, "piano": EACH, "viola": EACH, "voices": 3 * EACH,
    }  # fmt: skip
    assert seen
    documents = (await owner.get("/v1/documents", params={"limit": 100})).json()["documents"]
    assert len(documents) == 3 * EACH + 1
