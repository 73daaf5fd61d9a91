"""The status pages' routes, over what was really recorded, asked, rated and corrected."""

import hashlib

import httpx
import pytest

from tests.server.api.recorded import MARKED, WAVE, added, newly
from tests.server.conftest import Made

SOUND = b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x03\xe8MTrk\x00\x00\x00\x04\x00\xff\x2f\x00"


async def recorded(page: httpx.AsyncClient, *, whole: bool = True) -> None:
    """Send a session, whole or only announced."""
    told = {"kind": "session", "name": "one", "size": len(SOUND)}
    sha = hashlib.sha256(SOUND).hexdigest()
    made = await page.post("/v1/recordings", json={**told, "sha256": sha})
    if whole:
        headers = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        sent = await page.patch(
            f"/v1/recordings/{made.json()['id']}", content=SOUND, headers=headers
        )
        assert sent.status_code == 200, sent.text


async def asked(page: httpx.AsyncClient) -> None:
    """Ask something, rate the answer, and correct it."""
    made = await page.post("/v1/inquiries", json={"question": "What is rubato?"})
    assert made.status_code == 200, made.text
    (one,) = (await page.get("/v1/inquiries")).json()["inquiries"]
    change = {"version": one["review"]["version"], "rating": 8, "correction": "Stolen time."}
    done = await page.patch(f"/v1/inquiries/{one['id']}", json=change)
    assert done.status_code == 200, done.text


async def test_totals(page: httpx.AsyncClient) -> None:
    """What is whole, asked, rated and there is counted, under both addresses."""
    before = (await page.get("/v1/stats")).json()
    await recorded(page)
    await asked(page)
    after = (await page.get("/stats")).json()

    assert before["recordings"] == before["inquiries"] == before["ratings"] == 0
    assert after["recordings"] == after["inquiries"] == after["ratings"] == after["people"] == 1
    assert after["recorded_bytes"] == len(SOUND)


async def test_what_is_only_announced_is_no_recording(page: httpx.AsyncClient) -> None:
    """An upload that has not ended counts nowhere."""
    await recorded(page, whole=False)
    months = (await page.get("/v1/status/recordings?months=1")).json()["months"]

    assert (await page.get("/v1/stats")).json()["recordings"] == 0
    assert months[0]["all_recordings"] == 0


async def test_recordings_over_time(page: httpx.AsyncClient) -> None:
    """The month that goes on has the one that came."""
    await recorded(page)
    months = (await page.get("/v1/status/recordings?months=2")).json()["months"]

    assert [one["recordings"] for one in months] == [0, 1]
    assert months[1]["size"] == months[1]["all_size"] == len(SOUND)


async def test_inquiries_over_time(page: httpx.AsyncClient) -> None:
    """The last week has the one that was asked, under ALL."""
    await asked(page)
    topics = (await page.get("/v1/status/inquiries?weeks=2")).json()["topics"]

    assert topics == [{"topic": "ALL", "counts": [0, 1]}]


async def test_people(page: httpx.AsyncClient, made: Made) -> None:
    """Each has what is theirs; who never came was never seen."""
    made.users.add("anna", "user", "a long password")
    await recorded(page)
    await asked(page)
    owner, anna = (await page.get("/v1/status/people")).json()["people"]

    assert (owner["name"], owner["recordings"], owner["inquiries"]) == ("owner", 1, 1)
    assert (owner["corrections"], anna["corrections"], anna["seen"]) == (1, 0, None)


async def test_what_was_played_and_commented(page: httpx.AsyncClient) -> None:
    """The minutes of takes count for who recorded them, feedback for who gave it."""
    held = (await newly(page))["id"]
    await added(page, held, "midi", MARKED)
    await added(page, held, "audio", WAVE, feedback=True)
    (owner,) = (await page.get("/v1/status/people")).json()["people"]

    assert (owner["minutes"], owner["recordings"], owner["feedback"]) == (1, 2, 1)


async def test_machine_and_speech(page: httpx.AsyncClient) -> None:
    """What runs is named, and who speaks and writes down."""
    machine = (await page.get("/v1/status/machine")).json()
    speech = (await page.get("/v1/status/speech")).json()

    assert machine["processes"][0] == {"name": "server", "memory": 80_000_000, "started": 1_000}
    assert machine["disk"]["rooms"] == [{"name": "recordings", "size": 7}]
    assert speech["transcription"]["scribes"] == [{"name": "fake", "problem": None}]
    assert speech["transcription"]["waiting"] == 0


@pytest.mark.parametrize(
    "query", ["recordings?months=0", "recordings?months=999", "inquiries?weeks=-1"]
)
async def test_a_past_that_is_none(page: httpx.AsyncClient, query: str) -> None:
    """A length that no plot has is refused with what may be asked."""
    answer = await page.get(f"/v1/status/{query}")

    assert answer.status_code == 400
    assert "from 1 to" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["stats", "status/machine", "status/people", "status/inquiries"])
async def test_nobody_else_is_told(client: httpx.AsyncClient, path: str) -> None:
    """Who is not signed in learns nothing."""
    assert (await client.get(f"/v1/{path}")).status_code == 401
