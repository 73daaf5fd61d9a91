"""`/v1/recordings/performances/{id}/remarks`: notes on moments of a recording."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.api.context import Services, identity, services
from server.api.performances import shown
from server.api.sent import Long, Number, Sent
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Text = Annotated[str, Field(max_length=4_000)]
PLACE = "/v1/recordings/performances/{performance_id}/remarks"


class NewRemark(Sent):
    """What somebody thinks of a moment."""

    at_ms: Long
    text: Text


class ChangedRemark(Sent):
    """What of it becomes another; what is left out stays."""

    version: Number
    at_ms: Long | None = None
    text: Text | None = None


@router.post(PLACE, status_code=201)
def add(performance_id: str, made: NewRemark, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Note something on a moment: of one's own recording, or of a shared one."""
    found = serving.recorded.remarks.add(asking.user, performance_id, made.at_ms, made.text)
    return shown(serving, asking, found)


@router.patch(PLACE + "/{remark_id:int}")
def change(
    performance_id: str, remark_id: int, changed: ChangedRemark, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Change the text or the moment of a note: one's own, or any on one's own recording."""
    fields = changed.model_dump()
    return shown(
        serving,
        asking,
        serving.recorded.remarks.change(asking.user, performance_id, remark_id, **fields),
    )


@router.delete(PLACE + "/{remark_id:int}")
def remove(performance_id: str, remark_id: int, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Delete a note."""
    found = serving.recorded.remarks.remove(asking.user, performance_id, remark_id)
    return shown(serving, asking, found)
