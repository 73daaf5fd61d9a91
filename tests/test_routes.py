"""Every route and WebSocket has a declared rule, and the rule holds."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest
from starlette.routing import Mount, WebSocketRoute
from starlette.types import Message

from server.api.context import COOKIE
from server.core.rule import Rule, Who
from server.core.trust import RULES, rule_for
from server.core.users import Role
from tests.server.conftest import EXTENSION, HERE, Made, client, database, made, page, speaking

__all__ = ["client", "database", "made", "page", "speaking"]  # fixtures, which pytest finds by name


def declared(routes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Walk every route there is, also inside routers and mounts: method (or WS) and path."""
    for route in routes:
        if hasattr(route, "original_router"):  # how FastAPI keeps an included router
            assert route.include_context.prefix == ""
            yield from declared(route.original_router.routes)
        elif isinstance(route, Mount):
            assert not getattr(route.app, "routes", None)
            yield "GET", route.path + "/{path:path}"
        elif isinstance(route, WebSocketRoute) or not hasattr(route, "methods"):
            yield "WS", route.path
        else:
            yield from ((method, route.path) for method in route.methods - {"HEAD"})


PARTS = {"path": "x", "int": "1", None: "a"}
"""A part of a path by its convertor."""


def example(rule: Rule) -> str:
    """Give a path that falls under the rule."""
    return re.sub(r"\{\w+(?::(\w+))?\}", lambda found: PARTS[found[1]], rule.path)


HTTP = [rule for rule in RULES if rule.method != "WS"]
SOCKETS = [rule for rule in RULES if rule.method == "WS"]
CLOSED = [rule for rule in HTTP if rule.who is not Who.PUBLIC]


def named(rule: Rule) -> str:
    """Name a rule where a test tells of it."""
    return f"{rule.method} {rule.path}"


async def asked(
    client: httpx.AsyncClient, rules: Iterable[Rule], headers: dict[str, str]
) -> list[tuple[str, httpx.Response]]:
    """Ask each route in its turn: what it is called, and what it answered."""
    return [
        (named(rule), await client.request(rule.method, example(rule), headers=headers))
        for rule in rules
    ]


def but(status: int, answers: Iterable[tuple[str, httpx.Response]]) -> list[tuple[str, int]]:
    """Name the routes that answered with another status, and with which."""
    return [(name, it.status_code) for name, it in answers if it.status_code != status]


def test_every_route_has_a_rule(made: Made) -> None:
    """What is routed and what is declared are the same, to the letter."""
    walked = list(declared(made.app.routes))

    assert len(walked) >= len(RULES) > 10
    assert set(walked) == {(rule.method, rule.path) for rule in RULES}


def test_rule_is_the_one_found() -> None:
    """A path falls under its own rule, and no wider one hides it."""
    found = [(rule, rule_for(rule.method, example(rule))) for rule in RULES]

    assert [(named(rule), other) for rule, other in found if other is not rule] == []


async def test_wrong_host_is_misdirected(client: httpx.AsyncClient) -> None:
    """A page that rebinds its name to this machine gets nothing from any route."""
    answers = await asked(client, HTTP, {"Host": "evil.example"})

    assert but(421, answers) == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:3000"])
async def test_wrong_origin_is_forbidden(
    origin: str, made: Made, client: httpx.AsyncClient
) -> None:
    """A foreign page gets nothing from any route, not even with a token, and may read nothing."""
    headers = {"Origin": origin, "Authorization": f"Bearer {made.extension_token()}"}
    answers = await asked(client, HTTP, headers)

    assert but(403, answers) == []
    assert [rule for rule, it in answers if "access-control-allow-origin" in it.headers] == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer rbt_wrong"}, {"Authorization": "Basic b3duZXI6eA=="},
     {"Cookie": f"{COOKIE}=rbt_wrong"}],
    ids=["nothing", "wrong token", "basic", "wrong cookie"],
)  # fmt: skip
async def test_unknown_are_sent_to_sign_in(
    headers: dict[str, str], client: httpx.AsyncClient
) -> None:
    """Without a token or session that holds, a closed route answers 401."""
    answers = await asked(client, CLOSED, headers)

    assert but(401, answers) == []
    assert {it.headers["www-authenticate"] for _, it in answers} == {"Bearer"}


async def test_roles_hold(made: Made, client: httpx.AsyncClient) -> None:
    """A user is kept from what is an admin's, a paired extension from what needs a session."""
    kept_from: dict[Role, list[Rule]] = {
        "user": [rule for rule in CLOSED if rule.who is not Who.USER],
        "admin": [rule for rule in CLOSED if rule.who in {Who.SESSION, Who.ADMIN_SESSION}],
    }
    wrong = []
    for number, rule in enumerate(CLOSED):
        for role, kept in kept_from.items():
            # A name for each: what one was let do, such as leaving, is not another's affair.
            made.users.add(f"{role}{number}", role)
            made.clock.now += 60_000  # nobody may pair so many at once
            headers = {"Authorization": f"Bearer {made.extension_token(f'{role}{number}')}"}
            answer = await client.request(rule.method, example(rule), headers=headers)
            if answer.status_code == 401 or (answer.status_code == 403) is not (rule in kept):
                wrong.append((role, named(rule), answer.status_code))

    assert wrong == []


async def test_writes_need_the_csrf_header(page: httpx.AsyncClient) -> None:
    """A session's cookie alone writes nothing."""
    del page.headers["X-Rubato-CSRF"]
    answers = await asked(page, [rule for rule in CLOSED if rule.method != "GET"], {})

    assert but(403, answers) == []
    assert [rule for rule, it in answers if "X-Rubato-CSRF" not in it.json()["detail"]] == []


async def test_cookie_serves_our_own_page_only(page: httpx.AsyncClient) -> None:
    """Even the extension, a trusted origin, cannot use the page's session."""
    page.headers["Origin"] = EXTENSION
    answers = await asked(page, CLOSED, {})

    assert but(401, answers) == []


@pytest.mark.parametrize("rule", SOCKETS, ids=named)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([(b"host", b"evil.example")], 421),
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"https://evil.example")], 403),
        ([(b"host", b"127.0.0.1:8000"), (b"origin", b"null")], 403),
    ],
    ids=["host", "origin", "null"],
)
async def test_sockets_are_refused_before_they_open(
    rule: Rule, headers: list[tuple[bytes, bytes]], status: int, made: Made
) -> None:
    """A foreign page's WebSocket never opens."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": example(rule),
        "headers": headers,
        "extensions": {"websocket.http.response": {}},
    }
    await made.app(scope, receive, send)
    plain: list[Message] = []

    async def send_plain(message: Message) -> None:
        plain.append(message)

    await made.app(scope | {"extensions": {}}, receive, send_plain)

    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", status)
    assert [message["type"] for message in plain] == ["websocket.close"]


async def test_unknown_path_and_method(client: httpx.AsyncClient) -> None:
    """What has no rule is not there; a wrong method names the right ones."""
    assert (await client.get("/nothing")).status_code == 404
    wrong = await client.put("/v1/session")

    assert wrong.status_code == 405
    assert set(wrong.headers["allow"].split(", ")) == {"GET", "POST", "DELETE"}
    assert wrong.headers["content-type"] == "application/problem+json"


async def test_every_answer_is_fenced(client: httpx.AsyncClient) -> None:
    """Each answer, also a refusal, carries a policy that runs no inline script."""
    for path in ("/", "/docs", "/web/home.js", "/nothing", "/v1/status", "/openapi.json"):
        answer = await client.get(path, headers={"Accept": "text/html"})
        policy = answer.headers["content-security-policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_own_page_may_ask(client: httpx.AsyncClient) -> None:
    """Our own page and the extension are answered, and may read the answer."""
    for origin in (HERE, EXTENSION, "https://pages.example.org"):
        answer = await client.get("/health", headers={"Origin": origin})

        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == origin
        assert "access-control-allow-credentials" not in answer.headers
