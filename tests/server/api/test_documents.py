"""Documents and topics over HTTP: loaded, listed, put into topics, merged, removed."""

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.core.errors import UnavailableError
from server.core.transcript import Progress
from tests.server.conftest import EXTENSION, HERE, Made
from tests.server.made_library import FEED

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


async def test_documents_are_found_by_what_they_are_about(owner: httpx.AsyncClient) -> None:
    """Each with its summary, of a topic or of all; out of range it is said so."""
    made = await load(owner, topic=["music"])
    topic = made["topics"][0]
    ask = owner.get
    found = (await ask("/v1/documents", params={"q": "eisen", "topic": topic})).json()["documents"]
    none = (await ask("/v1/documents", params={"q": "eisen", "topic": topic + 1})).json()
    long = await ask("/v1/documents", params={"q": "a" * 1_001})

    assert [(one["id"], one["summary"]) for one in found] == [
        (made["id"], "Johann Sebastian Bach was born in Eisenach in 1685.")
    ]
    assert none == {"documents": []}
    assert long.status_code == 400


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
    assert (first["put"], again["put"]) == ([topic], [])
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


def told(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Read server-sent events."""
    blocks = [block.split("\n") for block in text.split("\n\n") if block.startswith("event: ")]
    return [(name[7:], json.loads(data[6:])) for name, data in blocks]


async def test_a_recording_of_the_web_is_fetched_and_heard_once(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """And how far it is is told."""
    body = {"address": "https://example.org/talk.mp3", "topics": ["talks"], "stream": True}
    first = told((await owner.post("/v1/documents", json=body)).text)
    again = told((await owner.post("/v1/documents", json=body)).text)
    anew = told((await owner.post("/v1/documents", json=body | {"again": True})).text)

    steps = [one for name, one in first if name == "step"]
    assert steps[0] == {"doing": "fetching", "done": 0, "total": 0}
    assert steps[-1] == {"doing": "hearing", "done": 2000, "total": 2000}
    name, document = first[-1]
    assert (name, document["outcome"], document["kind"]) == ("loaded", "added", "sound")
    assert document["sha256"] == hashlib.sha256(b"ID3 sound from afar").hexdigest()
    assert [(name, one["outcome"]) for name, one in again] == [("loaded", "unchanged")]
    assert anew[-1][1]["outcome"] == "changed"
    assert [content for _, content, _, _ in made.scribe.files] == [b"ID3 sound from afar"] * 2
    assert len({file for file, _, _, _ in made.scribe.files}) == 2
    assert not any(Path(file).exists() for file, _, _, _ in made.scribe.files)


async def test_a_video_is_loaded(owner: httpx.AsyncClient) -> None:
    """By what is said in it; a passage knows when."""
    loaded = await owner.post("/v1/documents", json={"address": "https://youtu.be/dQw4w9WgXcQ"})
    found = await owner.post("/v1/search", json={"question": "three voices"})

    assert (loaded.json()["kind"], loaded.json()["title"]) == ("video", "The fugue")
    assert found.json()["passages"][0]["address"] == loaded.json()["address"]


async def test_why_a_recording_failed_is_told_in_the_stream(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """After how far it came; and nothing is kept."""
    made.scribe.told = (Progress(0, 2000), UnavailableError("It was stopped."))
    path = "/v1/documents/file?name=talk.mp3&stream=true"
    answer = await owner.post(path, content=b"ID3 noise")

    assert told(answer.text) == [
        ("step", {"doing": "hearing", "done": 0, "total": 2000}),
        ("failed", {"detail": "It was stopped."}),
    ]
    assert (await owner.get("/v1/documents")).json() == {"documents": []}


async def test_a_recording_is_played_from_where_it_lies(
    owner: httpx.AsyncClient, tmp_path: Path
) -> None:
    """Piece by piece, and only while it is the very one that was loaded."""
    file = tmp_path.resolve() / "talk.mp3"
    file.write_bytes(b"ID3 sound")
    params = {"name": "talk.mp3", "address": str(file)}
    loaded = await owner.post("/v1/documents/file", params=params, content=b"ID3 sound")
    media = f"/v1/documents/{loaded.json()['id']}/media"
    played = await owner.get(media)
    piece = await owner.get(media, headers={"Range": "bytes=4-6"})
    file.write_bytes(b"ID3 anew!")
    changed = await owner.get(media)
    text = await owner.get(f"/v1/documents/{(await load(owner))['id']}/media")

    assert (played.content, played.headers["content-type"]) == (b"ID3 sound", "audio/mpeg")
    assert (piece.status_code, piece.content) == (206, b"sou")
    assert (changed.status_code, text.status_code) == (404, 404)
    assert "choose its file" in changed.json()["detail"]


async def test_a_site_is_listed_and_not_loaded(owner: httpx.AsyncClient) -> None:
    """What lies below an address."""
    found = await owner.post("/v1/crawls", json={"address": "https://example.org/bach"})

    assert found.json() == {
        "pages": ["https://example.org/bach"], "by": "links", "barred": 0, "more": False,
    }  # fmt: skip
    assert (await owner.get("/v1/documents")).json() == {"documents": []}


async def test_silence_is_set_aside(made: Made, owner: httpx.AsyncClient) -> None:
    """With its reason, and is not heard again in vain."""
    made.scribe.told = ()
    first = await owner.post("/v1/documents/file?name=talk.mp3", content=b"ID3 silence")
    again = await owner.post("/v1/documents/file?name=talk.mp3", content=b"ID3 silence")

    assert [one.json()["outcome"] for one in (first, again)] == ["failed", "failed"]
    assert "Nothing was said" in again.json()["reason"]
    assert len(made.scribe.files) == 1


async def test_a_feed_tells_what_is_new(owner: httpx.AsyncClient) -> None:
    """The newest first; what was loaded is known, and a page that is gone is what its feed says."""
    address = "https://example.org/feed.xml"
    feed = (await owner.post("/v1/documents", json={"address": address})).json()
    became = []
    for one in feed["entries"]:
        body = {key: one[key] for key in ("address", "title", "text")}
        became.append((await owner.post("/v1/documents", json=body)).json())
    again = (await owner.post("/v1/documents", json={"address": address, "limit": 2})).json()
    found = (await owner.post("/v1/search", json={"question": "counterpoint"})).json()

    assert (feed["outcome"], feed["title"], feed["more"]) == ("feed", "Talks", False)
    assert feed["reason"] == "A feed with 3 entries, 3 of them new."
    assert [(one["address"], one["sound"], one["state"]) for one in feed["entries"]] == [
        ("https://example.org/talk.mp3", True, None),
        ("https://example.org/gone", False, None),
        ("https://example.org/bach", False, None),
    ]
    assert [(one["outcome"], one["kind"], one["title"]) for one in became] == [
        ("added", "sound", "A talk"),
        ("added", "entry", "Gone"),
        ("added", "html", "Bach"),
    ]
    assert ([one["state"] for one in again["entries"]], again["more"]) == (["ready"] * 2, True)
    assert found["passages"][0]["address"] == "https://example.org/gone"


async def test_a_feed_is_no_file(owner: httpx.AsyncClient) -> None:
    """What is new in it is at its address."""
    answer = await owner.post("/v1/documents/file?name=feed.xml", content=FEED)

    assert answer.status_code == 400
    assert "by its address" in answer.json()["detail"]


async def test_the_status_of_chat(owner: httpx.AsyncClient) -> None:
    """Why no model answers, and what there is."""
    before = (await owner.get("/v1/status/chat")).json()
    await load(owner, topic="music")
    after = (await owner.get("/v1/status/chat")).json()

    assert (before["models"], before["documents"], before["index"]) == ([], 0, None)
    assert "ollama serve" in before["problem"]
    assert (after["documents"], after["passages"], after["topics"]) == (1, 1, 1)
    assert after["index"]["passages"] == 1
    assert after["worker"] is None


async def test_users_read_and_do_not_write(made: Made, owner: httpx.AsyncClient) -> None:
    """A user sees topics and documents; only an admin changes them."""
    made.users.add("reader", "user")
    owner.headers["Authorization"] = f"Bearer {made.extension_token('reader')}"

    assert (await owner.get("/v1/topics")).status_code == 200
    assert (await owner.get("/v1/documents")).status_code == 200
    assert (await owner.post("/v1/topics", json={"name": "x"})).status_code == 403
    assert (await owner.post("/v1/documents/file?name=a.txt")).status_code == 403
