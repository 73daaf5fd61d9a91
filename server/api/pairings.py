"""`/v1/pairings`: a code for the owner to carry over, a token for the extension that brings it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.api.context import Services, identity, services
from server.api.sent import Sent
from server.core.pairing import CODE_LIFE, shown
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


class Brought(Sent):
    """A code as it was typed, and the name the extension wants in the list."""

    code: str = Field(min_length=1, max_length=32)
    name: str = Field(default="extension", max_length=200)


@router.post("/v1/pairings", status_code=201)
def redeem(brought: Brought, serving: Serving) -> dict[str, Any]:
    """Take a pairing code; give a token, told this once, and whom it acts for."""
    user, token = serving.pairing.redeem(brought.code, brought.name)
    return {"token": token, "user": {"name": user.name, "role": user.role}}


@router.post("/v1/pairings/codes", status_code=201)
def open_code(serving: Serving, asking: Annotated[Identity, Depends(identity)]) -> dict[str, Any]:
    """Make a pairing code for the extension; `life` is the seconds it holds."""
    made = serving.pairing.open(asking.user)
    return {"code": shown(made.code), "expires": made.expires, "life": CODE_LIFE // 1000}
