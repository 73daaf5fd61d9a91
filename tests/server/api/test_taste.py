"""Taste over HTTP: rated, learnt, predicted with its reason, asked for, told and forgotten."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.server.api.test_reviews import client_of
from tests.server.conftest import Made

FUGUES = "A fugue has voices, a subject and its answer; counterpoint lets the voices be heard."
ENGINES = "An engine burns petrol in its cylinders; oil keeps the pistons of the motor running."


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner."""
    async with client_of(made, "owner") as client:
        yield client


async def rate(client: httpx.AsyncClient, key: str, value: int | None, **told: Any) -> Any:
    """Rate a page."""
    body = {"kind": "page", "key": key, "title": key, "value": value} | told
    return await client.put("/v1/taste/ratings", json=body)


async def rated(client: httpx.AsyncClient) -> None:
    """Rate four pages of each sort."""
    for at in range(4):
        await rate(client, f"Fugue {at}", 9 - at % 2, text=f"{FUGUES} Number {at}.")
        await rate(client, f"Engine {at}", 1 + at % 2, text=f"{ENGINES} Number {at}.")


async def settled(made: Made) -> None:
    """Wait until it has learnt."""
    assert await asyncio.to_thread(made.tasting.taste().settle, 30)


async def test_what_is_rated_orders_the_rest(made: Made, owner: httpx.AsyncClient) -> None:
    """It learns behind, says why, how sure it is, and what the owner said counts as he said it."""
    await rated(owner)
    await settled(made)
    things = [
        {"kind": "bookmark", "key": "a", "title": "Motors", "text": ENGINES},
        {"kind": "bookmark", "key": "b", "title": "Voices", "text": FUGUES},
        {"kind": "page", "key": "Engine 0", "title": "Engine 0"},
    ]
    told = (await owner.post("/v1/taste/predictions", json={"things": things})).json()

    by_key = {one["key"]: one for one in told["things"]}
    assert next(iter(by_key)) == "b"
    voices, motors, engine = by_key["b"], by_key["a"], by_key["Engine 0"]
    assert voices["value"] > 6 > 4 > motors["value"]
    assert 0 < voices["unsure"] < 4
    assert voices["reason"].startswith("like “Fugue")
    assert motors["reason"].startswith("like “Engine")
    assert (engine["value"], engine["unsure"], engine["rated"]) == (1, 0, 1)

    limited = {"things": things, "least": 5, "limit": 1}
    told = (await owner.post("/v1/taste/predictions", json=limited)).json()
    assert ([one["key"] for one in told["things"]], told["below"], told["more"]) == (["b"], 2, 0)

    parts = (await owner.post("/v1/taste/explain", json=things[1])).json()["parts"]
    assert parts["words"] > 0.5

    state = (await owner.get("/v1/taste")).json()
    assert (state["count"], state["missing"], state["training"]) == (8, "", None)
    held_out = state["trained"]["held_out"]
    assert held_out["model"] < held_out["mean"]


async def test_training_is_told_and_compared(made: Made, owner: httpx.AsyncClient) -> None:
    """With too few ratings it says what is missing; the next model is told beside the last."""
    for at in range(4):
        await rate(owner, f"Page {at}", at, text=f"word{at}")
    refused = await owner.post("/v1/taste/train")
    assert refused.status_code == 400
    assert refused.json()["detail"] == (
        "Rate 1 more: 4 of the 5 that are needed to learn are there."
    )
    told = (await owner.post("/v1/taste/predictions", json={"things": []})).json()
    assert told["why"].startswith("Rate 1 more")

    await rated(owner)
    await settled(made)
    begun = await owner.post("/v1/taste/train")
    assert begun.status_code == 202
    await settled(made)
    state = (await owner.get("/v1/taste")).json()
    assert state["trained"]["before"] is not None
    assert state["trained"]["count"] == 12


async def test_ratings_change_and_go_with_their_history(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """Out of range is refused, and so is who did not see another's rating; nothing is lost."""
    made.users.add("guest", "user", "a long password")
    first = (await rate(owner, "x", 7, text="Something")).json()
    assert (first["value"], first["version"], first["before"]) == (7, 1, None)
    for value in (11, -1):
        refused = await rate(owner, "x", value)
        assert (refused.status_code, refused.json()["detail"]) == (400, "A rating is 0 to 10.")
    assert (await rate(owner, "x", 7.5)).status_code == 422  # type: ignore[arg-type]
    assert (await rate(owner, "", 5)).status_code == 400
    assert (
        (await owner.put("/v1/taste/ratings", json={"kind": "cat", "key": "x", "value": 1}))
        .json()["detail"]
        .startswith("kind is one of answer, passage")
    )
    late = await rate(owner, "x", 3, version=0)
    assert late.status_code == 412
    second = (await rate(owner, "x", 3, version=1)).json()
    assert (second["text"], second["before"]) == ("Something", 7)
    assert (await rate(owner, "x", None)).json()["version"] == 3
    assert (await owner.get("/v1/taste/ratings")).json()["count"] == 0
    await rate(owner, "x", 8)
    told = (await owner.get("/v1/taste/export")).json()
    assert [one["value"] for one in told["ratings"][0]["history"]] == [7, 3, None, 8]
    async with client_of(made, "guest") as guest:
        assert (await guest.get("/v1/taste/ratings")).json()["count"] == 0
        assert (await guest.post("/v1/taste/feeds", json={})).status_code == 403

    assert (await owner.delete("/v1/taste")).json() == {"forgotten": 1}
    assert (await owner.get("/v1/taste/export")).json()["ratings"] == []


async def test_answers_are_rated_where_they_are(made: Made, owner: httpx.AsyncClient) -> None:
    """A rating of an answer is its review's, and is not kept twice."""
    params = {"name": "bach.md", "topic": "music"}
    await owner.post("/v1/documents/file", params=params, content=b"# Bach\n\nBorn in 1685.\n")
    asked = (await owner.post("/v1/inquiries", json={"question": "When was Bach born?"})).json()
    await owner.patch(f"/v1/inquiries/{asked['id']}", json={"version": 0, "rating": 4})
    told = (await owner.get("/v1/taste/ratings")).json()["ratings"]
    assert [(one["kind"], one["title"], one["value"]) for one in told] == [
        ("answer", "When was Bach born?", 4)
    ]
    body = {"kind": "answer", "key": asked["id"], "value": 9}
    assert (await owner.put("/v1/taste/ratings", json=body)).json()["value"] == 9
    review = (await owner.get(f"/v1/inquiries/{asked['id']}")).json()["review"]
    assert (review["rating"], review["version"]) == (9, 2)
    await owner.put("/v1/taste/ratings", json=body | {"value": None})
    assert (await owner.get("/v1/taste/ratings")).json()["count"] == 0
    gone = await owner.put("/v1/taste/ratings", json=body | {"key": "0" * 16})
    assert gone.status_code == 404


async def test_collections_and_feeds_are_ordered(made: Made, owner: httpx.AsyncClient) -> None:
    """Passages, documents and a feed's new entries; what is known of none is asked for first."""
    for name, text in (("fugue.md", FUGUES), ("engine.md", ENGINES)):
        params = {"name": name, "topic": name}
        await owner.post("/v1/documents/file", params=params, content=text.encode())
    first = (await owner.get("/v1/taste/next", params={"count": 2})).json()["things"]
    assert {one["title"] for one in first} == {"fugue.md", "engine.md"}
    assert [one["value"] for one in first] == [None, None]
    unknown = (await owner.get("/v1/taste/predictions")).json()
    assert (len(unknown["things"]), unknown["why"][:6]) == (2, "Rate 5")

    await rated(owner)
    await settled(made)
    for collection in ("passages", "documents"):
        params = {"collection": collection}
        told = (await owner.get("/v1/taste/predictions", params=params)).json()["things"]
        assert [one["title"] for one in told] == ["fugue.md", "engine.md"]
    one = await owner.get("/v1/taste/predictions", params={"topic": "engine.md"})
    assert [thing["title"] for thing in one.json()["things"]] == ["engine.md"]
    nothing = await owner.get("/v1/taste/predictions", params={"collection": "cats"})
    assert nothing.status_code == 400
    entries = (await owner.post("/v1/taste/feeds", json={})).json()["things"]
    assert {"Gone", "Bach", "A talk"} == {thing["title"] for thing in entries}
    assert all("<p>" not in thing["text"] for thing in entries)
    assert entries[0]["title"] == "Gone"  # it tells of counterpoint


async def test_questions_are_listed_as_they_would_be_rated(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """Where a taste is known; before, and where nobody asks for it, the newest come first."""
    for question in (f"{FUGUES} What is a stretto?", f"{ENGINES} What is a valve?"):
        await owner.post("/v1/inquiries", json={"question": question})

    async def listed(**params: str) -> list[bool]:
        told = (await owner.get("/v1/inquiries", params=params)).json()
        assert told["next"] == min(one["id"] for one in told["inquiries"])
        return ["stretto" in one["question"] for one in told["inquiries"]]

    unknown = await listed(order="taste")
    await rated(owner)
    await owner.post("/v1/taste/train")
    await settled(made)
    assert (unknown, await listed(), await listed(order="taste")) == (
        [False, True],
        [False, True],
        [True, False],
    )
    assert (await owner.get("/v1/inquiries", params={"order": "worst"})).status_code == 422


async def test_what_fits_alike_is_found_in_the_order_of_taste(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """Until it is known, and for others, as it was; and what fits better stays before."""
    words = {"fugue": "fugue counterpoint subject voices", "engine": "engine petrol piston motor"}
    for at, more in enumerate(("", "Tempo is all there is to a tempo.")):
        for name, text in words.items():
            content = f"The {text}. The tempo is told here. {more}".encode()
            params = {"name": f"{name}{at}.md"}
            await owner.post("/v1/documents/file", params=params, content=content)

    async def found() -> list[str]:
        body = {"question": "Where is the tempo told?"}
        told = (await owner.post("/v1/search", json=body)).json()["passages"]
        return [one["title"].removesuffix(".md") for one in told]

    for liked, other in (("engine", "fugue"), ("fugue", "engine")):
        for at in range(4):
            await rate(owner, f"{liked} {at}", 7, text=words[liked])
            await rate(owner, f"{other} {at}", 3, text=words[other])
        await owner.post("/v1/taste/train")
        await settled(made)
        await found()  # what it has not read yet is read behind
        await settled(made)
        assert await found() == [f"{liked}1", f"{other}1", f"{liked}0", f"{other}0"]


async def test_a_line_leaves_out_only_where_it_is_set(made: Made, owner: httpx.AsyncClient) -> None:
    """The one that is set holds where none is named; what is under it is counted, 0 shows all."""
    await rated(owner)
    await settled(made)
    texts = {"1": FUGUES, "2": ENGINES}
    things = [{"kind": "passage", "key": key, "text": text} for key, text in texts.items()]

    async def listed(**more: float) -> tuple[int, int]:
        body = {"things": things} | more
        told = (await owner.post("/v1/taste/predictions", json=body)).json()
        return len(told["things"]), told["below"]

    assert await listed() == (2, 0)
    object.__setattr__(made.tasting, "line", 5.0)
    assert await listed() == (1, 1)
    assert await listed(least=0) == (2, 0)
    assert (await owner.get("/v1/taste")).json()["line"] == 5
