"""`/v1/personas`: who answers, in which manner and voice, and on which pages by itself."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query
from fastapi.responses import Response

from server.api.context import Services, services
from server.api.noting import Tell, telling
from server.core.chat.personas import KeptPersona, persona_of, persona_told
from server.core.errors import InvalidError

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Telling = Annotated[Tell, Depends(telling)]


@router.get("/v1/personas")
def listed(serving: Serving) -> dict[str, Any]:
    """List personas by name."""
    return {"personas": [shown(kept) for kept in serving.library.personas.listed()]}


@router.get("/v1/personas/for")
def bound(
    serving: Serving,
    address: Annotated[str, Query(max_length=4000, description="Of the page in view.")],
) -> dict[str, Any]:
    """Tell who answers on a page by itself; null: nobody in particular."""
    found = serving.library.personas.bound(address)
    return {"persona": shown(found) if found else None}


@router.post("/v1/personas", status_code=201)
def add(told: Annotated[dict[str, Any], Body()], serving: Serving, tell: Telling) -> dict[str, Any]:
    """Make a persona."""
    made = serving.library.personas.add(persona_of(told))
    tell(made.persona.name)
    return shown(made)


@router.put("/v1/personas/{persona_id:int}")
def change(
    persona_id: int,
    told: Annotated[dict[str, Any], Body()],
    serving: Serving,
    tell: Telling,
) -> dict[str, Any]:
    """Put a persona in place of a `version` of it."""
    fields = dict(told)
    version = fields.pop("version", None)
    if isinstance(version, bool) or not isinstance(version, int):
        raise InvalidError("version is the number of the version that is changed.")
    changed = serving.library.personas.change(persona_id, version, persona_of(fields))
    tell(changed.persona.name)
    return shown(changed)


@router.delete("/v1/personas/{persona_id:int}", status_code=204)
def remove(persona_id: int, serving: Serving) -> Response:
    """Delete a persona; what was asked of it stays."""
    serving.library.personas.remove(persona_id)
    return Response(status_code=204)


def shown(kept: KeptPersona) -> dict[str, Any]:
    """Give a persona as routes show it."""
    return {"id": kept.id, "version": kept.version, **persona_told(kept.persona)}
