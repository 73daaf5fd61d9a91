"""Answers that are kept, by the real app over a real port: each route of the table, and its end."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from server.adapters.database.engine import open_engine, writing
from server.api import kept
from tests.server.api.test_documents import load
from tests.server.api.test_reviews import ask
from tests.server.conftest import EXTENSION, Made
from tests.server.served import served

SAME = ("content-type", "content-length", "content-security-policy", "cache-control", "vary")


@pytest.fixture
async def host(made: Made) -> AsyncIterator[str]:
    """Serve the app, with its stamp."""
    if made.store.engine.dialect.name != "sqlite":
        pytest.skip("nothing is kept of PostgreSQL")
    async with served(made.app) as host:
        yield f"http://{host}"


@pytest.fixture
async def owner(made: Made, host: str) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension."""
    headers = {"Authorization": f"Bearer {made.extension_token()}", "Origin": EXTENSION}
    async with httpx.AsyncClient(base_url=host, headers=headers) as client:
        yield client


@pytest.fixture
async def places(owner: httpx.AsyncClient) -> dict[str, str]:
    """Give an address for each rule of the table, at all of which there is something."""
    document = (await load(owner, topic=["music"]))["id"]
    inquiry = (await ask(owner, "Who was Bach?"))["id"]
    await owner.put(f"/v1/inquiries/{inquiry}/marked")
    known = {"{document_id:int}": str(document), "{inquiry_id}": inquiry}
    found = {}
    for rule in kept.KEPT:
        place = rule
        for name, value in known.items():
            place = place.replace(name, value)
        found[rule] = place
    return found


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the addresses of answers that were made, and not taken from what is kept."""
    found: list[str] = []
    keep = kept.Kept._keep

    def noting(self: kept.Kept, key: kept.Key, *others: Any) -> None:
        found.append(key[0])
        keep(self, key, *others)

    monkeypatch.setattr(kept.Kept, "_keep", noting)
    return found


async def test_each_is_told_again_to_the_letter(
    owner: httpx.AsyncClient, places: dict[str, str], made_anew: list[str]
) -> None:
    """What every answer carries is there; its id and the origin that may read it are its own."""
    page = str(owner.base_url).rstrip("/")
    for place in places.values():
        first = await owner.get(place)
        again = await owner.get(place, headers={"Origin": page})
        assert first.status_code == 200
        assert made_anew.count(place) == 1
        assert again.content == first.content
        assert [again.headers[one] for one in SAME] == [first.headers[one] for one in SAME]
        assert again.headers["x-request-id"] != first.headers["x-request-id"]
        assert first.headers["access-control-allow-origin"] == EXTENSION
        assert again.headers["access-control-allow-origin"] == page
        assert (await owner.head(place)).content == b""


async def test_nobody_is_told_what_is_not_his_or_what_was(
    made: Made, owner: httpx.AsyncClient, places: dict[str, str]
) -> None:
    """Another person asks right after the owner; a token goes, an admin becomes none."""
    made.users.add("anna", "admin")
    token = made.extension_token("anna")
    anna = httpx.AsyncClient(base_url=owner.base_url, headers={"Authorization": f"Bearer {token}"})
    listing, one = "/v1/inquiries", places["/v1/inquiries/{inquiry_id}"]

    async def told() -> list[Any]:
        return [
            [each["marked"] for each in (await anna.get(listing)).json()["inquiries"]],
            (await anna.get(one)).status_code,
            len((await anna.get("/v1/inquiries/marked")).json()["inquiries"]),
        ]

    async with anna:
        for place in places.values():
            await owner.get(place)
        as_admin = [await told() for _ in range(2)]
        made.users.set_role("anna", "user")
        as_user = [await told() for _ in range(2)]
        made.users.remove("anna")
        gone = [(await anna.get(place)).status_code for place in places.values()]

    assert as_admin == [[[False], 200, 0]] * 2
    assert as_user == [[[], 404, 0]] * 2
    assert gone == [401] * len(places)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE topics SET name = 'another'",
        "UPDATE users SET name = 'another'",
        "UPDATE documents SET title = 'another'",
        "UPDATE inquiries SET question = 'another'",
    ],
)
async def test_what_another_process_commits_is_told_at_once(
    made: Made, owner: httpx.AsyncClient, places: dict[str, str], change: str
) -> None:
    """Over a connection of its own; each answer is then as the route gives it."""
    before = {place: (await owner.get(place)).text for place in places.values()}
    elsewhere = open_engine(str(made.store.engine.url))
    with writing(elsewhere) as connection:
        connection.execute(text(change))
    elsewhere.dispose()
    after = {place: (await owner.get(place)).text for place in places.values()}

    told = {place for place in before if before[place] != after[place]}
    assert told
    assert all("another" in after[place] for place in told)
