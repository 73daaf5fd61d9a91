"""Asking about a page over HTTP: it is the only source, and it stays out of the library."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.conftest import compose
from tests.server.served import served

PAGE = {
    "title": "Sons",
    "address": "https://sons.test/",
    "text": "C. P. E. Bach was born in Weimar.\n\nHe died late.",
}


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
async def owner(
    database: Database, speaking: Speaking, tmp_path: Path, ollama: tuple[str, Script]
) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension, of a server with another document."""
    made = compose(database, speaking, tmp_path, ollama=ollama[0])
    async with served(made.app) as place:
        headers = {"Authorization": f"Bearer {made.extension_token()}"}
        async with httpx.AsyncClient(base_url=f"http://{place}", headers=headers) as client:
            bach = b"# Bach\n\nJohann Sebastian Bach was born in Eisenach."
            await client.post("/v1/documents/file", params={"name": "bach.md"}, content=bach)
            yield client


async def asked(
    owner: httpx.AsyncClient, question: str, page: dict[str, str], way: str = "auto"
) -> dict[str, Any]:
    """Ask, and give the whole inquiry."""
    body = {"question": question, "page": page, "way": way}
    answer = await owner.post("/v1/inquiries", json=body)
    told: dict[str, Any] = answer.raise_for_status().json()
    return told


@pytest.mark.parametrize("way", ["auto", "plan"])
async def test_a_page_is_asked_alone_and_cited(
    owner: httpx.AsyncClient, script: Script, way: str
) -> None:
    """What the library says of it does not count, and nothing of the page goes there."""
    script.answer = lambda _body: ["He was born in Weimar [1]."]
    told = await asked(owner, "Where was Bach born?", PAGE, way)

    (source,) = told["sources"]
    (quote,) = source["quotes"]
    assert (source["document"], source["address"]) == (0, "https://sons.test/")
    assert quote["text"] == "C. P. E. Bach was born in Weimar."
    assert PAGE["text"][quote["start"] : quote["end"]] == quote["text"]
    assert "Eisenach" not in script.asked[0]["messages"][-1]["content"]
    kept = (await owner.get(f"/v1/inquiries/{told['id']}")).json()
    assert kept == {**told, "answered": [], "marked": False}
    assert len((await owner.get("/v1/documents")).json()["documents"]) == 1


async def test_a_page_that_says_nothing_answers_nothing(
    owner: httpx.AsyncClient, script: Script
) -> None:
    """The model is not asked."""
    told = await asked(owner, "Where?", PAGE | {"text": " "})

    assert told["answer"] == "I don't know from this."
    assert script.asked == []


async def test_a_page_has_an_end(owner: httpx.AsyncClient) -> None:
    """No page is longer than what is taken."""
    long = {"question": "x", "page": {"text": "x" * 300_001}}

    assert (await owner.post("/v1/inquiries", json=long)).status_code == 422
