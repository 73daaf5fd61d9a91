"""`/v1/session`: signing in and out on the page."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from server.api.context import COOKIE, Services, identity, services, session_cookie
from server.api.cookies import set_session, tells_https
from server.api.sent import Sent
from server.core.sessions import browser_named
from server.core.tokens import Identity
from server.services.access import Came

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


class Credentials(Sent):
    """A name and its password; without a name, the shared password is meant."""

    name: str = Field(max_length=64)
    password: str = Field(min_length=1, max_length=256)


@router.post("/v1/session", status_code=201)
def sign_in(
    credentials: Credentials, request: Request, response: Response, serving: Serving
) -> dict[str, Any]:
    """Sign in: sets the session's cookie, gives the value to send as X-Rubato-CSRF."""
    before = known(request, serving)
    _, token = serving.access.sign_in(
        credentials.name,
        credentials.password,
        came_from(request),
        before.family if before else None,
    )
    set_session(response, token, https=tells_https(request, serving.accounts.public_url))
    found = serving.access.who(token, "session")
    return _told(serving, found)


@router.get("/v1/session")
async def current(request: Request, response: Response, serving: Serving) -> dict[str, Any]:
    """Say who is signed in here, if anybody, with the value to send as X-Rubato-CSRF.

    `ways` are the ways in: by a password of one's own, by a shared one, with Google.  Where
    `reading`, whoever is not signed in may read.
    """
    found = await run_in_threadpool(known, request, serving)
    if found is not None and found.due:
        token = await run_in_threadpool(serving.access.sessions.renewed, found)
        if token is not None:
            set_session(response, token, https=tells_https(request, serving.accounts.public_url))
    return _told(serving, found)


@router.delete("/v1/session", status_code=204)
def sign_out(
    response: Response, serving: Serving, asking: Annotated[Identity, Depends(identity)]
) -> None:
    """Sign out: the session ends, not only its cookie."""
    serving.access.sessions.end_this(asking)
    response.delete_cookie(COOKIE)


def known(request: Request, serving: Services) -> Identity | None:
    """Tell whose session the browser has, on a route that anybody may use."""
    cookie = session_cookie(request)
    return serving.access.who(cookie, "session") if cookie else None


def came_from(request: Request) -> Came:
    """Tell where somebody comes from who signs in."""
    address = request.client.host if request.client else ""
    return Came(address, browser_named(request.headers.get("user-agent", "")))


def _told(serving: Services, found: Identity | None) -> dict[str, Any]:
    accounts = serving.accounts
    ways = {
        "ways": {
            "password": True,
            "shared": serving.access.shared.there,
            "google": accounts.google is not None,
        },
        "reading": accounts.anonymous_read,
    }
    if found is None:
        return {"signed_in": False, **ways}
    user = {"name": found.user.name, "role": found.user.role}
    return {"signed_in": True, "user": user, "csrf": found.csrf, **ways}
