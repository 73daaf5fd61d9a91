"""`/v1/sessions`: where one is signed in, and signing out there."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response

from server.api.context import COOKIE, Services, identity, services
from server.core.tokens import Identity

router = APIRouter()

LARGEST = 2**31 - 1
"""The largest number that a database takes for a row."""

Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


@router.get("/v1/sessions")
def listed(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List where one is signed in, and the account elsewhere that one added; times in ms.

    `way` is `own` password, `shared` password or `google`; `google` is null where it is not
    offered, else the `mail` of one's account there, null where one has none.
    """
    google = serving.accounts.google
    found = [asdict(one) | {"this": one.id == asking.family} for one in _open(serving, asking)]
    account = {"mail": google.mail(asking.user)} if google else None
    return {"sessions": found, "google": account}


@router.delete("/v1/sessions", status_code=204)
def end_all(response: Response, serving: Serving, asking: Asking) -> None:
    """Sign out everywhere, here too; paired extensions and tokens of programs stay."""
    serving.access.sessions.end_all(asking)
    response.delete_cookie(COOKIE)


@router.delete("/v1/sessions/{session_id:int}", status_code=204)
def end(session_id: Annotated[int, Path(le=LARGEST)], serving: Serving, asking: Asking) -> None:
    """Sign out in one place of one's own."""
    serving.access.sessions.end(asking, session_id)


def _open(serving: Services, asking: Identity) -> Any:
    return serving.access.sessions.listed(asking)
