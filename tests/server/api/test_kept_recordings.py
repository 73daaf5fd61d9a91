"""Recordings that were sent, over HTTP: kept to be played, and gone with their documents."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import EXTENSION, HERE, Made


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension."""
    headers = {"Authorization": f"Bearer {made.extension_token()}", "Origin": EXTENSION}
    transport = httpx.ASGITransport(app=made.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=headers) as client:
        yield client


async def test_a_recording_that_was_sent_is_kept_with_its_document(
    owner: httpx.AsyncClient, tmp_path: Path
) -> None:
    """It plays its own bytes, whatever its address says, and goes with its last document."""
    secret = tmp_path.resolve() / "secret.mp3"
    secret.write_bytes(b"another's")
    (tmp_path / "link.mp3").symlink_to(secret)
    numbers = []
    for address in ("", str(secret), str(tmp_path.resolve() / "link.mp3"), "../secret.mp3"):
        params = {"name": "talk.MP3", "address": address}
        loaded = await owner.post("/v1/documents/file", params=params, content=b"ID3 sound")
        numbers.append(loaded.json()["id"])
    played = [await owner.get(f"/v1/documents/{one}/media") for one in numbers]
    for one in numbers[:-1]:
        await owner.delete(f"/v1/documents/{one}")
    last = await owner.get(f"/v1/documents/{numbers[-1]}/media", headers={"Range": "bytes=4-6"})
    kept = [one.stat().st_mode & 0o777 for one in (tmp_path / "data" / "heard").iterdir()]
    params = {"name": "talk.mp3", "address": "../secret.mp3"}
    changed = await owner.post("/v1/documents/file", params=params, content=b"ID3 other")
    left = [one.read_bytes() for one in (tmp_path / "data" / "heard").iterdir()]
    await owner.delete(f"/v1/documents/{numbers[-1]}")

    assert {one.content for one in played} == {b"ID3 sound"}
    assert {one.headers["content-type"] for one in played} == {"audio/mpeg"}
    assert (last.content, kept) == (b"sou", [0o600])
    assert (changed.json()["outcome"], left) == ("changed", [b"ID3 other"])
    assert not list((tmp_path / "data" / "heard").iterdir())


async def test_what_there_is_no_room_for_is_written_down_and_not_kept(
    owner: httpx.AsyncClient, tmp_path: Path
) -> None:
    """It says so; what a server that broke off left in the folder is swept."""
    folder = tmp_path / "data" / "heard"
    folder.mkdir(parents=True)
    (folder / "arriving-1").write_bytes(b"half")
    (folder / f"{'0' * 64}.mp3").write_bytes(b"of no document")
    path = "/v1/documents/file?name=talk.mp3"
    large = await owner.post(path, content=b"ID3" + bytes(100_000))
    small = await owner.post(path, content=b"ID3 sound")

    assert (large.json()["outcome"], large.json()["state"]) == ("added", "ready")
    assert "not kept" in large.json()["reason"]
    assert small.json()["reason"] == ""
    assert [one.read_bytes() for one in folder.iterdir()] == [b"ID3 sound"]
