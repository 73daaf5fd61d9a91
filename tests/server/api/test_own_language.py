"""One's own words over HTTP: read, written over what was read, versions, kept apart."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from server.core.rule import OWN_WORDS
from tests.server.api.test_recordings import asking
from tests.server.conftest import Made
from tests.server.core.test_own_language import WORD, language

PATH = "/v1/languages/own"


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner's extension."""
    async with asking(made, made.extension_token()) as client:
        yield client


async def put(client: httpx.AsyncClient, etag: str, **change: Any) -> httpx.Response:
    """Write a language over what was read."""
    return await client.put(PATH, json=language(**change), headers={"If-Match": etag})


async def test_read_and_written(owner: httpx.AsyncClient) -> None:
    """It begins empty; each writing is a version, whose ETag is answered and may be read."""
    empty = await owner.get(PATH)
    first = await put(owner, empty.headers["etag"])
    again = await owner.get(PATH)

    assert (empty.status_code, empty.json()["words"], empty.headers["etag"]) == (200, [], '"0"')
    assert (first.status_code, first.headers["etag"]) == (200, '"1"')
    assert again.json() == first.json() == language(version=1)
    assert again.headers["cache-control"] == "no-store"
    assert "ETag" in again.headers["access-control-expose-headers"]


async def test_who_is_late_writes_nothing(owner: httpx.AsyncClient) -> None:
    """Over a version that another has written since nothing is written, and it is said."""
    await put(owner, '"0"')
    late = await put(owner, '"0"', words=[])

    assert late.status_code == 412
    assert "read, merge, write again" in late.json()["detail"]
    assert (await owner.get(PATH)).json()["words"] == [WORD]


async def test_without_a_version_nothing_is_written(owner: httpx.AsyncClient) -> None:
    """A writer has to say what he has read, and to send a language."""
    missing = await owner.put(PATH, json=language())
    wrong = await put(owner, "*")
    other = await put(owner, '"0"', name="base")

    assert [missing.status_code, wrong.status_code, other.status_code] == [422, 400, 400]
    assert "name should be 'own'" in other.json()["detail"]


async def test_versions_can_be_had_again(owner: httpx.AsyncClient) -> None:
    """Each version is listed with how many words it has, and given whole."""
    await put(owner, '"0"')
    await put(owner, '"1"', words=[])
    listed = (await owner.get(f"{PATH}/versions")).json()["versions"]
    first = await owner.get(f"{PATH}/versions/1")
    missing = await owner.get(f"{PATH}/versions/7")

    assert [(one["version"], one["words"]) for one in listed] == [(2, 0), (1, 1)]
    assert first.json()["words"] == [WORD]
    assert (missing.status_code, (await owner.get(f"{PATH}/versions/0")).status_code) == (404, 200)


async def test_each_has_his_own(made: Made, owner: httpx.AsyncClient) -> None:
    """Another person's words are not there, and who is nobody is sent away."""
    await put(owner, '"0"')
    made.users.add("anna", "user")
    token = made.extension_token("anna")
    async with asking(made, token) as hers, asking(made, "wrong") as nobody:
        assert (await hers.get(PATH)).json()["words"] == []
        assert (await nobody.get(PATH)).status_code == 401


async def test_too_long(owner: httpx.AsyncClient) -> None:
    """More than anybody's words is refused."""
    body = json.dumps(language(help="x" * OWN_WORDS))
    refused = await owner.put(PATH, content=body, headers={"If-Match": '"0"'})

    assert refused.status_code == 413
