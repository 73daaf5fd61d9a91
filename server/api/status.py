"""`/v1/status`: how each part of the server is."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from server.api.context import Services, services

router = APIRouter()


@router.get("/v1/status")
def whole(serving: Annotated[Services, Depends(services)]) -> dict[str, Any]:
    """Say how the server, its database, its languages, its MIDI ports and its voices are."""
    return serving.status.whole() | {"voices": serving.speaking.state()}
