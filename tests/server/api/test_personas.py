"""Personas over HTTP: kept, changed one at a time, found by page, named by OpenAI's clients."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.server.api.test_reviews import BACH, client_of
from tests.server.conftest import Made

CLARA: dict[str, Any] = {"name": "Clara", "manner": "Warm.", "sites": ["https://Example.org/bach/"]}


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner."""
    async with client_of(made, "owner") as client:
        yield client


async def test_it_is_made_changed_and_deleted(owner: httpx.AsyncClient) -> None:
    """Each change names the version that it is of."""
    made = (await owner.post("/v1/personas", json=CLARA)).json()
    place = f"/v1/personas/{made['id']}"
    changed = await owner.put(place, json={**CLARA, "manner": "Brief.", "version": 1})
    late = await owner.put(place, json={**CLARA, "version": 1})
    listed = (await owner.get("/v1/personas")).json()["personas"]
    gone = [(await owner.delete(place)).status_code for _ in range(2)]

    assert made == {"id": made["id"], "version": 1, **CLARA, "sites": ["example.org/bach"]}
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert late.status_code == 412
    assert [one["manner"] for one in listed] == ["Brief."]
    assert gone == [204, 204]
    assert (await owner.put(place, json={**CLARA, "version": 2})).status_code == 404


@pytest.mark.parametrize(
    ("told", "status", "why"),
    [
        ({"name": "CLARA"}, 409, "a persona CLARA already"),
        ({"name": "Ada", "sites": ["example.org/bach"]}, 409, "belongs to Clara"),
        ({"name": "Ada", "topics": ["Bees"]}, 404, "no topic “Bees”"),
        ({"name": "Ada", "prompt": "rude"}, 404, "no prompt rude"),
        ({"name": "Ada", "colour": 1}, 400, "no colour"),
    ],
)
async def test_what_cannot_be_is_refused(
    owner: httpx.AsyncClient, told: dict[str, Any], status: int, why: str
) -> None:
    """With what stands in its way."""
    await owner.post("/v1/personas", json=CLARA)
    refused = await owner.post("/v1/personas", json=told)
    assert (refused.status_code, why in refused.json()["detail"]) == (status, True)


async def test_a_users_personas_are_the_owners(made: Made, owner: httpx.AsyncClient) -> None:
    """Who is no admin asks them, and makes none."""
    kept = (await owner.post("/v1/personas", json=CLARA)).json()
    made.users.add("guest", "user", "a long password")
    async with client_of(made, "guest") as guest:
        there = await guest.get("/v1/personas/for", params={"address": "https://example.org/bach"})
        none = await guest.get("/v1/personas/for", params={"address": "https://example.org/"})
        refused = await guest.post("/v1/personas", json={"name": "Ada"})
    assert (there.json()["persona"], none.json()["persona"]) == (kept, None)
    assert refused.status_code == 403


async def test_it_answers_with_its_name(owner: httpx.AsyncClient) -> None:
    """As a field of a question and of a chat completion, grounded without any topic named."""
    await owner.post("/v1/documents/file", params={"name": "bach.md"}, content=BACH)
    await owner.post("/v1/personas", json=CLARA)
    address = "https://example.org/bach/1"
    asked = await owner.post("/v1/inquiries", json={"question": "When?", "address": address})
    chat = {
        "model": "",
        "persona": "Clara",
        "messages": [{"role": "user", "content": "When was Bach born?"}],
    }
    completed = (await owner.post("/v1/chat/completions", json=chat)).json()
    listed = (await owner.get("/v1/inquiries")).json()["inquiries"]

    assert asked.json()["persona"] == "Clara"
    assert [one["persona"] for one in listed] == ["Clara", "Clara"]
    assert completed["sources"]
