"""`/v1/recordings/performances/{id}/analysis`: what its files of notes hold."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from server.api.context import Services, identity, services
from server.core.tokens import Identity
from server.services.performance_analyses import Shown

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
PLACE = "/v1/recordings/performances/{performance_id}/analysis"


@router.get(PLACE)
def kept(performance_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Tell what was found so far; `current` is false where a file, its place or takes changed."""
    return _shown(serving.recorded.analyses.kept(asking.user, performance_id))


@router.post(PLACE)
def make(performance_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Look through the files of notes that are new or have changed; takes seconds.

    Of each: figures of each voice and take, words of the languages that it is read in, phrases
    that come back, and each take compared with the one before it. Times are ms of the video's
    clock; a file that is too large has `refused` with the reason instead.
    """
    return _shown(serving.recorded.analyses.made(asking.user, performance_id))


def _shown(found: list[Shown]) -> dict[str, Any]:
    return {"analyses": [_one(shown) for shown in found]}


def _one(shown: Shown) -> dict[str, Any]:
    return {
        "track": shown.track.id,
        "name": shown.track.name,
        "feedback": shown.track.feedback,
        "made": shown.found.made,
        "current": shown.current,
        **shown.found.content,
    }
