"""Inquiries reviewed over HTTP: sought, rated, corrected, taught, counted, watched, let go."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from server.api import exported
from server.core.chat.exported import kept, place_of
from server.core.chat.retention import YEAR
from tests.server.conftest import EXTENSION, HERE, Made

BACH = b"# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n"


def client_of(made: Made, name: str) -> httpx.AsyncClient:
    """Ask as somebody's extension."""
    headers = {"Authorization": f"Bearer {made.extension_token(name)}", "Origin": EXTENSION}
    transport = httpx.ASGITransport(app=made.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=HERE, headers=headers)


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner, who has a document about Bach in the topic music."""
    async with client_of(made, "owner") as client:
        params = {"name": "bach.md", "topic": "music"}
        await client.post("/v1/documents/file", params=params, content=BACH)
        yield client


@pytest.fixture
async def guest(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as a user."""
    made.users.add("guest", "user", "a long password")
    async with client_of(made, "guest") as client:
        yield client


async def ask(client: httpx.AsyncClient, question: str, *topics: str) -> dict[str, Any]:
    """Ask a question."""
    told = {"question": question, "topics": topics}
    return dict((await client.post("/v1/inquiries", json=told)).json())


async def review(client: httpx.AsyncClient, inquiry: str, **told: Any) -> httpx.Response:
    """Review an answer."""
    return await client.patch(f"/v1/inquiries/{inquiry}", json=told)


async def found(client: httpx.AsyncClient, **params: Any) -> list[str]:
    """Give the questions of what is listed."""
    told = (await client.get("/v1/inquiries", params=params)).json()
    return [one["question"] for one in told["inquiries"]]


async def test_inquiries_are_packed(
    owner: httpx.AsyncClient, guest: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each in a file of its time, those that are sought, and of others only to an admin."""
    monkeypatch.setattr(exported, "AT_ONCE", 2)
    own = [await ask(owner, f"Who was Bach? {at}") for at in range(3)]
    await ask(guest, "When was Bach born?")
    answers = [
        await client.get("/v1/inquiries/export", params=params)
        for client, params in ((owner, {}), (guest, {}), (owner, {"search": "nothing of it"}))
    ]
    packed = [ZipFile(BytesIO(answer.content)) for answer in answers]
    wrong = await owner.get("/v1/inquiries/export", params={"least": 11})

    assert [len(one.namelist()) for one in packed] == [4, 1, 0]
    assert packed[0].testzip() is None
    # The clock of tests stands still: all are of one millisecond.
    place = place_of(own[0]["created"], own[0]["id"])
    assert json.loads(packed[0].read(place)) == kept(own[0])
    assert wrong.status_code == 400


async def test_inquiries_are_sought(owner: httpx.AsyncClient, guest: httpx.AsyncClient) -> None:
    """An admin's are everybody's, with their names; a user's are his own, whatever he asks."""
    await ask(owner, "When was Bach born?", "music")
    await ask(guest, "Who was Bach?")
    everybody = (await owner.get("/v1/inquiries")).json()
    users = {name: int(number) for number, name in everybody["users"].items()}

    assert set(users) == {"owner", "guest"}
    assert await found(owner, search="bach") == ["Who was Bach?", "When was Bach born?"]
    assert await found(owner, search="bach", topic="music") == ["When was Bach born?"]
    assert await found(owner, topic="ALL", user=users["guest"]) == ["Who was Bach?"]
    assert await found(guest, user=users["owner"]) == ["Who was Bach?"]
    assert await found(owner, own=True) == ["When was Bach born?"]
    refused = await owner.get("/v1/inquiries", params={"least": 11})
    assert (refused.status_code, refused.json()["detail"]) == (400, "A rating is 0 to 10.")


async def test_answers_are_rated(owner: httpx.AsyncClient, guest: httpx.AsyncClient) -> None:
    """By who asked; the rating can be taken back, and of two at once one is told to look."""
    asked = await ask(guest, "Who was Bach?")
    key = asked["inquiry"]
    rated = await review(guest, key, version=0, rating=7)
    late = await review(owner, key, version=0, rating=2)
    wrong = await review(guest, key, version=1, rating=11)
    taken = await review(guest, key, version=1, rating=None)

    assert asked["review"]["version"] == 0
    assert (rated.json()["review"]["rating"], rated.json()["review"]["reviewer"]) == (7, "guest")
    assert (late.status_code, wrong.status_code) == (412, 400)
    assert (taken.status_code, taken.json()["review"]["rating"]) == (200, None)
    other = await ask(owner, "When was Bach born?")
    assert (await review(guest, other["inquiry"], version=0, rating=1)).status_code == 404


async def test_only_an_admin_corrects(owner: httpx.AsyncClient, guest: httpx.AsyncClient) -> None:
    """A user is told what he may do instead."""
    asked = await ask(guest, "Who was Bach?")
    refused = await review(guest, asked["inquiry"], version=0, correction="Me.")
    corrected = await review(owner, asked["inquiry"], version=0, correction=" A composer. ")

    assert (refused.status_code, "rate" in refused.json()["detail"]) == (403, True)
    assert corrected.json()["review"]["correction"] == "A composer."
    assert await found(owner, corrected=True) == ["Who was Bach?"]


async def test_a_correction_is_taught_and_cited_as_its_owners(owner: httpx.AsyncClient) -> None:
    """In the inquiry's topics; another one is its next version, and taken back it is gone."""
    key = (await ask(owner, "Which key did Bach love?", "music"))["inquiry"]
    early = await review(owner, key, version=0, teach=True)
    await review(owner, key, version=0, correction="He loved zyx minor.", teach=True)
    first = await ask(owner, "Did he love zyx minor?", "music")
    version = (await owner.get(f"/v1/inquiries/{key}")).json()["review"]["version"]
    changed = await review(owner, key, version=version, correction="He loved wvu major.")
    second = await ask(owner, "Did he love wvu major?", "music")
    review_now = changed.json()["review"]
    gone = await review(owner, key, version=review_now["version"], correction="")
    documents = (await owner.get("/v1/documents")).json()["documents"]

    assert early.status_code == 400
    cited = first["sources"][0]
    assert cited["title"] == "owner on “Which key did Bach love?”"
    assert (cited["address"], cited["topics"]) == (f"inquiry:{key}", ["music"])
    assert "zyx minor" in cited["text"]
    assert "zyx" not in second["sources"][0]["text"]
    assert "wvu major" in second["sources"][0]["text"]
    assert review_now["taught"] == cited["document"]
    assert gone.json()["review"]["taught"] is None
    assert [one["address"] for one in documents] == [""]


async def test_a_taught_document_that_was_deleted_is_no_hindrance(owner: httpx.AsyncClient) -> None:
    """The correction can be taken back all the same."""
    key = (await ask(owner, "Which key did Bach love?"))["inquiry"]
    told = (await review(owner, key, version=0, correction="All.", teach=True)).json()["review"]
    await owner.delete(f"/v1/documents/{told['taught']}")
    gone = await review(owner, key, version=told["version"], teach=False)

    assert (gone.status_code, gone.json()["review"]["taught"]) == (200, None)


async def test_questions_are_counted(owner: httpx.AsyncClient, guest: httpx.AsyncClient) -> None:
    """By day and by topic, for an admin."""
    for question in ("One?", "Two?"):
        await ask(owner, question, "music")
    await ask(owner, "Three?")
    told = (await owner.get("/v1/inquiries/counts", params={"topic": "Music"})).json()

    assert [one["count"] for one in told["days"]] == [2]
    assert told["topics"] == [
        {"name": "ALL", "lately": 3, "ever": 3},
        {"name": "music", "lately": 2, "ever": 2},
    ]
    assert (await guest.get("/v1/inquiries/counts")).status_code == 403
    assert (await owner.get("/v1/inquiries/counts", params={"days": 0})).status_code == 400


async def test_news_wait_for_a_change(owner: httpx.AsyncClient) -> None:
    """And tell at once of one that was missed."""
    params = {"seconds": 20}
    seen = (await owner.get("/v1/inquiries/news")).json()["seen"]
    waiting = asyncio.create_task(owner.get("/v1/inquiries/news", params={"seen": seen, **params}))
    key = (await ask(owner, "Who?"))["inquiry"]
    told = (await waiting).json()["seen"]
    await review(owner, key, version=0, rating=3)
    missed = (await owner.get("/v1/inquiries/news", params={"seen": told, **params})).json()
    same = await owner.get("/v1/inquiries/news", params={"seen": missed["seen"], "seconds": 0})

    assert seen < told < missed["seen"] == same.json()["seen"]


async def test_the_old_are_let_go_when_they_were_looked_at(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """Never the first time, nor what was reviewed, nor other than what was seen."""
    keys = [(await ask(owner, f"Question {number}?"))["inquiry"] for number in range(4)]
    await review(owner, keys[0], version=0, rating=0)
    first = (await owner.get("/v1/inquiries/retention")).json()
    begun = await owner.post("/v1/inquiries/retention", json={"goes": 0})
    made.clock.now += YEAR // 2
    shown = (await owner.get("/v1/inquiries/retention")).json()
    other = await owner.post("/v1/inquiries/retention", json={"goes": 2})
    done = await owner.post("/v1/inquiries/retention", json={"goes": 1})
    left = (await owner.get("/v1/inquiries/retention")).json()

    assert (first["last"], first["goes"], begun.json()["removed"]) == (None, 0, 0)
    assert (shown["share"], shown["old"], shown["spared"], shown["goes"]) == (0.5, 2, 1, 1)
    assert [one["inquiry"] for one in shown["inquiries"]] == [keys[1]]
    assert (other.status_code, done.json()["removed"]) == (409, 1)
    assert (left["goes"], left["among"]) == (0, 3)
    assert await found(owner) == ["Question 3?", "Question 2?", "Question 0?"]
