r"""JSON whose texts are texts: no NUL, no half of a character, no number that is none.

JSON can name what no database, file or answer can hold: `\u0000`, half of a pair of surrogates,
`NaN`, `1e999`.  Pages hold such texts, and are read out and asked about all the same: each becomes
U+FFFD, as browsers write it.  Nothing is left out, which would make another word of what was sent:
a name that is no name before does not become one here.  A number that is none is refused, before
any of it is read further.
"""

import json
import math
import re
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

SUSPECT = re.compile(
    rb"\\u(?:0000|[dD][89a-fA-F])|\xed[\xa0-\xbf]|\x00|NaN|Infinity|[eE]\+?[0-9]{3}"
)
"""What a body must have to be looked at further; most that have it are in order."""
ODD = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\xed[\xa0-\xbf][\x80-\xbf])"
    rb"|(?P<nul>\\u0000)|\\.",
    re.DOTALL,
)
"""Escapes, whole characters before halves, so that each backslash is read once."""
UNKNOWN = "\ufffd".encode()
TOLD = "The JSON holds a number that is none: NaN, infinity, or one beyond what a number can be."


def place_told(scope: Scope) -> bool:
    """Tell whether a path and its query are without NUL."""
    return "\0" not in scope["path"] and b"%00" not in scope.get("query_string", b"")


def told(receive: Receive, headers: Headers) -> Receive:
    """Look through a JSON body before anybody gets it; other bodies pass as they come."""
    if "json" not in headers.get("content-type", ""):
        return receive
    looked = False

    async def whole() -> Message:
        nonlocal looked
        message = await receive()
        if looked or message["type"] != "http.request":
            return message
        looked = True
        pieces = [message.get("body", b"")]
        while message.get("more_body", False):
            message = await receive()
            if message["type"] != "http.request":
                return message
            pieces.append(message.get("body", b""))
        body = b"".join(pieces)
        if SUSPECT.search(body):
            body = ODD.sub(_mended, body)
            if not _sound(body):
                raise HTTPException(HTTPStatus.BAD_REQUEST, TOLD)
        return {"type": "http.request", "body": body, "more_body": False}

    return whole


def _mended(found: re.Match[bytes]) -> bytes:
    return UNKNOWN if found["half"] or found["nul"] else found[0]


def _sound(body: bytes) -> bool:
    """Tell whether what a body says can be kept; what is no JSON is refused by who reads it."""
    try:
        left: list[Any] = [json.loads(body)]
    except (ValueError, RecursionError):
        return True
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
        elif not _can_be(one):
            return False
    return True


def _can_be(one: Any) -> bool:
    if isinstance(one, float):
        return math.isfinite(one)
    if not isinstance(one, str):
        return True
    return "\0" not in one and not any("\ud800" <= sign <= "\udfff" for sign in one)
