"""Answers that are kept: the same to the letter, never old, never somebody else's."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from server.api.context import IDENTITY
from server.api.kept import KEPT, LARGEST, LONGEST_QUERY, MOST_BYTES, Kept
from server.api.routes import RULE
from server.core.rule import Who
from server.core.tokens import Identity
from server.core.trust import RULES
from server.core.users import User
from tests.server.api.asgi import asked

ADMIN, READER = User(1, "owner", "admin", 0), User(2, "reader", "user", 0)


class Inner:
    """An app that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.status, self.body, self.pieces = 200, b"", 1

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a number, or with what is set."""
        self.asked += 1
        body = self.body or str(self.asked).encode()
        scope["route"] = "the route"
        start: Message = {"type": "http.response.start", "status": self.status}
        await send({**start, "headers": [(b"x-asked", str(self.asked).encode())]})
        for at in range(self.pieces):
            more = at + 1 < self.pieces
            await send({"type": "http.response.body", "body": body, "more_body": more})


class Held:
    """A database's stamp that a test changes, and who asks."""

    def __init__(self) -> None:
        self.inner, self.value, self.user = Inner(), 1, ADMIN
        self.stamped = True
        self.kept = Kept(self.inner, lambda: self.value if self.stamped else None)
        self.routes: list[Any] = []

    async def get(self, path: str, rule: str = "/v1/topics", method: str = "GET") -> bytes:
        """Ask as the guard would let it through."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope[RULE] = rule
            scope[IDENTITY] = Identity(self.user, 1, "extension")
            await self.kept(scope, receive, send)
            self.routes.append(scope.get("route"))

        return (await asked(app, method, path)).body


@pytest.fixture
def held() -> Held:
    """Give one in front of an app."""
    return Held()


async def test_asked_again_nothing_is_read(held: Held) -> None:
    """The second answer is the first one, headers and route too; a commit makes it old."""
    assert [await held.get("/v1/topics") for _ in range(3)] == [b"1"] * 3
    assert held.routes == ["the route"] * 3
    held.value = 2
    assert [await held.get("/v1/topics") for _ in range(2)] == [b"2"] * 2


async def test_commit_while_it_was_made_makes_it_old(held: Held) -> None:
    """Read before a commit and finished after it: the next one who asks is told anew."""
    answer = held.inner.__call__

    class Committing(Inner):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await answer(scope, receive, send)
            held.value += 1

    held.kept = Kept(Committing(), lambda: held.value)
    assert [await held.get("/v1/topics") for _ in range(2)] == [b"1", b"2"]


async def test_each_has_his_own(held: Held) -> None:
    """Another person, another role, another address, another query: another answer."""
    told = [await held.get("/v1/topics")]
    held.user = READER
    told.append(await held.get("/v1/topics"))
    held.user = User(1, "owner", "user", 0)
    told.append(await held.get("/v1/topics"))
    told.append(await held.get("/v1/topics?filter=a"))
    told.append(await held.get("/v1/topics?filter=b"))
    told.append(await held.get("/v1/inquiries/a", "/v1/inquiries/{inquiry_id}"))
    told.append(await held.get("/v1/inquiries/b", "/v1/inquiries/{inquiry_id}"))
    assert told == [str(at).encode() for at in range(1, 8)]


@pytest.mark.parametrize(
    ("path", "rule", "method"),
    [
        ("/v1/status", "/v1/status", "GET"),
        ("/v1/inquiries?order=taste", "/v1/inquiries", "GET"),
        ("/v1/inquiries?limit=5&%6frder=taste", "/v1/inquiries", "GET"),
        ("/v1/documents?q=bach", "/v1/documents", "GET"),
        ("/v1/topics", "/v1/topics", "POST"),
    ],
)
async def test_what_depends_on_more_is_asked_each_time(
    path: str, rule: str, method: str, held: Held
) -> None:
    """Neither what is not in the table, nor what a model ranks, nor what changes anything."""
    assert [await held.get(path, rule, method) for _ in range(2)] == [b"1", b"2"]


async def test_without_a_stamp_nothing_is_kept(held: Held) -> None:
    """A database that cannot say is read each time."""
    held.stamped = False
    assert [await held.get("/v1/topics") for _ in range(2)] == [b"1", b"2"]


async def test_refusals_are_not_kept_and_pieces_are_put_together(held: Held) -> None:
    """Only what went well; an answer in several pieces is told whole."""
    held.inner.status = 404
    assert [await held.get("/v1/topics") for _ in range(2)] == [b"1", b"2"]
    held.inner.status, held.inner.pieces = 200, 3
    assert [await held.get("/v1/topics") for _ in range(2)] == [b"333"] * 2


async def test_memory_is_bounded(held: Held) -> None:
    """What is large is not kept, and what was not asked for the longest goes."""
    held.inner.body = b"x" * (LARGEST + 1)
    await held.get("/v1/topics")
    await held.get("/v1/topics")
    assert held.inner.asked == 2
    held.inner.body = b"x" * LARGEST
    many = MOST_BYTES // LARGEST
    for at in range(many):
        await held.get(f"/v1/topics?filter={at}")
    before = held.inner.asked
    await held.get(f"/v1/topics?filter={many - 1}")
    assert held.inner.asked == before
    await held.get("/v1/topics?filter=0")
    assert held.inner.asked == before + 1


async def test_memory_is_bounded_where_questions_are_longer_than_answers(held: Held) -> None:
    """Who asks for nothing in ever new words fills no memory; very long ones are not kept."""
    many, words = 2_000, "x" * (LONGEST_QUERY - 20)
    assert many * len(words) > MOST_BYTES
    for at in range(many):
        await held.get(f"/v1/topics?filter={at}{words}")
    before = held.inner.asked
    await held.get(f"/v1/topics?filter={many - 1}{words}")
    assert held.inner.asked == before
    await held.get(f"/v1/topics?filter=0{words}")
    assert held.inner.asked == before + 1
    assert [await held.get(f"/v1/topics?filter={'x' * LONGEST_QUERY}") for _ in range(2)] == [
        str(before + at).encode() for at in (2, 3)
    ]


async def test_memory_is_bounded_where_answers_are_short(held: Held) -> None:
    """An answer of few letters takes more than those."""
    many = MOST_BYTES // 500
    for at in range(many):
        await held.get(f"/v1/topics?filter={at}")
    before = held.inner.asked
    await held.get("/v1/topics?filter=0")
    assert held.inner.asked == before + 1


@pytest.mark.parametrize("path", KEPT)
def test_each_is_a_rule_that_asks_who_it_is(path: str) -> None:
    """The table names rules to the letter, of which the guard has found who asks."""
    rule = next(one for one in RULES if (one.method, one.path) == ("GET", path))
    assert rule.who not in {Who.PUBLIC, Who.HELLO}
