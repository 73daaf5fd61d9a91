"""What was asked is counted by route, and whoever asks finds his request in the log."""

import io
import json
import re

import httpx

from server.adapters.log import configure
from server.api.access_log import ID_HEADER


async def test_requests_are_counted_by_template(page: httpx.AsyncClient) -> None:
    """By the route's template, not by what stands in its place; made-up ones in one count."""
    for path in ("/v1/documents/1", "/v1/documents/2", "/nowhere/1", "/nowhere/2"):
        await page.get(path)
    await page.request("MADEUP", "/nowhere/3")
    answer = await page.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert re.search(
        r'requests_total\{method="GET",route="/v1/documents/\{document_id:int\}",status="404"\} 2',
        answer.text,
    )
    assert "nowhere" not in answer.text
    assert "MADEUP" not in answer.text
    assert "rubato_held_people 1" in answer.text
    assert "rubato_memory_bytes{" in answer.text
    assert "rubato_requests_running 1" in answer.text


async def test_only_an_admin_is_told(client: httpx.AsyncClient) -> None:
    """Nobody else sees what this server does."""
    assert (await client.get("/metrics")).status_code == 401


async def test_each_answer_has_the_id_of_its_line(client: httpx.AsyncClient) -> None:
    """No two are alike, and what is refused has one, too."""
    ids = [(await client.get(path)).headers[ID_HEADER.decode()] for path in ("/ping", "/metrics")]

    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in ids)
    assert len(set(ids)) == len(ids)


def test_all_lines_of_a_request_have_its_id() -> None:
    """What a service writes while it answers is found by the id that the asker has."""
    told = io.StringIO()
    log = configure("info", "json", told)

    from structlog.contextvars import bound_contextvars

    with bound_contextvars(request="abc"):
        log.info("something")
    log.info("after")
    first, second = (json.loads(line) for line in told.getvalue().splitlines())

    assert first["request"] == "abc"
    assert "request" not in second
