"""Documents and topics over HTTP: loaded, listed, put into topics, merged, removed."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.server.conftest import EXTENSION, HERE, Made

BACH = b"# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n"


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension."""
    headers = {"Authorization": f"Bearer {made.extension_token()}", "Origin": EXTENSION}
    transport = httpx.ASGITransport(app=made.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=headers) as client:
        yield client


async def load(owner: httpx.AsyncClient, name: str = "bach.md", **params: Any) -> dict[str, Any]:
    """Load a document."""
    answer = await owner.post("/v1/documents/file", params={"name": name, **params}, content=BACH)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_documents_are_loaded_listed_and_removed(owner: httpx.AsyncClient) -> None:
    """From bytes and from an address; unchanged ones are told so."""
    first = await load(owner, address="/music/bach.md", topic=["music", "ALL"])
    again = await load(owner, address="/music/bach.md")
    page = (await owner.post("/v1/documents", json={"address": "https://example.org/bach"})).json()
    known = await owner.post(
        "/v1/documents/known", json={"documents": {"/music/bach.md": first["sha256"], "/x": "0"}}
    )
    topic = first["topics"][0]
    in_topic = (await owner.get("/v1/documents", params={"topic": topic})).json()["documents"]

    assert (first["outcome"], again["outcome"], page["outcome"]) == ("added", "unchanged", "added")
    assert known.json() == {"known": {"/music/bach.md": "ready"}}
    assert [one["id"] for one in in_topic] == [first["id"]]
    assert (await owner.get(f"/v1/documents/{first['id']}/text")).text.startswith("Bach\n\nJohann")
    assert (await owner.delete(f"/v1/documents/{first['id']}")).status_code == 204
    found = await owner.post("/v1/search", json={"question": "Bach Eisenach"})
    assert [one["document"] for one in found.json()["passages"]] == [page["id"]]


async def test_topics_are_made_merged_and_removed(owner: httpx.AsyncClient) -> None:
    """With what is in them."""
    document = (await load(owner, topic="one"))["id"]
    two = (await owner.post("/v1/topics", json={"name": "two", "caution": "careful"})).json()
    listed = (await owner.get("/v1/topics")).json()["topics"]
    one = listed[0]["id"]
    await owner.post(f"/v1/topics/{one}/merge", json={"into": two["id"]})
    changed = await owner.patch(f"/v1/topics/{two['id']}", json={"name": "Zwei"})
    merged = (await owner.get("/v1/topics")).json()["topics"]

    assert [(each["name"], each["documents"]) for each in listed] == [("one", 1), ("two", 0)]
    assert [(each["name"], each["documents"], each["caution"]) for each in merged] == [
        ("Zwei", 1, "careful")
    ]
    assert changed.json()["name"] == "Zwei"
    assert (await owner.delete(f"/v1/topics/{two['id']}")).status_code == 204
    assert (await owner.get(f"/v1/documents/{document}")).json()["topics"] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/v1/documents", {"address": "file:///etc/passwd"}, 400),
        ("POST", "/v1/documents", {"address": "https://example.org/nothing"}, 400),
        ("POST", "/v1/topics", {"name": "ALL"}, 400),
        ("POST", "/v1/topics/99/merge", {"into": 98}, 404),
        ("DELETE", "/v1/documents/99", None, 404),
        ("PUT", "/v1/suggestions/9/9", {"accept": True}, 404),
        ("POST", "/v1/documents/file?name=a.exe", None, 400),
        ("POST", "/v1/documents/file?name=a.txt&topic=ALL&topic=%20", None, 400),
    ],
)
async def test_what_is_wrong_is_told(
    owner: httpx.AsyncClient, method: str, path: str, body: Any, status: int
) -> None:
    """With what may be done instead."""
    answer = await owner.request(method, path, json=body)

    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


async def test_a_recording_is_written_down(made: Made, owner: httpx.AsyncClient) -> None:
    """Once, with its times; the same recording again is not."""
    first = await owner.post("/v1/documents/file?name=talk.mp3", content=b"ID3 sound")
    again = await owner.post("/v1/documents/file?name=talk.mp3", content=b"ID3 sound")
    found = await owner.post("/v1/search", json={"question": "rains"})

    assert (first.json()["outcome"], again.json()["outcome"]) == ("added", "unchanged")
    assert (first.json()["kind"], first.json()["language"]) == ("sound", "en")
    assert [content for _, content, _, _ in made.scribe.files] == [b"ID3 sound"]
    assert [(one["from_ms"], one["to_ms"]) for one in found.json()["passages"]] == [(0, 1900)]


async def test_a_site_is_listed_and_not_loaded(owner: httpx.AsyncClient) -> None:
    """What lies below an address."""
    found = await owner.post("/v1/crawls", json={"address": "https://example.org/bach"})

    assert found.json() == {
        "pages": ["https://example.org/bach"], "by": "links", "barred": 0, "more": False,
    }  # fmt: skip
    assert (await owner.get("/v1/documents")).json() == {"documents": []}


async def test_silence_is_told(made: Made, owner: httpx.AsyncClient) -> None:
    """A recording in which nothing is said is no document."""
    made.scribe.told = ()
    answer = await owner.post("/v1/documents/file?name=talk.mp3", content=b"ID3 silence")

    assert answer.status_code == 400
    assert "Nothing was said" in answer.json()["detail"]


async def test_the_status_of_chat(owner: httpx.AsyncClient) -> None:
    """Why no model answers, and what there is."""
    before = (await owner.get("/v1/status/chat")).json()
    await load(owner, topic="music")
    after = (await owner.get("/v1/status/chat")).json()

    assert (before["models"], before["documents"], before["index"]) == ([], 0, None)
    assert "ollama serve" in before["problem"]
    assert (after["documents"], after["passages"], after["topics"]) == (1, 1, 1)
    assert after["index"]["passages"] == 1


async def test_users_read_and_do_not_write(made: Made, owner: httpx.AsyncClient) -> None:
    """A user sees topics and documents; only an admin changes them."""
    made.users.add("reader", "user")
    owner.headers["Authorization"] = f"Bearer {made.extension_token('reader')}"

    assert (await owner.get("/v1/topics")).status_code == 200
    assert (await owner.get("/v1/documents")).status_code == 200
    assert (await owner.post("/v1/topics", json={"name": "x"})).status_code == 403
    assert (await owner.post("/v1/documents/file?name=a.txt")).status_code == 403
