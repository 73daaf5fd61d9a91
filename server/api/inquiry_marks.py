"""`/v1/inquiries`, marked for the next recording, and answered at moments of recordings."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.api.context import Services, identity, services
from server.api.inquiry_shown import all_shown, whole
from server.api.sent import Long, Sent
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
PLACE = "/v1/inquiries/{inquiry_id}"


class Moment(Sent):
    """A moment of a recording."""

    performance: str = Field(default="", max_length=16)
    """The recording's id, or that of its video on YouTube."""
    recording: str = Field(default="", max_length=16)
    """Without one: the id of a single file."""
    at_ms: Long
    """On its clock."""


@router.get("/v1/inquiries/marked")
def marked(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List what one marked for one's next recording: two at most, in the order of marking."""
    found = serving.recorded.marks.marked(asking.user)
    return {"inquiries": all_shown(serving, asking.user, found)}


@router.put(PLACE + "/marked")
def mark(inquiry_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Mark one for the next recording: it is shown and read aloud then; 409 where two are."""
    found = serving.recorded.marks.mark(asking.user, inquiry_id)
    return whole(serving, asking.user, found)


@router.delete(PLACE + "/marked")
def unmark(inquiry_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Take the mark back."""
    found = serving.recorded.marks.unmark(asking.user, inquiry_id)
    return whole(serving, asking.user, found)


@router.post(PLACE + "/answered")
def answer(inquiry_id: str, moment: Moment, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Say that it is answered at a moment of a recording; its mark is taken back."""
    marks = serving.recorded.marks
    found = marks.answer(asking.user, inquiry_id, **dict(moment))
    return whole(serving, asking.user, found)


@router.delete(PLACE + "/answered/{answer_id:int}")
def take_back(inquiry_id: str, answer_id: int, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Say no more that it is answered there."""
    found = serving.recorded.marks.take_back(asking.user, inquiry_id, answer_id)
    return whole(serving, asking.user, found)
