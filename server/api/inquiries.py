"""`/v1/inquiries`: questions asked of the owner's topics, with their answers and sources.

With `stream` the answer is server-sent events: `begun` with the sources, `step` with what is done
before or after, `said` with each piece of text, `ended` with all of it, or `failed`.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import asdict, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from server.api.context import Services, identity, services
from server.api.events import Events, data
from server.api.inquiry_shown import all_shown, shown, whole
from server.api.left import LEFT, while_there
from server.api.sent import Long, Number, Sent
from server.core.chat.inquiries import Inquiry
from server.core.chat.models import sampling_of
from server.core.chat.page import LONGEST, Page
from server.core.chat.reviews import LEAST, MOST, Sought
from server.core.chat.steps import Step, way_of
from server.core.errors import RubatoError
from server.core.library.topics import ALL, key_of
from server.core.tokens import Identity
from server.core.users import User
from server.services.answer_events import Begun, Ended, Event, Said
from server.services.ratings import answer_of
from server.services.wishes import Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


class AskedPage(Sent):
    """The page that a question is about: its text as its reader sees it."""

    title: str = Field(default="", max_length=1000)
    address: str = Field(default="", max_length=4000)
    text: str = Field(max_length=LONGEST)
    """Paragraphs, with empty lines between them."""


class Question(Sent):
    """What is asked, and how."""

    question: str = ""
    """Empty: that of the inquiry that is asked again."""
    topics: list[str] | None = Field(default=None, max_length=20)
    """Names; ALL is asked besides. None: those of the inquiry that is asked again."""
    after: str = Field(default="", max_length=40)
    """The inquiry that this one follows."""
    instead_of: str = Field(default="", max_length=40)
    """The inquiry that is asked again, in its place in the conversation."""
    model: str = Field(default="", max_length=200)
    prompt: str = Field(default="", max_length=80)
    own_prompt: str = Field(default="", max_length=40_000)
    length: str = Field(default="", max_length=20)
    """sentence, short, full; with instead_of also shorter, more."""
    options: dict[str, Any] = Field(default_factory=dict)
    """Sampling: temperature, top_p, top_k, repeat_penalty, max_tokens, stop, seed."""
    way: str = Field(default="auto", max_length=20)
    """direct, topics (each summed up, then joined), plan (looked up first), or auto."""
    check: bool | None = None
    """Whether sentences are checked against their passages; not said: as it is set."""
    stream: bool = False
    persona: str = Field(default="", max_length=80)
    """Who answers; empty: who belongs to the address, if anybody does; nobody: no persona."""
    address: str = Field(default="", max_length=4000)
    """The page in view."""
    page: AskedPage | None = None
    """Asked alone, in place of the library; what it says is cited, and it is not kept."""


@router.post("/v1/inquiries", response_model=None)
async def ask(question: Question, request: Request, serving: Serving, asking: Asking) -> Response:
    """Ask; the answer is given from the owner's documents."""
    wish = Wish(
        question.question,
        None if question.topics is None else tuple(question.topics),
        question.after,
        question.instead_of,
        question.model,
        question.prompt,
        question.own_prompt,
        question.length,
        sampling_of(question.options),
        way_of(question.way),
        question.check,
        persona=question.persona,
        address=question.address or (question.page.address if question.page else ""),
        page=Page(**question.page.model_dump()) if question.page else None,
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
    assert isinstance(last, Begun | Ended)  # noqa: S101  (an answer ends with its inquiry)
    return last


async def _told(first: Event, events: AsyncGenerator[Event, None]) -> AsyncGenerator[str, None]:
    yield _event(first)
    try:
        async for event in events:
            yield _event(event)
    except RubatoError as error:
        yield data({"detail": str(error)}, "failed")


def _event(event: Event) -> str:
    if isinstance(event, Said):
        return data({"text": event.text}, "said")
    if isinstance(event, Step):
        return data(asdict(event), "step")
    told = shown(event.inquiry)
    if isinstance(event, Begun):
        more = {"cautions": list(event.cautions), "voice": event.voice, "goes_on": event.goes_on}
        return data(told | more, "begun")
    return data(told, "ended")


class Wanted(BaseModel):
    """Which inquiries are listed; each that is given must be so."""

    search: str = Field(default="", max_length=500)
    """Words of the question, the answer or its correction."""
    topic: str = Field(default="", max_length=1000)
    user: Number | None = None
    """An admin may ask for somebody's."""
    own: bool = False
    """An admin's own only."""
    since: Long | None = None
    until: Long | None = None
    """Milliseconds since 1970, UTC."""
    least: Number | None = None
    most: Number | None = None
    """Of their ratings, 0..10."""
    corrected: bool = False
    reviewed: Long | None = None
    """Rated or corrected since then."""
    limit: Number = 50
    before: str | None = None
    """`next` of the list before."""
    order: Literal["newest", "taste"] = "newest"
    """taste: those of this list by how who asks would rate them, once that is known."""

    def sought(self) -> Sought:
        """Say it as the service is asked."""
        unrated = self.least is None and self.most is None
        lowest = LEAST if self.least is None else self.least
        rated = None if unrated else (lowest, MOST if self.most is None else self.most)
        about = "" if key_of(self.topic) == key_of(ALL) else self.topic
        sought = Sought(self.search, about, self.user, self.since, self.until, rated)
        return replace(sought, corrected=self.corrected, reviewed=self.reviewed)


@router.get("/v1/inquiries")
def listed(wanted: Annotated[Wanted, Query()], serving: Serving, asking: Asking) -> dict[str, Any]:
    """List inquiries, the newest first, or by taste: an admin's are everybody's."""
    sought = wanted.sought()
    if wanted.own:
        sought = replace(sought, user_id=asking.user.id)
    found = serving.library.inquiries.listed(asking.user, wanted.limit, wanted.before, sought)
    names = serving.library.inquiries.names(found)
    ordered = _by_taste(serving, asking.user, found) if wanted.order == "taste" else found
    following = found[-1].id if found else None
    return {
        "inquiries": all_shown(serving, asking.user, ordered),
        "users": names,
        "next": following,
    }


def _by_taste(serving: Services, user: User, found: Sequence[Inquiry]) -> Sequence[Inquiry]:
    """Order a list, all of it; where nothing is known of a taste it stays as it is."""
    values = serving.tasting.taste().values(user, [answer_of(one) for one in found])
    if values is None:
        return found
    order = sorted(range(len(found)), key=lambda at: -values[at])
    return [found[at] for at in order]


@router.get("/v1/inquiries/{inquiry_id}")
def one(inquiry_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Give one inquiry with its sources."""
    return whole(serving, asking.user, serving.library.inquiries.one(asking.user, inquiry_id))


@router.delete("/v1/inquiries/{inquiry_id}", response_model=None, status_code=204)
def remove(
    inquiry_id: str,
    serving: Serving,
    asking: Asking,
    dry: Annotated[bool, Query(description="Only tell what would go, with status 200.")] = False,
) -> Response:
    """Delete an inquiry with all that was made of it; what was taught of it stays."""
    if dry:
        found = serving.library.inquiries.one(asking.user, inquiry_id)
        return JSONResponse(_goes(whole(serving, asking.user, found)))
    serving.library.inquiries.remove(asking.user, inquiry_id)
    return Response(status_code=204)


def _goes(told: dict[str, Any]) -> dict[str, Any]:
    """Tell what would go with an inquiry, and the document that would stay."""
    review = told["review"]
    return {
        "question": told["question"],
        "answer": told["answer"],
        "rating": review["rating"],
        "correction": review["correction"],
        "marked": told["marked"],
        "answered": len(told["answered"]),
        "stays": review["taught"],
    }
