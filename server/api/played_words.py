"""`/v1/words/played`: a word's examples, as it was played in recordings."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from server.api.context import Services, identity, services
from server.core.performance_ports import PlayedAt
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


@router.get("/v1/words/played")
def played(
    serving: Serving,
    asking: Asking,
    language: Annotated[str, Query(max_length=64)],
    keys: Annotated[str, Query(max_length=200, description="As “12 7 12”; a chord's rising.")],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> dict[str, Any]:
    """List where a word was played in recordings that were looked through and one may see.

    The latest recordings come first; times are ms of the recording's clock, and `address` opens it
    there.
    """
    found, count = serving.recorded.played.of(asking.user, language, keys, limit)
    return {"played": [_shown(one) for one in found], "count": count}


def _shown(one: PlayedAt) -> dict[str, Any]:
    address = f"/analyze.html?video={one.performance}&t={max(one.from_ms, 0) / 1000:g}"
    return {**one._asdict(), "address": address}
