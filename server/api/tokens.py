"""`/v1/tokens`: the paired extensions, and ending one."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from server.api.context import Services, identity, services
from server.core.tokens import Identity, Token

router = APIRouter()

LARGEST = 2**31 - 1
"""The largest number that a database takes for a row."""

Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


@router.get("/v1/tokens")
def listed(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List the paired extensions: one's own, everybody's for an admin; times in ms since 1970."""
    return {"tokens": [_told(token) for token in serving.access.extensions(asking.user)]}


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
