"""Inquiries marked for the next recording, and answered at moments of recordings, over HTTP."""

from hashlib import sha256
from typing import Any

import httpx

from server.core.session_file import write_session
from tests.server.api.recorded import PLACE, newly, sent
from tests.server.api.test_documents import owner
from tests.server.api.test_recordings import asking
from tests.server.api.test_reviews import ask
from tests.server.conftest import Made

__all__ = ["owner"]  # a fixture, which pytest finds by name

HEADER = {
    "rubato": 1,
    "title": "Session",
    "started": "2026-11-21T10:00:00.000Z",
    "lowest": 48,
    "languages": [],
    "made_by": "Rubato",
}


def session(*markers: tuple[int, str]) -> bytes:
    """Write a session with markers."""
    return write_session(
        HEADER, [{"at": at, "type": "marker", "name": name} for at, name in markers]
    )


async def asked(client: httpx.AsyncClient, *questions: str) -> list[str]:
    """Ask; give the ids."""
    return [(await ask(client, one))["id"] for one in questions]


async def shown(client: httpx.AsyncClient, inquiry: str) -> dict[str, Any]:
    """Give whether one is marked, and where it was answered."""
    told = (await client.get(f"/v1/inquiries/{inquiry}")).json()
    return {"marked": told["marked"], "answered": told["answered"]}


async def marked(client: httpx.AsyncClient) -> list[str]:
    """List the questions that are marked."""
    told = (await client.get("/v1/inquiries/marked")).json()
    return [one["question"] for one in told["inquiries"]]


async def mark(client: httpx.AsyncClient, inquiry: str) -> httpx.Response:
    """Mark one."""
    return await client.put(f"/v1/inquiries/{inquiry}/marked")


async def test_two_are_marked_at_most(made: Made, owner: httpx.AsyncClient) -> None:
    """In the order of marking; the third is refused until one is taken out, twice is once."""
    one, two, three = await asked(owner, "One?", "Two?", "Three?")
    for inquiry in (two, two, one):
        made.clock.now += 1
        assert (await mark(owner, inquiry)).json()["marked"] is True
    refused = await mark(owner, three)
    names = await marked(owner)
    await owner.delete(f"/v1/inquiries/{two}/marked")

    assert refused.status_code == 409
    assert "take one out first" in refused.json()["detail"]
    assert names == ["Two?", "One?"]
    assert (await mark(owner, three)).status_code == 200
    assert [one["marked"] for one in (await owner.get("/v1/inquiries")).json()["inquiries"]] == [
        True, False, True,
    ]  # fmt: skip
    assert (await mark(owner, "0" * 16)).status_code == 404


async def test_a_session_tells_the_second(owner: httpx.AsyncClient) -> None:
    """Once it is whole on the server; from then on the inquiry is marked no more."""
    one, two = await asked(owner, "Who was Bach?", "Why?")
    await mark(owner, one)
    await mark(owner, two)
    content = session(
        (900, f"answered {two}: why?"),
        (4_250, f"answered {one}: who was bach?"),
        (5_000, f"not answered {two}"),
        (6_000, "answered 0123456789abcdef: deleted since"),
    )
    file = await sent(owner, "session", content, "Evening")
    (answer,) = (await shown(owner, one))["answered"]

    assert answer["address"] == f"/analyze.html?recording={file}&t=4.25"
    assert (answer["name"], answer["at_ms"]) == ("Evening", 4_250)
    assert await shown(owner, two) == {"marked": True, "answered": []}
    assert await marked(owner) == ["Why?"]

    held = (await newly(owner))["id"]
    await owner.post(f"{PLACE}/{held}/tracks", json={"recording": file, "offset_ms": 10_000})
    (answer,) = (await shown(owner, one))["answered"]
    assert answer["address"] == f"/analyze.html?video={held}&t=14.25"
    await owner.delete(f"{PLACE}/{held}?files=true")
    assert await shown(owner, one) == {"marked": False, "answered": []}


async def test_answered_here(owner: httpx.AsyncClient) -> None:
    """At the cursor of any recording, the newest of each; taken back where it was wrong."""
    (one,) = await asked(owner, "Who was Bach?")
    await mark(owner, one)
    held = (await newly(owner, name="A film"))["id"]
    place = f"/v1/inquiries/{one}/answered"
    for at_ms in (1_000, 62_500):
        told = (await owner.post(place, json={"performance": held, "at_ms": at_ms})).json()
    (answer,) = told["answered"]
    file = await sent(owner, "session", session((1, "pause")), "Evening")
    whole = (await owner.post(place, json={"recording": file, "at_ms": 500})).json()["answered"]
    far = await owner.post(place, json={"performance": held, "at_ms": 10**12})
    none = await owner.post(place, json={"performance": "0" * 16, "at_ms": 1})
    back = await owner.delete(f"{place}/{answer['id']}")
    again = await owner.delete(f"{place}/{answer['id']}")

    assert answer["address"] == f"/analyze.html?video={held}&t=62.5"
    assert (told["marked"], answer["name"]) == (False, "A film")
    assert whole[1]["address"] == f"/analyze.html?recording={file}&t=0.5"
    assert (far.status_code, none.status_code) == (400, 404)
    assert (back.json()["answered"], again.status_code) == (whole[1:], 404)


async def test_other_peoples(made: Made, owner: httpx.AsyncClient) -> None:
    """Nobody marks or sees others' inquiries, or is told of recordings that he may not see."""
    (own,) = await asked(owner, "The owner's?")
    made.users.add("anna", "user")
    held = (await newly(owner))["id"]
    async with asking(made, made.extension_token("anna")) as anna:
        (hers,) = await asked(anna, "Anna's?")
        refused = [
            await mark(anna, own),
            await anna.post(
                f"/v1/inquiries/{hers}/answered", json={"performance": held, "at_ms": 1}
            ),
        ]
        await sent(anna, "session", session((1_000, f"answered {own}: x")))
        await mark(owner, hers)
        told = {"performance": held, "at_ms": 1_000}
        await owner.post(f"/v1/inquiries/{hers}/answered", json=told)
        hidden = await shown(anna, hers)
        await owner.patch(f"{PLACE}/{held}", json={"version": 1, "shared": True})
        seen = await shown(anna, hers)

    assert [one.status_code for one in refused] == [404, 404]
    assert await shown(owner, own) == {"marked": False, "answered": []}
    assert hidden["answered"] == []
    assert [one["at_ms"] for one in seen["answered"]] == [1_000]


async def test_a_dry_run_of_deleting(owner: httpx.AsyncClient) -> None:
    """It tells what would go, and nothing goes; then all of it does."""
    (one,) = await asked(owner, "Who was Bach?")
    told = {"version": 0, "rating": 7, "correction": "A composer.", "teach": True}
    taught = (await owner.patch(f"/v1/inquiries/{one}", json=told)).json()["review"]["taught"]
    await mark(owner, one)
    held = (await newly(owner))["id"]
    await owner.post(f"/v1/inquiries/{one}/answered", json={"performance": held, "at_ms": 5})
    dry = await owner.delete(f"/v1/inquiries/{one}?dry=true")
    there = await owner.get(f"/v1/inquiries/{one}")
    gone = await owner.delete(f"/v1/inquiries/{one}")

    assert (dry.status_code, there.status_code, gone.status_code) == (200, 200, 204)
    goes = dry.json()
    assert (goes["question"], goes["rating"], goes["correction"]) == (
        "Who was Bach?", 7, "A composer.",
    )  # fmt: skip
    assert (goes["answered"], goes["stays"]) == (1, taught)
    assert (await owner.delete(f"/v1/inquiries/{one}?dry=true")).status_code == 404


async def test_a_file_that_lies(owner: httpx.AsyncClient) -> None:
    """What names answers and is no session is refused or kept, and tells nothing."""
    (one,) = await asked(owner, "Who was Bach?")
    content = session((9, f"answered {one}"))[:-9] + b"\xff" * 3
    digest = sha256(content).hexdigest()
    told = {"kind": "session", "name": "x", "size": len(content), "sha256": digest}
    number = (await owner.post("/v1/recordings", json=told)).json()["id"]
    answer = await owner.patch(
        f"/v1/recordings/{number}", content=content, headers={"Upload-Offset": "0"}
    )

    assert answer.status_code in {200, 400}
