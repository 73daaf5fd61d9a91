"""Files from elsewhere over HTTP: refused by their bytes at once, served as what they are."""

from hashlib import sha256

import httpx
import pytest

from tests.server.api.test_recordings import owner, send

__all__ = ["owner"]  # a fixture, which pytest finds by name

WAVE = b"RIFF\x24\0\0\0WAVEfmt " + bytes(4000)


async def announced(client: httpx.AsyncClient, kind: str, content: bytes, name: str) -> str:
    """Announce a file; give its address."""
    told = {"kind": kind, "name": name, "size": len(content)}
    told["sha256"] = sha256(content).hexdigest()
    return f"/v1/recordings/{(await client.post('/v1/recordings', json=told)).json()['id']}"


async def test_the_wrong_kind_is_forgotten_at_its_first_piece(owner: httpx.AsyncClient) -> None:
    """A page that is called a video does not take gigabytes to be refused."""
    content = b"<!doctype html>" + bytes(100_000)
    address = await announced(owner, "video", content, "film.mp4")
    answer = await send(owner, address, 0, content[:100])

    assert answer.status_code == 400
    assert "whatever its name says" in answer.json()["detail"]
    assert (await owner.get(address)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "content"), [("midi", b"MThd, it says"), ("transcript", b"there is no time")]
)
async def test_what_is_none_is_refused_when_it_is_whole(
    kind: str, content: bytes, owner: httpx.AsyncClient
) -> None:
    """A MIDI file without a track, and a transcript without a time, are forgotten."""
    address = await announced(owner, kind, content, "a")

    assert (await send(owner, address, 0, content)).status_code == 400
    assert (await owner.get(address)).status_code == 404


async def test_it_is_served_as_what_it_is(owner: httpx.AsyncClient) -> None:
    """The media type and the ending are those of its bytes; a part of it may be asked for."""
    address = await announced(owner, "audio", WAVE, "song.wav")
    await send(owner, address, 0, WAVE)
    whole = await owner.get(f"{address}/file")
    part = await owner.get(f"{address}/file", headers={"Range": "bytes=8-11"})

    assert whole.headers["content-type"] == "audio/wav"
    assert whole.headers["content-disposition"] == 'attachment; filename="song.wav"'
    assert (part.status_code, part.content) == (206, b"WAVE")
    assert part.headers["content-range"] == f"bytes 8-11/{len(WAVE)}"
