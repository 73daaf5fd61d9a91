"""`/v1/services`: what runs beside the server, started and stopped by its name."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from server.api.context import Services, services
from server.api.noting import Tell, telling

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


@router.get("/v1/services")
async def listed(serving: Serving) -> dict[str, Any]:
    """List what this installation may run: how each is, since when, and what it said last."""
    found = await asyncio.to_thread(serving.operated.desk.listed)
    return {"services": [asdict(one) for one in found]}


@router.post("/v1/services/{name}/{action}")
async def act(
    name: str, action: str, serving: Serving, tell: Annotated[Tell, Depends(telling)]
) -> dict[str, Any]:
    """Start, stop or restart one that the setting services names."""
    found = await asyncio.to_thread(serving.operated.desk.act, name, action)
    tell(f"{action} {found.name}")
    return asdict(found)
