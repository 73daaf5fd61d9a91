"""`/v1/session`: signing in and out on the page."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from server.api.context import COOKIE, Services, identity, services, session_cookie
from server.api.sent import Sent
from server.core.tokens import SESSION_LIFE, Identity, csrf_for
from server.core.users import User

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


class Credentials(Sent):
    """A name and its password."""

    name: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=256)


@router.post("/v1/session", status_code=201)
def sign_in(
    credentials: Credentials, request: Request, response: Response, serving: Serving
) -> dict[str, Any]:
    """Sign in: sets the session's cookie, gives the value to send as X-Rubato-CSRF."""
    user, token = serving.access.sign_in(credentials.name, credentials.password)
    response.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_LIFE // 1000,
        httponly=True,
        samesite="strict",
        # Behind a proxy with TLS our own scheme is http; the page's origin tells.
        secure=request.headers.get("origin", "").startswith("https:"),
    )
    return _signed_in(user, token)


@router.get("/v1/session")
async def current(request: Request, serving: Serving) -> dict[str, Any]:
    """Say who is signed in here, if anybody; with the value to send as X-Rubato-CSRF."""
    cookie = session_cookie(request)
    found = await run_in_threadpool(serving.access.who, cookie, "session") if cookie else None
    if cookie is None or found is None:
        return {"signed_in": False}
    return _signed_in(found.user, cookie)


@router.delete("/v1/session", status_code=204)
def sign_out(
    response: Response, serving: Serving, asking: Annotated[Identity, Depends(identity)]
) -> None:
    """Sign out: the session ends, not only its cookie."""
    serving.access.revoke(asking.user, asking.token_id)
    response.delete_cookie(COOKIE)


def _signed_in(user: User, token: str) -> dict[str, Any]:
    told = {"name": user.name, "role": user.role}
    return {"signed_in": True, "user": told, "csrf": csrf_for(token)}
