"""`/v1/steps`: the chores of a step, when each was last done, and one of them run now."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends
from fastapi.responses import JSONResponse

from server.api.context import Services, identity, services
from server.api.events import Events, data
from server.api.noting import Tell, telling
from server.api.sent import Number
from server.core.errors import InvalidError
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


@router.get("/v1/steps")
async def listed(serving: Serving) -> dict[str, Any]:
    """List the tasks: when each was last done, how it ended, and when it is next."""
    return await asyncio.to_thread(serving.operated.chores.listed)


@router.get("/v1/steps/events", response_class=Events, status_code=200)
async def events(serving: Serving, after: Number = 0) -> Events:
    """Stream what the chore that was begun here says: `run`, each `line`, and `ended`."""
    async with AsyncExitStack() as stack:
        told = await stack.enter_async_context(aclosing(serving.operated.chores.told(after)))
        # Where none was run there is nothing to stream: that is told with its own status.
        first = await anext(told)
        return Events(_streamed(first, told), stack.pop_all())
    raise AssertionError  # the stack swallows nothing


@router.post("/v1/steps/{task}", status_code=202)
async def begin(
    task: str,
    serving: Serving,
    asking: Annotated[Identity, Depends(identity)],
    tell: Annotated[Tell, Depends(telling)],
    body: Annotated[dict[str, Any] | None, Body()] = None,
) -> JSONResponse:
    """Run one now, in a process of its own; `dry`: only show what it would do."""
    dry = (body or {}).get("dry", False)
    if not isinstance(dry, bool):
        raise InvalidError("dry is true or false.")
    run = await serving.operated.chores.begin(task, asking.user.name, dry=dry)
    tell(f"{task}{', dry' if dry else ''}")
    return JSONResponse(run.shown(), 202)


@router.delete("/v1/steps/running")
async def stop(serving: Serving, tell: Annotated[Tell, Depends(telling)]) -> dict[str, Any]:
    """Stop the one that was begun here; it ends in order, and tells how far it came."""
    run = await serving.operated.chores.stop()
    tell(run.task)
    return run.shown()


async def _streamed(
    first: tuple[str, dict[str, Any]], told: AsyncGenerator[tuple[str, dict[str, Any]], None]
) -> AsyncGenerator[str, None]:
    yield data(first[1], first[0])
    async for name, facts in told:
        yield data(facts, name)
