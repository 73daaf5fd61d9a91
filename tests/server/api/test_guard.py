"""The guard's finer points: preflights, subresources, sizes, and that it logs no secret."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import text

from server.adapters.database.engine import writing
from tests.server.conftest import EXTENSION, HERE, Made

PREFLIGHT = {"Access-Control-Request-Method": "POST"}


async def test_preflight_of_the_extension(client: httpx.AsyncClient) -> None:
    """The extension learns that it may send its token, also from a public page's network."""
    private = {"Access-Control-Request-Private-Network": "true"}
    answer = await client.options(
        "/v1/pairings", headers={"Origin": EXTENSION, **PREFLIGHT, **private}
    )

    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == EXTENSION
    assert answer.headers["access-control-allow-methods"] == "POST"
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    assert answer.headers["access-control-allow-private-network"] == "true"


async def test_preflight_of_a_foreign_page(client: httpx.AsyncClient) -> None:
    """A foreign page's preflight is refused."""
    answer = await client.options(
        "/v1/pairings", headers={"Origin": "https://evil.example", **PREFLIGHT}
    )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "no-cors", "script", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "no-cors", "script", 200),
        ("none", "navigate", "document", 200),
        ("none", "cors", "empty", 200),
    ],
)
async def test_subresources_of_foreign_pages(
    site: str, mode: str, dest: str, status: int, client: httpx.AsyncClient
) -> None:
    """A foreign page may link to us, and neither embed nor probe us."""
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}

    assert (await client.get("/", headers=headers)).status_code == status


async def test_long_bodies_are_refused(client: httpx.AsyncClient) -> None:
    """A body longer than its route takes is refused, whether its length is announced or not."""
    long = b'{"code": "' + b"x" * 20_000 + b'"}'

    async def trickle() -> AsyncIterator[bytes]:
        for start in range(0, len(long), 1000):
            yield long[start : start + 1000]

    json_type = {"Content-Type": "application/json"}
    announced = await client.post("/v1/pairings", content=long, headers=json_type)
    unannounced = await client.post("/v1/pairings", content=trickle(), headers=json_type)

    assert (announced.status_code, unannounced.status_code) == (413, 413)


async def test_wrong_field_is_named_and_not_repeated(client: httpx.AsyncClient) -> None:
    """A body that cannot be read says which field; never what was in it."""
    answer = await client.post("/v1/session", json={"name": "owner", "password": ["hush"]})

    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "password"
    assert "hush" not in answer.text


async def test_requests_are_logged_without_secrets(made: Made, client: httpx.AsyncClient) -> None:
    """The log holds method, path and status; no query, token, password or code."""
    code = made.pairing.open(made.users.owner()).code
    token = (await client.post("/v1/pairings", json={"code": code, "name": "x"})).json()["token"]
    await client.get("/v1/status?token=hush", headers={"Authorization": f"Bearer {token}"})
    await client.post("/v1/session", json={"name": "owner", "password": made.password})
    told = json.dumps(made.log.lines)

    assert [facts["status"] for _, _, facts in made.log.lines] == [201, 200, 201]
    for secret in (code, token, "hush", made.password):
        assert secret not in told


async def test_failure_inside_is_a_problem(
    made: Made, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks inside is answered without its details, and logged as a warning."""

    def broken() -> None:
        raise RuntimeError("hush")

    monkeypatch.setattr(made.midi, "problem", broken)
    headers = {"Authorization": f"Bearer {made.extension_token()}"}
    answer = await client.get("/v1/status", headers=headers)

    assert answer.status_code == 500
    assert "hush" not in answer.text
    assert made.log.lines[-1][0] == "warning"


async def test_what_keeps_the_database_away_is_logged(
    made: Made, client: httpx.AsyncClient
) -> None:
    """Who is told to look into the log finds the driver's words there, and no text of anybody."""
    with writing(made.store.engine) as connection:
        connection.execute(text("ALTER TABLE documents RENAME TO away"))

    headers = {"Authorization": f"Bearer {made.extension_token()}"}
    answer = await client.get("/v1/documents?q=secret", headers=headers)

    assert answer.status_code == 503
    level, event, facts = made.log.lines[-1]
    assert (level, event) == ("error", "request")
    assert "documents" in str(facts["cause"])
    assert "secret" not in str(facts)


async def test_cors_is_for_the_origin_that_asked(client: httpx.AsyncClient) -> None:
    """A cache must not hand one origin's answer to another."""
    answer = await client.get("/health", headers={"Origin": HERE})

    assert "Origin" in answer.headers["vary"]
