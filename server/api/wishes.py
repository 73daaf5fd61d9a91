"""`/v1/users/wishes`: asking to be an admin, and the answer."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.sent import Sent
from server.core.tokens import Identity
from server.core.users import LONGEST_PASSWORD
from server.core.wishes import Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]

LARGEST = 2**31 - 1
"""The largest number that a database takes for a row."""


class Asked(Sent):
    """Why somebody wants to be an admin."""

    model_config = ConfigDict(extra="forbid")
    why: str = Field(max_length=2000)


class Answered(Sent):
    """Whether it is granted, and a sentence; granting needs the admin's own password."""

    model_config = ConfigDict(extra="forbid")
    grant: bool
    answer: str = Field(default="", max_length=2000)
    confirm: str = Field(default="", max_length=LONGEST_PASSWORD)


@router.get("/v1/users/wishes")
def listed(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List wishes, those that wait first: one's own, everybody's for an admin."""
    return {"wishes": [_shown(one) for one in serving.community.wishing.listed(asking.user)]}


@router.post("/v1/users/wishes", status_code=201)
def ask(asked: Asked, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Ask to be an admin; 409 where one was asked for already, or was refused today."""
    return _shown(serving.community.wishing.ask(asking.user, asked.why))


@router.post("/v1/users/wishes/seen", status_code=204)
def see(serving: Serving, asking: Asking) -> Response:
    """Note that the answers were shown to who asks."""
    serving.community.wishing.see(asking.user)
    return Response(status_code=204)


@router.put("/v1/users/wishes/{number:int}")
def answer(
    number: Annotated[int, Path(le=LARGEST)], told: Answered, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Grant a wish, or refuse it; 409 where it was answered already."""
    community = serving.community
    if told.grant:
        community.confirming.check(asking.user, told.confirm)
    return _shown(community.wishing.answer(number, told.answer, grant=told.grant, by=asking.user))


def _shown(wish: Wish) -> dict[str, Any]:
    return asdict(wish)
