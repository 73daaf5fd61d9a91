"""`/v1/models`: which there are, loaded and let go, and pulled with progress.

Names may hold slashes and colons. Loading answers when the model is in memory, with its bytes
there; letting go, when it is gone. Both may be asked again and again.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from server.api.context import Services, services
from server.api.events import Events, data
from server.api.left import LEFT, while_there
from server.core.chat.models import Pulled
from server.core.chat.openai_form import model_shown
from server.core.errors import RubatoError

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


@router.get("/models", include_in_schema=False)
@router.get("/v1/models")
async def listed(serving: Serving) -> dict[str, Any]:
    """List the models that there are."""
    found = await serving.library.models.listed()
    return {"object": "list", "data": [model_shown(model) for model in found]}


@router.get("/v1/models/loading")
async def loading(serving: Serving) -> dict[str, Any]:
    """List the models that are being loaded, each with the seconds that it has taken so far."""
    found = serving.library.models.loading()
    return {"models": [{"id": name, "seconds": seconds} for name, seconds in found.items()]}


@router.post("/models/{name:path}/load", include_in_schema=False)
@router.post("/v1/models/{name:path}/load")
async def load(name: str, serving: Serving) -> dict[str, Any]:
    """Load a model into memory."""
    return model_shown(await serving.library.models.load(name))


@router.delete("/models/{name:path}/unload", include_in_schema=False)
@router.delete("/v1/models/{name:path}/unload")
async def unload(name: str, serving: Serving) -> dict[str, Any]:
    """Take a model out of memory."""
    return model_shown(await serving.library.models.unload(name))


@router.post("/models/{name:path}/pull", response_model=None, include_in_schema=False)
@router.post("/v1/models/{name:path}/pull", response_model=None)
async def pull(name: str, request: Request, serving: Serving) -> Response:
    """Download a model; the answer is a stream of `{"status", "done", "of"}`, in bytes."""
    async with AsyncExitStack() as stack:
        steps = serving.library.models.pull(name)
        await stack.enter_async_context(aclosing(steps))
        try:
            first = await while_there(request.receive, anext(steps))
        except ClientDisconnect:
            return Response(status_code=LEFT)
        return Events(_told(first, steps), stack.pop_all())
    raise AssertionError  # the stack swallows nothing


async def _told(first: Pulled, steps: AsyncGenerator[Pulled, None]) -> AsyncGenerator[str, None]:
    yield _step(first)
    try:
        async for step in steps:
            yield _step(step)
    except RubatoError as error:
        yield data({"error": {"message": str(error)}})
    yield "data: [DONE]\n\n"


def _step(step: Pulled) -> str:
    return data({"status": step.status, "done": step.done, "of": step.of})


@router.get("/models/{name:path}", include_in_schema=False)
@router.get("/v1/models/{name:path}")
async def one(name: str, serving: Serving) -> dict[str, Any]:
    """Tell of one model."""
    return model_shown(await serving.library.models.one(name))
