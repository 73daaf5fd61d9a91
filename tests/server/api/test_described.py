"""The OpenAPI document: every route says how it refuses, who may ask, and how large numbers are."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from server.core.rule import Who
from server.core.trust import RULES
from tests.server.conftest import Made


@pytest.fixture
def document(made: Made) -> dict[str, Any]:
    """Give the document."""
    return made.app.openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Walk all of them."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def numbers(place: str, schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk the numbers of a schema."""
    if isinstance(schema, dict):
        if str(schema.get("type")) in {"integer", "number"}:
            yield place, schema
        for name, part in schema.items():
            yield from numbers(f"{place}.{name}", part)
    elif isinstance(schema, list):
        for part in schema:
            yield from numbers(place, part)


def test_every_failure_is_a_problem(document: dict[str, Any]) -> None:
    """Each operation declares its refusals, all of the one form."""
    for method, path, operation in operations(document):
        refused = {status: told for status, told in operation["responses"].items() if status >= "4"}

        assert {"400", "403", "404", "413", "421", "429", "503"} <= set(refused), (method, path)
        for status, told in refused.items():
            if status != "416":  # the framework's own, of files sent in part
                assert list(told["content"]) == ["application/problem+json"]


def test_who_may_ask_is_told(document: dict[str, Any]) -> None:
    """What is closed names its ways in, and what is open has none."""
    told = {(method, path): each["security"] for method, path, each in operations(document)}
    for rule in RULES:
        path = rule.path.replace(":int}", "}").replace(":path}", "}")
        security = told.get((rule.method.lower(), path))
        if security is not None:
            assert bool(security) == (rule.who is not Who.PUBLIC), path


def test_every_number_sent_has_ends(document: dict[str, Any]) -> None:
    """A number without an end breaks the database: take it from `server/api/sent.py`."""
    parameters = [
        (f"{method} {path} {each['name']}", each["schema"])
        for method, path, operation in operations(document)
        for each in operation.get("parameters", [])
    ]
    schemas = [*parameters, *document["components"]["schemas"].items()]
    open_ended = [
        place
        for name, schema in schemas
        for place, number in numbers(name, schema)
        if not {"maximum", "exclusiveMaximum"} & set(number)
    ]

    assert open_ended == []


async def test_false_is_no_number(page: httpx.AsyncClient) -> None:
    """A JSON body means what it says."""
    for goes in (False, "0", None):
        answer = await page.post("/v1/inquiries/retention", json={"goes": goes})

        assert answer.status_code == 422


async def test_huge_ids_are_nobodys(page: httpx.AsyncClient) -> None:
    """A number that no database takes is refused before it meets one."""
    huge = 10**20
    for path in (f"/v1/documents/{huge}", f"/v1/words/{huge}", f"/v1/topics/{huge}"):
        assert (await page.get(path)).status_code in {404, 405}
    assert (await page.get(f"/v1/inquiries?reviewed={huge}")).status_code == 422
    assert (await page.get(f"/v1/documents?before={huge}")).status_code == 422
