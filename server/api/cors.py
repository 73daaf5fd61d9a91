"""CORS for the origins we trust, written out: lists in frameworks take no patterns."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from server.core.trust import Trust

ALLOWED_HEADERS = "Authorization, Content-Type, X-Rubato-CSRF, Upload-Offset, If-Match"
PREFLIGHT_LIFE = "600"
"""How long a browser remembers the answer, in seconds."""


def cors_headers(headers: Headers, trust: Trust) -> dict[str, str]:
    """Give the headers that let an allowed origin read the answer; never with credentials."""
    origins = headers.getlist("origin")
    if len(origins) != 1 or not trust.origin_allowed(origins[0], headers.get("host", "")):
        return {}
    return {
        "Access-Control-Allow-Origin": origins[0],
        "Access-Control-Expose-Headers": "Retry-After, ETag",
    }


def is_preflight(scope: Scope, headers: Headers) -> bool:
    """Tell whether the browser only asks if a page may."""
    return (
        scope["type"] == "http"
        and scope["method"] == "OPTIONS"
        and "origin" in headers
        and "access-control-request-method" in headers
    )


def preflight(headers: Headers, methods: Sequence[str]) -> Response:
    """Answer a preflight of an allowed origin, also for a page of a public network."""
    allowed = {
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": ALLOWED_HEADERS,
        "Access-Control-Max-Age": PREFLIGHT_LIFE,
    }
    if headers.get("access-control-request-private-network") == "true":
        allowed["Access-Control-Allow-Private-Network"] = "true"
    return Response(status_code=204, headers=allowed)
