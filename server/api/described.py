"""What the OpenAPI document says of all routes alike, from their rules, and of a few alone.

Each router says what it takes and gives.  What the guard and the table of failures do to every
request is said here, once: who may ask, how one signs in, and that every failure is a problem.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from server.api.answered import BODIES, GIVEN
from server.api.context import COOKIE, CSRF_HEADER
from server.core.rule import Rule, Who
from server.core.trust import LARGEST_ID, RULES

Operation = dict[str, Any]
PROBLEM = "Problem"
HTTP_PROBLEM = {
    "type": "object",
    "description": "A failure as RFC 9457 has it; some carry more, which their sentence names.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What to do."},
    },
}
SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Of a paired extension, or of a program (`rubato pair`).",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "Of a person signed in on the server's page.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": CSRF_HEADER,
        "description": "What signing in gave, beside the session of whoever changes something.",
    },
}
RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}}
FAILURES = {
    "400": "What was sent cannot be.",
    "401": "Nobody known asks.",
    "403": "Who asks may not, or the page that asks may not.",
    "404": "There is no such thing.",
    "409": "It is there already, or something else is under way.",
    "412": "Another has changed it since it was read.",
    "413": "The body is longer than this route takes.",
    "421": "This host name is not ours.",
    "422": "A field is missing or wrong; `fields` names each.",
    "429": "Too often; Retry-After says when.",
    "503": "What it needs does not run: a model, a voice, a network.",
}
SAFE = frozenset({"get", "head"})
UNSAFE_ONLY = frozenset({"409", "412"})
LEAST_ID = 0


def describe(app: FastAPI) -> None:
    """Let the app's document say all of it; it is made when first asked for."""

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = described(FastAPI.openapi(app))
        return app.openapi_schema

    app.openapi = told  # type: ignore[method-assign]


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Complete a document in place."""
    parts = document.setdefault("components", {})
    parts.setdefault("schemas", {})[PROBLEM] = HTTP_PROBLEM
    parts["securitySchemes"] = SCHEMES
    for schema in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(schema, None)  # nobody is answered so
    rules = {(rule.method.lower(), _plain(rule.path)): rule for rule in RULES}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, path, rules.get((method, path)))
    return document


def _plain(path: str) -> str:
    """Write a path without its convertors, as OpenAPI does."""
    return path.replace(":int}", "}").replace(":path}", "}")


def _complete(operation: Operation, method: str, path: str, rule: Rule | None) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            _limit(parameter["schema"])
    if (body := BODIES.get((method, path))) is not None:
        operation["requestBody"] = body
    responses = operation["responses"]
    if (given := GIVEN.get((method, path))) is not None:
        responses.update(given)
    for status in _statuses(method, rule):
        responses[status] = _failure(status)
    operation["security"] = list(_security(method, rule))


def _limit(schema: dict[str, Any]) -> None:
    """Say what a part of a path is at most and at least."""
    if schema.get("type") == "integer":
        schema.update({"minimum": LEAST_ID, "maximum": LARGEST_ID})
    elif schema.get("type") == "string":
        schema.setdefault("minLength", 1)


def _statuses(method: str, rule: Rule | None) -> Iterator[str]:
    public = rule is None or rule.who is Who.PUBLIC
    for status in FAILURES:
        if (status == "401" and public and method in SAFE) or (
            status in UNSAFE_ONLY and method in SAFE
        ):
            continue
        yield status


def _failure(status: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{PROBLEM}"}
    told: dict[str, Any] = {
        "description": FAILURES[status],
        "content": {"application/problem+json": {"schema": schema}},
    }
    return told | ({"headers": RETRY} if status == "429" else {})


def _security(method: str, rule: Rule | None) -> Iterator[dict[str, list[str]]]:
    if rule is None or rule.who is Who.PUBLIC:
        return
    if rule.who not in {Who.SESSION, Who.ADMIN_SESSION}:
        yield {"token": []}
    yield {"session": []} if method in SAFE else {"session": [], "csrf": []}
