"""`/v1/inquiries`: questions asked of the owner's topics, with their answers and sources.

With `stream` the answer is server-sent events: `begun` with the sources, `said` with each piece of
text, `ended` with all of it, or `failed`.
"""

import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from server.api.context import Services, identity, services
from server.api.events import Events
from server.api.left import LEFT, while_there
from server.core.chat.inquiries import Inquiry
from server.core.chat.models import sampling_of
from server.core.chat.reviews import LEAST, MOST, Sought
from server.core.errors import RubatoError
from server.core.library.topics import ALL, key_of
from server.core.tokens import Identity
from server.services.answering import Begun, Ended, Said, Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Event = Begun | Said | Ended


class Question(BaseModel):
    """What is asked, and how."""

    question: str
    topics: list[str] = Field(default=[], max_length=20)
    """Names; ALL is asked besides."""
    after: str = Field(default="", max_length=40)
    """The inquiry that this one follows."""
    model: str = Field(default="", max_length=200)
    prompt: str = Field(default="", max_length=80)
    own_prompt: str = Field(default="", max_length=40_000)
    length: str = Field(default="short", max_length=20)
    options: dict[str, Any] = {}
    """Sampling: temperature, top_p, top_k, repeat_penalty, max_tokens, stop, seed."""
    stream: bool = False


@router.post("/v1/inquiries", response_model=None)
async def ask(question: Question, request: Request, serving: Serving, asking: Asking) -> Response:
    """Ask; the answer is given from the owner's documents."""
    wish = Wish(
        question.question,
        tuple(question.topics),
        question.after,
        question.model,
        question.prompt,
        question.own_prompt,
        question.length,
        sampling_of(question.options),
    )
    try:
        async with AsyncExitStack() as stack:
            events = serving.library.answering.answer(asking.user, wish)
            await stack.enter_async_context(aclosing(events))
            first = await while_there(request.receive, anext(events))
            if not question.stream:
                ended = await while_there(request.receive, _last(first, events))
                return JSONResponse(shown(ended.inquiry))
            return Events(_told(first, events), stack.pop_all())
    except ClientDisconnect:
        return Response(status_code=LEFT)
    raise AssertionError  # the stack swallows nothing


async def _last(first: Event, events: AsyncGenerator[Event, None]) -> Begun | Ended:
    last = first
    async for event in events:
        last = event
    assert not isinstance(last, Said)  # noqa: S101  (an answer ends with its inquiry)
    return last


async def _told(first: Event, events: AsyncGenerator[Event, None]) -> AsyncGenerator[str, None]:
    yield _event(first)
    try:
        async for event in events:
            yield _event(event)
    except RubatoError as error:
        yield _named("failed", {"detail": str(error)})


def _event(event: Event) -> str:
    if isinstance(event, Said):
        return _named("said", {"text": event.text})
    told = shown(event.inquiry)
    if isinstance(event, Begun):
        return _named("begun", told | {"cautions": list(event.cautions)})
    return _named("ended", told)


def _named(name: str, told: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


class Wanted(BaseModel):
    """Which inquiries are listed; each that is given must be so."""

    search: str = Field(default="", max_length=500)
    """Words of the question, the answer or its correction."""
    topic: str = Field(default="", max_length=1000)
    user: int | None = None
    """An admin may ask for somebody's."""
    since: int | None = None
    until: int | None = None
    """Milliseconds since 1970, UTC."""
    least: int | None = None
    most: int | None = None
    """Of their ratings, 0..10."""
    corrected: bool = False
    limit: int = 50
    before: str | None = None
    """The id of the last one seen."""

    def sought(self) -> Sought:
        """Say it as the service is asked."""
        unrated = self.least is None and self.most is None
        lowest = LEAST if self.least is None else self.least
        rated = None if unrated else (lowest, MOST if self.most is None else self.most)
        about = "" if key_of(self.topic) == key_of(ALL) else self.topic
        return Sought(self.search, about, self.user, self.since, self.until, rated, self.corrected)


@router.get("/v1/inquiries")
def listed(wanted: Annotated[Wanted, Query()], serving: Serving, asking: Asking) -> dict[str, Any]:
    """List inquiries, the newest first: an admin's are everybody's."""
    found = serving.library.inquiries.listed(
        asking.user, wanted.limit, wanted.before, wanted.sought()
    )
    names = serving.library.inquiries.names(found)
    return {"inquiries": [shown(one) for one in found], "users": names}


@router.get("/v1/inquiries/{inquiry_id}")
def one(inquiry_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Give one inquiry with its sources."""
    return shown(serving.library.inquiries.one(asking.user, inquiry_id))


@router.delete("/v1/inquiries/{inquiry_id}", status_code=204)
def remove(inquiry_id: str, serving: Serving, asking: Asking) -> Response:
    """Delete an inquiry."""
    serving.library.inquiries.remove(asking.user, inquiry_id)
    return Response(status_code=204)


def shown(inquiry: Inquiry) -> dict[str, Any]:
    """Show an inquiry as JSON; times are milliseconds since 1970, UTC."""
    told = asdict(inquiry)
    return {**told, "inquiry": inquiry.id, "user": told.pop("user_id")}
