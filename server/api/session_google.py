"""`/v1/session/google`: signing in with an account elsewhere, and adding one to oneself."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.cookies import (
    SIGN_IN_COOKIE,
    SIGN_IN_PLACE,
    drop_sign_in,
    set_session,
    set_sign_in,
    tells_https,
)
from server.api.sent import Sent
from server.api.session import came_from, known
from server.core.errors import ForbiddenError, NotFoundError
from server.core.tokens import Identity
from server.services.google_sign_in import GoogleSignIn, Returned

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Told = Annotated[str, Query(max_length=4000)]

OURS = frozenset({"same-origin", "none"})
"""`Sec-Fetch-Site` of a link on our page, or of an address that was typed."""


class Linking(Sent):
    """The page to come back to."""

    model_config = ConfigDict(extra="forbid")
    to: str = Field(default="/", max_length=2000)


@router.get(SIGN_IN_PLACE, status_code=303, response_class=RedirectResponse)
def begin(
    request: Request, serving: Serving, to: Annotated[str, Query(max_length=2000)] = "/"
) -> RedirectResponse:
    """Lead to the provider's page; one comes back to the page of ours that `to` names."""
    google = _google(serving)
    if request.headers.get("sec-fetch-site", "none") not in OURS:
        # Nobody is to be signed in because another page wants them to be.
        raise ForbiddenError("Signing in begins on a page of this server.")
    came = came_from(request).address
    leaving = google.begin(_back(request, serving), to, came, known(request, serving))
    answer = RedirectResponse(leaving.address, HTTPStatus.SEE_OTHER)
    https = tells_https(request, serving.accounts.public_url)
    set_sign_in(answer, leaving.browser, https=https)
    return answer


@router.post(SIGN_IN_PLACE)
def link(
    body: Linking, request: Request, response: Response, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Begin to add one's account elsewhere; give the provider's address, to go there."""
    google, came = _google(serving), came_from(request).address
    leaving = google.begin(_back(request, serving), body.to, came, asking, links=True)
    https = tells_https(request, serving.accounts.public_url)
    set_sign_in(response, leaving.browser, https=https)
    return {"address": leaving.address}


@router.delete(SIGN_IN_PLACE, status_code=204)
def unlink(serving: Serving, asking: Asking) -> None:
    """Take one's account elsewhere away: one signs in by password then."""
    _google(serving).unlink(asking.user)


@router.get(SIGN_IN_PLACE + "/back", status_code=303, response_class=RedirectResponse)
def back(
    request: Request,
    serving: Serving,
    state: Told = "",
    code: Told = "",
    iss: Told = "",
) -> RedirectResponse:
    """Take who comes back from the provider, and lead to the page where it began."""
    browser = request.cookies.get(SIGN_IN_COOKIE, "")
    arrived = _google(serving).end(Returned(state, code, browser, iss), came_from(request).browser)
    told = f"#sign-in={arrived.problem}" if arrived.problem else ""
    answer = RedirectResponse(arrived.place + told, HTTPStatus.SEE_OTHER)
    drop_sign_in(answer)
    if arrived.token is not None:
        https = tells_https(request, serving.accounts.public_url)
        set_session(answer, arrived.token, https=https)
    return answer


def _google(serving: Services) -> GoogleSignIn:
    if serving.accounts.google is None:
        raise NotFoundError("Signing in with Google is not set up; see google_client_id.")
    return serving.accounts.google


def _back(request: Request, serving: Services) -> str:
    """Give where the provider is to send the browser; the guard let only hosts of ours through."""
    https = tells_https(request, serving.accounts.public_url)
    here = f"{'https' if https else 'http'}://{request.headers['host'].lower()}"
    return (serving.accounts.public_url or here) + SIGN_IN_PLACE + "/back"
