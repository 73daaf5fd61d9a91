"""Recordings over HTTP: sent, broken off, gone on with, listed, fetched, deleted, kept apart."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.core.session_file import write_session
from tests.server.conftest import EXTENSION, HERE, Made
from tests.server.served import served

WHOLE = bytes(range(256)) * 20_000
"""Five million bytes: several writes."""


def announcement(content: bytes = WHOLE, name: str = "Trial 1") -> dict[str, Any]:
    """Announce these bytes."""
    digest = sha256(content).hexdigest()
    return {"kind": "session", "name": name, "size": len(content), "sha256": digest}


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension."""
    async with asking(made, made.extension_token()) as client:
        yield client


def asking(made: Made, token: str) -> httpx.AsyncClient:
    """Ask with a token."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=made.app, raise_app_exceptions=False),
        base_url=HERE,
        headers={"Authorization": f"Bearer {token}", "Origin": EXTENSION},
    )


async def announce(client: httpx.AsyncClient, content: bytes = WHOLE, name: str = "T") -> str:
    """Announce; give the address."""
    answer = await client.post("/v1/recordings", json=announcement(content, name))
    assert answer.status_code == 201, answer.text
    return f"/v1/recordings/{answer.json()['id']}"


async def send(client: httpx.AsyncClient, address: str, offset: int, piece: Any) -> httpx.Response:
    """Send a piece."""
    return await client.patch(address, content=piece, headers={"Upload-Offset": str(offset)})


async def test_sent_in_two_pieces_and_fetched(owner: httpx.AsyncClient, tmp_path: Path) -> None:
    """Each answer says how much has arrived; what is fetched is what was sent."""
    address = await announce(owner, name="Trial “1” / é")
    first = await send(owner, address, 0, WHOLE[:3_000_000])
    early = await owner.get(f"{address}/file")
    second = await send(owner, address, 3_000_000, WHOLE[3_000_000:])
    fetched = await owner.get(f"{address}/file")

    assert (first.json()["offset"], first.json()["complete"]) == (3_000_000, False)
    assert early.status_code == 409
    assert "3000000 of 5120000 bytes" in early.json()["detail"]
    assert (second.json()["offset"], second.json()["complete"]) == (len(WHOLE), True)
    assert fetched.content == WHOLE
    assert fetched.headers["content-type"] == "audio/midi"
    assert fetched.headers["content-disposition"].startswith("attachment; filename*=utf-8''Trial")
    assert list((tmp_path / "recordings" / "arriving").iterdir()) == []


async def test_a_connection_that_breaks_loses_nothing(made: Made, owner: httpx.AsyncClient) -> None:
    """What came before it broke stays; announced once more, it goes on from there."""
    address = await announce(owner)
    async with served(made.app) as host:
        _, writer = await asyncio.open_connection(*host.split(":"))
        head = (
            f"PATCH {address} HTTP/1.1\r\nHost: {host}\r\nUpload-Offset: 0\r\n"
            f"Authorization: {owner.headers['Authorization']}\r\n"
            f"Content-Length: {len(WHOLE)}\r\n\r\n"
        )
        writer.write(head.encode() + WHOLE[:1_500_000])
        await writer.drain()
        writer.close()
        while (offset := (await owner.get(address)).json()["offset"]) < 1_500_000:
            await asyncio.sleep(0.01)
    again = (await owner.post("/v1/recordings", json=announcement())).json()
    rest = await send(owner, address, offset, WHOLE[offset:])

    assert (again["offset"], address) == (1_500_000, f"/v1/recordings/{again['id']}")
    assert rest.json()["complete"] is True
    assert (await owner.get(f"{address}/file")).content == WHOLE
    assert (await send(owner, address, len(WHOLE), b"")).json()["complete"] is True


async def test_what_does_not_fit_is_refused(owner: httpx.AsyncClient) -> None:
    """A hole, too long a piece, and one without its place: each says what would do."""
    address = await announce(owner)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(80):
            yield bytes(100_000)

    hole = await send(owner, address, 5, b"x")
    long = await send(owner, address, 0, WHOLE + b"x")
    endlessly = await send(owner, address, 0, endless())
    placeless = await owner.patch(address, content=b"x")

    assert (hole.status_code, long.status_code, endlessly.status_code) == (400, 400, 400)
    assert "0 bytes have arrived" in hole.json()["detail"]
    assert "at most 5120000 bytes; this has 5120001" in long.json()["detail"]
    assert placeless.status_code == 422


async def test_other_bytes_than_announced(owner: httpx.AsyncClient) -> None:
    """They are thrown away, and may be sent again from the beginning."""
    address = await announce(owner)
    wrong = await send(owner, address, 0, WHOLE[::-1])
    told = (await owner.get(address)).json()
    right = await send(owner, address, 0, WHOLE)

    assert wrong.status_code == 409
    assert "SHA-256 differs" in wrong.json()["detail"]
    assert (told["offset"], told["complete"]) == (0, False)
    assert right.json()["complete"] is True


async def test_listed_newest_first_in_pages(made: Made, owner: httpx.AsyncClient) -> None:
    """A page begins after the last of the one before; also where all came in one moment."""
    for number in range(5):
        made.clock.now += number // 3
        await announce(owner, bytes([number]), f"Trial {number}")
    first = (await owner.get("/v1/recordings?limit=3")).json()["recordings"]
    rest = (await owner.get(f"/v1/recordings?limit=3&before={first[-1]['id']}")).json()

    names = [one["name"] for one in [*first, *rest["recordings"]]]
    assert sorted(names) == [f"Trial {number}" for number in range(5)]
    assert set(names[:2]) == {"Trial 3", "Trial 4"}
    assert (await owner.get("/v1/recordings?kind=video")).json() == {"recordings": []}
    assert (await owner.get("/v1/recordings?limit=0")).status_code == 400


async def test_renamed_and_deleted(owner: httpx.AsyncClient, tmp_path: Path) -> None:
    """A name changes; what is deleted is gone from the disk, too."""
    address = await announce(owner)
    await send(owner, address, 0, WHOLE)
    renamed = await owner.put(f"{address}/name", json={"name": " The\nlast "})
    deleted = await owner.delete(address)

    assert renamed.json()["name"] == "The last"
    assert deleted.status_code == 204
    assert (await owner.get(address)).status_code == 404
    assert [one for one in (tmp_path / "recordings").rglob("*") if one.is_file()] == []


async def test_people_do_not_see_each_other(made: Made, owner: httpx.AsyncClient) -> None:
    """To a user somebody else's is not there; the owner, an admin, sees all."""
    made.users.add("anna", "user")
    theirs = await announce(owner, b"the owner's")
    async with asking(made, made.extension_token("anna")) as anna:
        hers = await announce(anna, b"anna's")
        listed = (await anna.get("/v1/recordings")).json()["recordings"]
        answers = [
            await anna.get(theirs),
            await anna.get(f"{theirs}/file"),
            await send(anna, theirs, 0, b"x"),
            await anna.delete(theirs),
            await anna.put(f"{theirs}/name", json={"name": "mine"}),
        ]

    assert [f"/v1/recordings/{one['id']}" for one in listed] == [hers]
    assert {answer.status_code for answer in answers} == {404}
    assert (await owner.get(hers)).status_code == 200


def carrying(title: str, content: bytes) -> bytes:
    """Make a session that carries these bytes as what a microphone heard."""
    header = {"rubato": 1, "title": title, "started": "", "lowest": 48}
    medium = {"kind": "microphone", "name": "Piano", "mime": "audio/webm", "spans": [[20, 900]]}
    whole = {"sha256": sha256(content).hexdigest(), "size": len(content)}
    entry = {"at": 20, "type": "media", "tab": 1, **medium, **whole}
    return write_session(header | {"languages": [], "made_by": "test"}, [entry])


async def sent(client: httpx.AsyncClient, kind: str, content: bytes) -> str:
    """Send all of it; give its address."""
    told = announcement(content) | {"kind": kind}
    answer = await client.post("/v1/recordings", json=told)
    assert answer.status_code == 201, answer.text
    address = f"/v1/recordings/{answer.json()['id']}"
    await send(client, address, 0, content)
    return address


async def test_a_session_names_what_it_carries(owner: httpx.AsyncClient) -> None:
    """Where it lies on the session's clock, and where it lies here; before it came, nowhere."""
    session = await sent(owner, "session", carrying("One", WHOLE))
    before = (await owner.get(f"{session}/media")).json()["media"]
    sound = await sent(owner, "microphone", WHOLE)
    (after,) = (await owner.get(f"{session}/media")).json()["media"]
    fetched = await owner.get(f"{sound}/file")

    assert [one["recording"] for one in before] == [None]
    assert (after["kind"], after["name"], after["at"]) == ("microphone", "Piano", 20)
    assert after["spans"] == [[20, 900]]
    assert after["recording"]["id"] == sound.rpartition("/")[2]
    assert fetched.headers["content-type"] == "audio/webm"
    assert fetched.content == WHOLE
    assert (await owner.get(f"{sound}/media")).json() == {"media": []}


async def test_what_a_session_carries_goes_with_it(owner: httpx.AsyncClient) -> None:
    """With the last session that names it; not what is of the same bytes and another kind."""
    first = await sent(owner, "session", carrying("One", WHOLE))
    second = await sent(owner, "session", carrying("Two", WHOLE))
    sound = await sent(owner, "microphone", WHOLE)
    other = await sent(owner, "tab-sound", WHOLE)
    await owner.delete(first)
    kept = (await owner.get(sound)).status_code
    await owner.delete(second)

    assert kept == 200
    assert (await owner.get(sound)).status_code == 404
    assert (await owner.get(other)).status_code == 200


async def test_nobody_deletes_by_naming(made: Made, owner: httpx.AsyncClient) -> None:
    """A session that names what another person keeps neither shows nor deletes it."""
    sound = await sent(owner, "microphone", WHOLE)
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as stranger:
        session = await sent(stranger, "session", carrying("Theirs", WHOLE))
        named = (await stranger.get(f"{session}/media")).json()["media"]
        await stranger.delete(session)

    assert [one["recording"] for one in named] == [None]
    assert (await owner.get(sound)).status_code == 200
