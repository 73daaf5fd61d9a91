"""The cookies of signing in, and whether they may go over TLS only."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Message, Scope, Send

from server.api.context import COOKIE
from server.core.accounts import SIGN_IN_LIFE
from server.core.tokens import SESSION_LIFE

RENEWED = "rubato.renewed"
"""Where a session's new token waits in the ASGI scope for the answer that brings it."""
SIGN_IN_COOKIE = "rubato_sign_in"
SIGN_IN_PLACE = "/v1/session/google"


def tells_https(connection: HTTPConnection, public_url: str) -> bool:
    """Tell whether the browser reached us over TLS.

    By the scheme, which a proxy that is trusted sets; by the name that is the public one; or by
    the origin of the page, which can only make a cookie narrower.
    """
    origin = connection.headers.get("origin", "")
    public = public_url.removeprefix("https://")
    ours = public != public_url and connection.headers.get("host", "").lower() == public.lower()
    return connection.url.scheme in {"https", "wss"} or ours or origin.startswith("https:")


def session_set(token: str, *, https: bool) -> str:
    """Write the header that gives a page its session."""
    answer = Response()
    set_session(answer, token, https=https)
    return answer.headers["set-cookie"]


def renewing(scope: Scope, send: Send, public_url: str) -> Send:
    """Add a session's new token, where there is one, to whatever is answered."""

    async def with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start" and scope.get(RENEWED):
            https = tells_https(HTTPConnection(scope), public_url)
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            headers.append("Set-Cookie", session_set(scope[RENEWED], https=https))
        await send(message)

    return with_cookie


def set_session(answer: Response, token: str, *, https: bool) -> None:
    """Give a page its session: for requests of our own pages alone."""
    life = SESSION_LIFE // 1000
    answer.set_cookie(COOKIE, token, max_age=life, httponly=True, samesite="strict", secure=https)


def set_sign_in(answer: Response, browser: str, *, https: bool) -> None:
    """Let the browser know the sign-in it began, when the provider sends it back.

    This one is `Lax`: the provider's page leads back to us, and a `Strict` cookie does not come
    along on a way from elsewhere.  It opens nothing by itself, is sent to two routes, and is gone
    in ten minutes.  The session's own stays `Strict`: the page that one comes back to asks who is
    signed in by a request of its own, which brings it.
    """
    answer.set_cookie(
        SIGN_IN_COOKIE,
        browser,
        max_age=SIGN_IN_LIFE // 1000,
        path=SIGN_IN_PLACE,
        httponly=True,
        samesite="lax",
        secure=https,
    )


def drop_sign_in(answer: Response) -> None:
    """Forget it."""
    answer.delete_cookie(SIGN_IN_COOKIE, path=SIGN_IN_PLACE, httponly=True, samesite="lax")
