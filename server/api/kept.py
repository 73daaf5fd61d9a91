"""Answers that are kept for as long as the database holds what it held: then nothing is read.

Plain ASGI, inside the guard.  What is in the table depends on nothing but the database, the address
and who asks; whatever the clock, a model or the taste has a part in is not.  The stamp is taken
before the answer is made, so that a commit meanwhile makes it old.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.context import IDENTITY
from server.api.routes import RULE
from server.core.ports import Stamp

LARGEST = 100_000
"""Bytes of an answer that is kept."""
MOST_BYTES = 2_000_000
"""Of all that are kept, with what they are kept by; those not asked for the longest go first."""
BESIDE = 1_000
"""Bytes that an answer of no letters takes: its headers, and its places in tables."""
LONGEST_QUERY = 2_000
"""Bytes of a query whose answer is kept: hardly anybody asks for the same longer one again."""

KEPT: dict[str, frozenset[bytes]] = {
    "/v1/documents": frozenset({b"topic", b"before", b"limit"}),
    "/v1/documents/{document_id:int}": frozenset(),
    "/v1/documents/{document_id:int}/text": frozenset(),
    "/v1/inquiries": frozenset(
        {b"search", b"topic", b"user", b"own", b"since", b"until", b"least", b"most"}
        | {b"corrected", b"reviewed", b"limit", b"before"}
    ),
    "/v1/inquiries/marked": frozenset(),
    "/v1/inquiries/{inquiry_id}": frozenset(),
    "/v1/topics": frozenset({b"filter"}),
}
"""The rules whose GET is kept, each with the names that its query may have for that."""

Key = tuple[str, bytes, int, str, str]


@dataclass(slots=True)
class Answer:
    """One, as the route gave it."""

    stamp: int
    start: Message = field(default_factory=dict)
    body: bytes = b""
    route: Any = None
    whole: bool = False


class Kept:
    """Stands before the routes."""

    def __init__(self, app: ASGIApp, stamp: Stamp) -> None:
        self._app, self._stamp = app, stamp
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what is kept, or keep what is answered."""
        key = _key(scope)
        stamp = self._stamp() if key is not None else None
        if key is None or stamp is None:
            await self._app(scope, receive, send)
            return
        kept = self._answers.get(key)
        if kept is not None and kept.stamp == stamp:
            self._answers.move_to_end(key)
            scope["route"] = kept.route  # what it is counted as
            await send({**kept.start, "headers": list(kept.start["headers"])})
            await send({"type": "http.response.body", "body": kept.body})
            return
        made = Answer(stamp)
        await self._app(scope, receive, _copying(made, send))
        self._keep(key, made, scope)

    def _keep(self, key: Key, made: Answer, scope: Scope) -> None:
        old = self._answers.pop(key, None)
        self._bytes -= _size(key, old) if old is not None else 0
        if not made.whole or made.start["status"] != 200 or len(made.body) > LARGEST:
            return
        made.route = scope.get("route")
        self._answers[key] = made
        self._bytes += _size(key, made)
        while self._bytes > MOST_BYTES:
            self._bytes -= _size(*self._answers.popitem(last=False))


def _size(key: Key, answer: Answer) -> int:
    """Give the bytes that are held: short answers to long questions are no end of memory."""
    path, query, *_ = key
    return BESIDE + 4 * len(path) + len(query) + len(answer.body)


def _key(scope: Scope) -> Key | None:
    """Give what an answer depends on besides the database; nothing where it depends on more."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    names = KEPT.get(scope.get(RULE, ""))
    if names is None:
        return None
    query = scope["query_string"]
    if len(query) > LONGEST_QUERY:
        return None
    if query and not all(part.partition(b"=")[0] in names for part in query.split(b"&")):
        return None
    asking = scope[IDENTITY]
    return scope["path"], query, asking.user.id, asking.user.role, asking.kind


def _copying(made: Answer, send: Send) -> Send:
    """Let an answer through, and take it down."""

    async def copied(message: Message) -> None:
        if message["type"] == "http.response.start":
            made.start = {**message, "headers": list(message["headers"])}
        elif message["type"] == "http.response.body":
            made.whole = not message.get("more_body", False)
            if len(made.body) <= LARGEST:
                made.body += message.get("body", b"")
        await send(message)

    return copied
