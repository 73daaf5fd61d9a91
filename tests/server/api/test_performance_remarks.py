"""Notes on moments of a recording, over HTTP: made, changed by two, deleted."""

from typing import Any

import httpx
import pytest

from tests.server.api.recorded import PLACE, newly
from tests.server.api.test_documents import owner
from tests.server.api.test_recordings import asking
from tests.server.conftest import Made

__all__ = ["owner"]  # a fixture, which pytest finds by name


async def noted(client: httpx.AsyncClient, held: str, at_ms: int, text: str) -> dict[str, Any]:
    """Note something; give it."""
    answer = await client.post(f"{PLACE}/{held}/remarks", json={"at_ms": at_ms, "text": text})
    assert answer.status_code == 201, answer.text
    return next(dict(one) for one in answer.json()["remarks"] if one["at_ms"] == at_ms)


async def test_they_are_kept_with_their_authors(owner: httpx.AsyncClient) -> None:
    """By their moments, with markup as it is; they are changed, moved and deleted."""
    held = (await newly(owner))["id"]
    late = await noted(owner, held, 9_000, "too <i>loud\n here")
    early = await noted(owner, held, -500, "the breath before")
    place = f"{PLACE}/{held}/remarks"
    moved = await owner.patch(f"{place}/{early['id']}", json={"version": 1, "at_ms": 9_500})
    gone = await owner.delete(f"{place}/{late['id']}")

    assert (late["text"], late["by"], late["mine"]) == ("too <i>loud here", "owner", True)
    assert [one["text"] for one in moved.json()["remarks"]] == [late["text"], early["text"]]
    (left,) = gone.json()["remarks"]
    assert left == early | {"at_ms": 9_500, "version": 2}
    assert (await owner.get(f"{PLACE}/{held}")).json()["remarks"] == [left]


async def sought(client: httpx.AsyncClient, text: str) -> list[tuple[str, list[str]]]:
    """Search the recordings; give their names, and the notes that are shown."""
    told = (await client.get(PLACE, params={"text": text})).json()["performances"]
    return [(one["name"], [note["text"] for note in one["found"]]) for one in told]


async def test_they_are_searched(made: Made, owner: httpx.AsyncClient) -> None:
    """In any case of letters, with a link to the second; not what is gone, or others'."""
    held = (await newly(owner, name="Trial 4"))["id"]
    await newly(owner, name="Thumbs")
    one = await noted(owner, held, 62_500, "The THUMB is late, Übergang")
    for at in range(4):
        await noted(owner, held, at, f"thumb {at}")
    (late,) = (await owner.get(PLACE, params={"text": "übergang thumb"})).json()["performances"]
    first = late["found"][0]

    assert first["address"] == f"/analyze.html?video={held}&t=62.5"
    assert (first["text"], first["by"], len(late["found"])) == (one["text"], "owner", 3)
    assert sorted(await sought(owner, "thumb")) == [
        ("Thumbs", []), ("Trial 4", ["thumb 0", "thumb 1", "thumb 2"]),
    ]  # fmt: skip
    assert await sought(owner, "") == [("Thumbs", []), ("Trial 4", [])]
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as anna:
        assert await sought(anna, "thumb") == []
    place = f"{PLACE}/{held}/remarks/{one['id']}"
    await owner.patch(place, json={"version": 1, "text": "The wrist is late"})
    assert await sought(owner, "übergang") == []
    assert await sought(owner, "wrist") == [("Trial 4", ["The wrist is late"])]
    await owner.delete(place)
    assert await sought(owner, "wrist") == []


async def test_two_who_change_one_at_once(owner: httpx.AsyncClient) -> None:
    """Of the same field the later is refused, and both are kept; other fields are merged."""
    held = (await newly(owner))["id"]
    one = await noted(owner, held, 5, "fine")
    place = f"{PLACE}/{held}/remarks/{one['id']}"
    first = await owner.patch(place, json={"version": 1, "text": "very fine"})
    merged = await owner.patch(place, json={"version": 1, "at_ms": 7})
    refused = await owner.patch(place, json={"version": 1, "text": "not so fine"})

    assert [answer.status_code for answer in (first, merged, refused)] == [200, 200, 412]
    whole = (await owner.get(f"{PLACE}/{held}")).json()
    assert [(told["text"], told["at_ms"]) for told in whole["remarks"]] == [("very fine", 7)]
    assert [told["fields"] for told in whole["refused"]] == [{"text": "not so fine"}]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "", {"at_ms": 0, "text": " \n "}, 400),
        ("POST", "", {"at_ms": 0, "text": "a" * 501}, 400),
        ("POST", "", {"at_ms": 10**14, "text": "a"}, 400),
        ("PATCH", "/99", {"version": 1, "text": "a"}, 404),
        ("DELETE", "/99", None, 404),
    ],
)
async def test_what_cannot_be(
    method: str, path: str, body: Any, status: int, owner: httpx.AsyncClient
) -> None:
    """Each is refused with a sentence."""
    held = (await newly(owner))["id"]
    answer = await owner.request(method, f"{PLACE}/{held}/remarks{path}", json=body)

    assert answer.status_code == status, answer.text
    assert answer.json()["detail"].endswith(".")


async def test_other_peoples(made: Made, owner: httpx.AsyncClient) -> None:
    """Who may see a recording may note on it; others' notes are changed by its owner alone."""
    held = (await newly(owner))["id"]
    mine = await noted(owner, held, 5, "mine")
    place = f"{PLACE}/{held}/remarks"
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as anna:
        hidden = await anna.post(place, json={"at_ms": 0, "text": "hers"})
        await owner.patch(f"{PLACE}/{held}", json={"version": 1, "shared": True})
        hers = await noted(anna, held, 8, "hers")
        changed = await anna.patch(f"{place}/{mine['id']}", json={"version": 1, "text": "hers"})
        gone = await anna.delete(f"{place}/{mine['id']}")
        own = await anna.patch(f"{place}/{hers['id']}", json={"version": 1, "text": "all hers"})

    assert [one.status_code for one in (hidden, changed, gone, own)] == [404, 403, 403, 200]
    assert (hers["by"], hers["mine"]) == ("anna", True)
    left = (await owner.delete(f"{place}/{hers['id']}")).json()["remarks"]
    assert [one["text"] for one in left] == ["mine"]
