"""`/v1/languages`: the languages that are shipped."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from server.api.context import Services, services

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


@router.get("/v1/languages")
async def listed(serving: Serving) -> dict[str, Any]:
    """List the languages: name, version, kind, what it is for, number of words.

    The files are looked at, and read where they changed: less than a thread's turn costs.
    """
    return {"languages": list(serving.languages.listed())}


@router.get("/v1/languages/{name}")
def one(name: str, serving: Serving) -> dict[str, Any]:
    """Give one language whole, compiled, as the extension reads it."""
    return dict(serving.languages.one(name))
