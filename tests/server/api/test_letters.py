"""JSON that no text can be is mended, that no number can be refused; what looks like it passes."""

import json

import httpx
import pytest

from tests.server.conftest import Made

SENT = '{"name": %s, "caution": ""}'
UNKNOWN = "\ufffd"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"a\\u0000b"', "a" + UNKNOWN + "b"),
        ('"x\\ud800"', "x" + UNKNOWN),
        ('"\\udc00\\ud800y"', 2 * UNKNOWN + "y"),
        ('"\xed\xa0\x80"', UNKNOWN),
        ('"\\ud83c\\udfb9\\ud83c"', "\U0001f3b9" + UNKNOWN),
        ('"\\\\u0000"', "\\u0000"),
    ],
)
async def test_what_cannot_be_kept_is_mended(text: str, name: str, page: httpx.AsyncClient) -> None:
    """NUL and half of a character become U+FFFD, and what is escaped twice stays."""
    content = (SENT % text).encode("latin-1")
    headers = {"Content-Type": "application/json"}
    answer = await page.post("/v1/topics", content=content, headers=headers)

    assert answer.status_code == 201
    assert answer.json()["name"] == name


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "1e999", '{"a": [NaN]}'])
async def test_what_cannot_be_is_refused(text: str, page: httpx.AsyncClient) -> None:
    """It is refused before it meets a database, and the answer is one that can be sent."""
    content = (SENT % text).encode("latin-1")
    headers = {"Content-Type": "application/json"}
    answer = await page.post("/v1/topics", content=content, headers=headers)

    assert answer.status_code == 400
    assert "JSON" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["\U0001f3b9", "NaN", "a\\u0000b", "1e999", "Infinity"])
async def test_what_only_looks_so_passes(name: str, page: httpx.AsyncClient) -> None:
    """A pair of surrogates is a character, and words about such things are words."""
    content = json.dumps({"name": name}).encode()
    headers = {"Content-Type": "application/json"}
    answer = await page.post("/v1/topics", content=content, headers=headers)

    assert answer.status_code == 201
    assert answer.json()["name"] == name


async def test_deep_json_is_refused(page: httpx.AsyncClient) -> None:
    """What is nested deeper than anything is read is no JSON of ours, and no broken server."""
    for body in (b"[" * 3_000, b'{"name": ' + b"[" * 900 + b"]" * 900 + b"}"):
        headers = {"Content-Type": "application/json"}
        answer = await page.post("/v1/topics", content=body, headers=headers)

        assert answer.status_code in {400, 422}


async def test_address_holds_no_nul(made: Made, page: httpx.AsyncClient) -> None:
    """A NUL in a path or query is refused."""
    for path in ("/v1/topics?filter=a%00b", "/v1/languages/a%00b"):
        assert (await page.get(path)).status_code == 400
    assert made.log.lines[-1][2]["status"] == 400
