"""`POST /v1/documents`: loads what an address holds, or the bytes that are sent.

The answer says what became of it: `added`, `changed` (only what changed was indexed again),
`unchanged`, or `failed` with a reason; a document that fails is kept aside, and tried again when
its bytes change. `put` are the ids of the topics that it was not in before. With `stream` the
answer is server-sent events: `step` with how far it is (`doing`: fetching, in bytes, or hearing, in
ms), then `loaded`, or `failed` with the reason.

A feed is not loaded itself: its outcome is `feed`, with its `entries`; `state` says what became of
one that was loaded before. Whoever asked loads those that are new, each by its address.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from starlette.requests import ClientDisconnect

from server.api.context import Services, services
from server.api.documents import shown
from server.api.events import Events, data
from server.api.left import LEFT, while_there
from server.api.noting import Tell, telling
from server.api.sent import Number, Sent
from server.core.errors import RubatoError
from server.services.documents import Given, Loaded
from server.services.feeds import FeedFound
from server.services.loading import Step, Wanted

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Telling = Annotated[Tell, Depends(telling)]
Names = Annotated[list[str], Field(max_length=20)]
Became = Loaded | FeedFound
Told = AsyncGenerator[Step | Loaded, None] | AsyncGenerator[Step | Became, None]
PULSE = 15.0
"""Seconds after which a client that waits is told that there is somebody."""


class FromAddress(Sent):
    """A web address to be loaded."""

    address: str = Field(max_length=4000)
    title: str = Field(default="", max_length=1000)
    topics: Names = Field(default_factory=list)
    """Names; those that are not there are made."""
    again: bool = False
    """Fetch and hear a recording though it was heard before."""
    text: str = Field(default="", max_length=200_000)
    """What its feed says of it, as HTML: what is kept where the page itself cannot be read."""
    limit: Number = 100
    """Entries of a feed that are told, at most."""
    stream: bool = False


@router.post("/v1/documents", response_model=None)
async def load_address(
    asked: FromAddress, request: Request, serving: Serving, tell: Telling
) -> Response:
    """Load what a web address holds."""
    # What follows may be a key to the page.
    tell(asked.address.partition("?")[0])
    fields = asked.model_dump(exclude={"stream"})
    told = serving.loading.address(Wanted(**fields))
    return await _answer(told, request, stream=asked.stream)


@router.post(
    "/v1/documents/file",
    response_model=None,
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}},
)
async def load(  # noqa: PLR0917  (FastAPI passes them by name)
    request: Request,
    serving: Serving,
    tell: Telling,
    name: Annotated[str, Query(max_length=1000, description="The file's name.")],
    address: Annotated[str, Query(max_length=4000, description="Where it is from.")] = "",
    title: Annotated[str, Query(max_length=1000)] = "",
    topic: Annotated[list[str], Query(max_length=20, description="Names of topics.")] = [],  # noqa: B006  (FastAPI copies it)
    again: Annotated[bool, Query(description="Read it though it was read before.")] = False,
    stream: Annotated[bool, Query(description="Tell how far it is.")] = False,
) -> Response:
    """Load a document: its bytes are the body."""
    media_type = request.headers.get("content-type", "")
    tell(name)
    given = Given(name, await request.body(), address, title, media_type, again)
    return await _answer(serving.loading.file(given, topic), request, stream=stream)


async def _answer(told: Told, request: Request, *, stream: bool) -> Response:
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(aclosing(told))
            if stream:
                return Events(_events(told), stack.pop_all())
            return JSONResponse(_shown(await while_there(request.receive, _last(told))))
    except ClientDisconnect:
        return Response(status_code=LEFT)
    raise AssertionError  # the stack swallows nothing


async def _last(told: Told) -> Became:
    async for one in told:
        if not isinstance(one, Step):
            return one
    raise AssertionError  # it ends with what became of it


async def _events(told: Told) -> AsyncGenerator[str, None]:
    """Give events, and a comment now and then while another recording is before this one."""
    following: asyncio.Future[Step | Became | None] | None = None
    try:
        while True:
            following = following or asyncio.ensure_future(anext(told, None))
            done, _ = await asyncio.wait({following}, timeout=PULSE)
            if not done:
                yield ": it goes on\n\n"
                continue
            one, following = following.result(), None
            if one is None:
                return
            yield _step(one) if isinstance(one, Step) else data(_shown(one), "loaded")
    except RubatoError as error:
        yield data({"detail": str(error)}, "failed")
    finally:
        if following is not None:
            following.cancel()
            await asyncio.wait({following})


def _step(step: Step) -> str:
    return data(step._asdict(), "step")


def _shown(became: Became) -> dict[str, Any]:
    """Show a document and what became of it, or the entries of a feed."""
    if isinstance(became, FeedFound):
        return _feed(became)
    reason = became.reason or became.document.reason
    told = {"outcome": became.outcome, "reason": reason, "put": became.put}
    return {**shown(became.document), **told}


def _feed(feed: FeedFound) -> dict[str, Any]:
    new = sum(state is None for _, state in feed.found)
    return {
        "outcome": "feed",
        "address": feed.address,
        "title": feed.title,
        "reason": f"A feed with {len(feed.found)} entries, {new} of them new.",
        "entries": [{**asdict(entry), "state": state} for entry, state in feed.found],
        "more": feed.more,
    }
