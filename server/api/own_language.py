"""`/v1/languages/own`: the words and names of who asks, with versions.

A writer names by If-Match the version that he has read: where another has written since, he is
answered 412, reads again, merges, and writes that.
"""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Response

from server.api.context import Services, identity, services
from server.core.own_language import OwnLanguage
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


@router.get("/v1/languages/own")
def own(serving: Serving, asking: Asking) -> Response:
    """Give your own language; its ETag is its version."""
    return _answer(serving.own_languages.one(asking.user))


@router.put("/v1/languages/own")
def put(
    language: Annotated[dict[str, Any], Body()],
    if_match: Annotated[str, Header(description="The ETag of what was read.")],
    serving: Serving,
    asking: Asking,
) -> Response:
    """Write it over the version that was read."""
    return _answer(serving.own_languages.put(asking.user, language, if_match))


@router.get("/v1/languages/own/versions")
def versions(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List the versions that are kept, the newest first."""
    found = serving.own_languages.versions(asking.user)
    return {
        "versions": [
            {
                "version": one.version,
                "changed": one.changed,
                "words": len(json.loads(one.text)["words"]),
            }
            for one in found
        ]
    }


@router.get("/v1/languages/own/versions/{version:int}")
def version(version: int, serving: Serving, asking: Asking) -> Response:
    """Give an earlier version whole."""
    return _answer(serving.own_languages.one(asking.user, version))


def _answer(found: OwnLanguage) -> Response:
    headers = {"ETag": found.etag, "Cache-Control": "no-store"}
    return Response(found.text, media_type="application/json", headers=headers)
