"""`/v1/updates`: whether there is a newer Rubato, asked only when somebody wants to know."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from server.api.context import Services, services

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


@router.get("/v1/updates")
async def known(serving: Serving) -> dict[str, Any]:
    """Tell what was told the last time, without asking anybody."""
    updates = serving.operated.updates
    return asdict(updates.known()) | {"set_up": updates.set_up}


@router.post("/v1/updates")
async def check(serving: Serving) -> dict[str, Any]:
    """Ask whom the setting update_url names, at most once a minute."""
    updates = serving.operated.updates
    return asdict(await asyncio.to_thread(updates.check)) | {"set_up": updates.set_up}
