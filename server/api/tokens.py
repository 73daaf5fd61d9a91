"""`/v1/tokens`: tokens of extensions and programs: listed, made, and ended."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.sent import Number, Sent
from server.core.scopes import SCOPES
from server.core.tokens import LONGEST_LABEL, Identity, Token

router = APIRouter()

LARGEST = 2**31 - 1
"""The largest number that a database takes for a row."""

Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


class NewToken(Sent):
    """A token for a program, which acts for who makes it."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=LONGEST_LABEL)
    """What it is for."""
    scopes: list[str] = Field(default=[], max_length=len(SCOPES))
    """None: all that its owner may."""
    days: Number | None = None
    """Until it ends; none: until it is revoked."""


@router.get("/v1/tokens")
def listed(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List tokens: one's own, everybody's for an admin; times in ms since 1970.

    `scopes` is what a token may be narrowed to, each with what it allows.
    """
    found = serving.access.extensions(asking.user)
    scopes = {name: scope.caption for name, scope in SCOPES.items()}
    return {"tokens": [_told(token) for token in found], "scopes": scopes}


@router.post("/v1/tokens", status_code=201)
def make(wanted: NewToken, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Make a token for a program of one's own; it is told this once."""
    name = wanted.name.replace("\x00", "")  # which no database of ours takes alike
    made = serving.access.make(asking.user, name, wanted.scopes, wanted.days)
    return {"token": made}


@router.delete("/v1/tokens/current", status_code=204)
def revoke_own(serving: Serving, asking: Asking) -> None:
    """End the token that asks: the extension forgets this server."""
    serving.access.revoke(asking.user, asking.token_id)


@router.delete("/v1/tokens/{token_id:int}", status_code=204)
def revoke(token_id: Annotated[int, Path(le=LARGEST)], serving: Serving, asking: Asking) -> None:
    """End one token: one's own, or anybody's by an admin."""
    serving.access.revoke(asking.user, token_id)


def _told(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.label,
        "user": token.user.name,
        "created": token.created,
        "last_used": token.last_used,
        "expires": token.expires,
        "scopes": list(token.scopes),
    }
