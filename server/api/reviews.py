"""`/v1/inquiries`, reviewed: rated, corrected, counted, watched, and let go when they are old."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import Field

from server.api.context import Services, identity, services
from server.api.inquiry_shown import shown, whole
from server.api.news import Seconds, counted
from server.api.noting import Tell, telling
from server.api.sent import Number, Sent
from server.core.chat.retention import Retention
from server.core.library.topics import ALL
from server.core.tokens import Identity
from server.services.reviewing import Change

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Telling = Annotated[Tell, Depends(telling)]


class Reviewed(Sent):
    """What is to become of a review; what is not given stays."""

    version: Number
    """Of the review that was looked at; another's since then is refused with 412."""
    rating: Number | None = None
    """0..10; null takes it back."""
    correction: str | None = Field(default=None, max_length=200_000)
    """Empty takes it back."""
    teach: bool | None = None
    """Whether the correction is knowledge of the inquiry's topics."""


class Expected(Sent):
    """How many the owner saw that would go."""

    goes: Number


@router.patch("/v1/inquiries/{inquiry_id}")
def review(inquiry_id: str, reviewed: Reviewed, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Rate or correct an answer; only an admin corrects."""
    unrated = "rating" in reviewed.model_fields_set and reviewed.rating is None
    change = Change(reviewed.version, reviewed.rating, unrated, reviewed.correction, reviewed.teach)
    found = serving.library.reviewing.review(asking.user, inquiry_id, change)
    return whole(serving, asking.user, found)


@router.get("/v1/inquiries/counts")
def counts(
    serving: Serving,
    topic: Annotated[str, Query(max_length=1000)] = ALL,
    days: Number = 30,
) -> dict[str, Any]:
    """Count questions by day of a topic, and by topic; `day` is days since 1970, UTC."""
    reviewing = serving.library.reviewing
    return {
        "days": [asdict(one) for one in reviewing.counts(topic, days)],
        "topics": [asdict(one) for one in reviewing.topics(days)],
    }


@router.get("/v1/inquiries/news", response_model=None)
async def news(
    request: Request,
    serving: Serving,
    seen: Number = -1,
    seconds: Seconds = 0,
) -> Response:
    """Wait until something changed since the count that was seen; give the count now."""
    return await counted(request, serving.library.news, seen, seconds)


@router.get("/v1/inquiries/retention")
def retention(serving: Serving) -> dict[str, Any]:
    """Show what would go if old inquiries were let go now; nothing does."""
    found = serving.library.reviewing.retention()
    going = serving.library.reviewing.going(found)
    return _told(found) | {"inquiries": [shown(one) for one in going]}


@router.post("/v1/inquiries/retention")
def let_go(expected: Expected, serving: Serving, asking: Asking, tell: Telling) -> dict[str, Any]:
    """Let old inquiries go, as many as were seen; 409 where other ones would go now."""
    tell(f"{expected.goes} questions")
    return asdict(serving.library.reviewing.let_go(asking.user, expected.goes))


def _told(found: Retention) -> dict[str, Any]:
    told = asdict(found)
    del told["oldest"]
    return told | {"goes": found.goes}
