"""`/v1/audit`: who did what, and when; for admins."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from server.api.context import Services, services
from server.core.deeds import AREAS, DEEDS, MOST_LISTED, Note, Sought, caption, kinds_of

router = APIRouter()
Serving = Annotated[Services, Depends(services)]

LARGEST = 2**53
"""The largest whole number that JSON carries everywhere."""
Moment = Annotated[int | None, Query(ge=0, le=LARGEST, description="Ms since 1970, UTC.")]


@router.get("/v1/audit")
def listed(  # noqa: PLR0917  (FastAPI passes them by name)
    serving: Serving,
    who: Annotated[str, Query(max_length=64, description="A name.")] = "",
    what: Annotated[str, Query(max_length=64, description="A kind of deed, or an area.")] = "",
    since: Moment = None,
    until: Moment = None,
    before: Annotated[int | None, Query(ge=1, le=LARGEST, description="The last one seen.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 50,
) -> dict[str, Any]:
    """List what was done, the newest first; `next` is where the next page begins."""
    sought = Sought(who.strip().lower(), kinds_of(what), since, until, before, limit)
    found = serving.community.deeds.listed(sought)
    following = found[-1].id if len(found) == limit else None
    return {"deeds": [shown(one) for one in found], "next": following}


@router.get("/v1/audit/kinds")
def kinds() -> dict[str, Any]:
    """List the kinds of deeds that are noted, by area."""
    told = [{"kind": one.kind, "area": one.area, "caption": one.caption} for one in DEEDS]
    return {"areas": AREAS, "kinds": told}


def shown(note: Note) -> dict[str, Any]:
    """Show a note as JSON."""
    return {
        "id": note.id,
        "at": note.at,
        "who": note.who,
        "kind": note.kind,
        "caption": caption(note.kind),
        "detail": note.detail,
    }
